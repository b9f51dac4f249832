using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Kernel;
using System.Globalization;

namespace Federation.EmploymentFairs.Records;

/// <summary>The fields of every kind of record.</summary>
internal static class FormLayouts
{
    public static readonly FormLayout<StandAnswer> Stand = new()
    {
        Word = "stand",
        Table = "fair-stands",
        Name = s => Say(s.Employer, s.EmployerCode),
        Fields =
        [
            new("employer", "field-employer", Required: true), new("employerCode", "field-employer-code", Required: true, MaxLength: 18, Hint: "employer-code-hint"),
            new("sector", "field-sector", FieldShape.Word, Required: true, Words: typeof(Sector)), new("stall", "field-stall", MaxLength: 20), new("attendance", "field-attendance", FieldShape.Word, Words: typeof(Attendance)),
        ],
        Columns =
        [
            new("field-employer", s => s.Employer), new("field-employer-code", s => s.EmployerCode, Wide: true), new("field-sector", s => s.Sector, Wide: true), new("field-stall", s => s.Stall, Wide: true),
            new("field-attendance", s => s.Attendance),
        ],
        Next = [new("posts", "record-post", s => [("stand", s.Id)])],
    };

    public static readonly FormLayout<PostAnswer> Post = new()
    {
        Word = "post",
        Table = "fair-posts",
        Name = p => Say(p.Title, p.Employer, p.Place),
        Fields =
        [
            new("stand", "field-employer", FieldShape.Record, Required: true, Of: "stands"), new("title", "field-post-title", Required: true), new("trade", "field-trade", FieldShape.Word, Required: true, Words: typeof(Trade)),
            new("openings", "field-openings", FieldShape.Number, Required: true), new("wageFrom", "field-wage-from", FieldShape.Money, Hint: "wage-hint"), new("wageTo", "field-wage-to", FieldShape.Money),
            new("place", "field-work-place", Required: true),
            new("division", "field-division", FieldShape.Place, Required: true, MaxLength: Gazetteer.MaxLength, Hint: "division-hint"),
            new("requirements", "field-requirements", FieldShape.Long, MaxLength: 1000),
        ],
        Columns =
        [
            new("field-post-title", p => p.Title), new("field-employer", p => p.Employer), new("field-trade", p => p.Trade, Wide: true), new("field-openings", p => p.Openings), new("field-filled", p => p.Filled, Wide: true),
            new("field-wage-from", p => p.WageFrom, Money: true, Wide: true), new("field-wage-to", p => p.WageTo, Money: true, Wide: true), new("field-work-place", p => p.Place, Wide: true),
            new("field-division", p => Gazetteer.Say(p.Division), ExportOnly: true), new("field-requirements", p => p.Requirements, ExportOnly: true),
        ],
        Begin = last => [("stand", last.Stand), ("place", last.Place), ("division", Gazetteer.Say(last.Division))],
        Next =
        [
            new("offers", "record-offer", p => [("post", p.Id)], p => p.Filled < p.Openings), new("placements", "record-fair-placement", p => [("post", p.Id)], p => p.Filled < p.Openings),
        ],
        Matched = true,
    };

    public static readonly FormLayout<VisitorsAnswer> Visitors = new()
    {
        Word = "visitors",
        Table = "fair-visitors",
        Name = v => Text.Of(v.Date),
        Fields = [new("date", "field-date", FieldShape.Date, Required: true), new("people", "field-visitors", FieldShape.Number, Required: true, Hint: "visitors-hint")],
        Columns = [new("field-date", v => v.Date), new("field-visitors", v => v.People)],
    };

    public static readonly FormLayout<SeekerAnswer> Seeker = new()
    {
        Word = "seeker",
        Table = "fair-seekers",
        Name = s => Say(s.Name, s.Phone),
        Fields =
        [
            new("phone", "field-phone", FieldShape.Phone, Required: true, MaxLength: 20, StaysIfEmpty: true), new("name", "person-name", Required: true, MaxLength: 50), new("arrivedOn", "field-arrived-on", FieldShape.Date, Hint: "arrived-hint"),
            new("trade", "field-trade-wanted", FieldShape.Word, Words: typeof(Trade)), new("division", "field-division-wanted", FieldShape.Place, MaxLength: Gazetteer.MaxLength, Hint: "division-wanted-hint"), new("wage", "field-wage-wanted", FieldShape.Money),
            new("identityNumber", "field-identity-number", MaxLength: 18, Hint: "hardship-hint", StaysIfEmpty: true),
        ],
        Columns =
        [
            new("person-name", s => s.Name), new("field-phone", s => s.Phone), new("field-trade-wanted", s => s.Trade, Wide: true), new("wage-wanted", s => s.Wage, Money: true, Wide: true),
            new("field-arrived-on", s => s.ArrivedOn), new("field-hardship", s => s.Hardship, Wide: true),
            new("field-division-wanted", s => s.Division is { } division ? Gazetteer.Say(division) : null, ExportOnly: true), new("registered-on", s => s.RegisteredOn, ExportOnly: true), new("registered-by", s => s.Channel, ExportOnly: true),
        ],
        Next = [new("applications", "record-application", s => [("seeker", s.Id)]), new("placements", "record-fair-placement", s => [("seeker", s.Id)])],
        Matched = true,
    };

    public static readonly FormLayout<ApplicationAnswer> Application = new()
    {
        Word = "application",
        Table = "fair-applications",
        Name = a => Say(a.Name, a.Title),
        Fields = [new("seeker", "field-seeker", FieldShape.Record, Required: true, Of: "seekers"), new("post", "field-post", FieldShape.Record, Required: true, Of: "posts"), new("date", "field-date", FieldShape.Date, Required: true)],
        Columns = [new("person-name", a => a.Name), new("field-post-title", a => a.Title), new("field-employer", a => a.Employer, Wide: true), new("field-date", a => a.Date)],
        Next = [new("offers", "record-offer", a => [("post", a.Post), ("seeker", a.Seeker)])],
    };

    public static readonly FormLayout<OfferAnswer> Offer = new()
    {
        Word = "offer",
        Table = "fair-offers",
        Name = o => Say(Text.Of(o.Date), o.Title, o.Name),
        Fields =
        [
            new("post", "field-post", FieldShape.Record, Required: true, Of: "posts"), new("seeker", "field-seeker", FieldShape.Record, Of: "seekers", Hint: "seeker-or-number"),
            new("people", "offer-people", FieldShape.Number), new("date", "field-date", FieldShape.Date, Required: true),
        ],
        Columns = [new("field-date", o => o.Date), new("field-post-title", o => o.Title), new("field-employer", o => o.Employer, Wide: true), new("person-name", o => o.Name), new("offer-people", o => o.People)],
        Next = [new("placements", "record-fair-placement", o => [("post", o.Post), ("seeker", o.Seeker), ("people", o.Seeker is null ? Number(o.People) : null)])],
    };

    public static readonly FormLayout<PlacementAnswer> Placement = new()
    {
        Word = "fair-placement",
        Table = "fair-placements",
        Name = p => Say(Text.Of(p.Date), p.Title, p.Employer, p.Name ?? $"× {Number(p.People)}"),
        Fields =
        [
            new("post", "field-post", FieldShape.Record, Required: true, Of: "posts"), new("seeker", "field-seeker", FieldShape.Record, Of: "seekers", Hint: "seeker-or-number"),
            new("people", "field-people", FieldShape.Number), new("ofHardship", "field-of-hardship", FieldShape.Number, Hint: "of-hardship-hint"), new("date", "field-date", FieldShape.Date, Required: true),
        ],
        Columns =
        [
            new("field-date", p => p.Date), new("field-post-title", p => p.Title), new("field-employer", p => p.Employer, Wide: true), new("person-name", p => p.Name), new("field-people", p => p.People),
            new("field-of-hardship", p => p.OfHardship, Wide: true),
        ],
        LeftOut = p => p.Seeker is null ? [] : ["people", "ofHardship"],
        Next =
        [
            new("follow-ups", "follow-up-30", p => [("placement", p.Id), ("after", "30"), ("reached", Number(p.People))]), new("follow-ups", "follow-up-90", p => [("placement", p.Id), ("after", "90"), ("reached", Number(p.People))]),
        ],
    };

    public static readonly FormLayout<FollowUpAnswer> FollowUp = new()
    {
        Word = "follow-up",
        Table = "fair-follow-ups",
        Name = f => Say(Text.Of(f.Date), f.Title),
        Fields =
        [
            new("placement", "field-placement", FieldShape.Record, Required: true, Of: "placements"), new("after", "field-after", FieldShape.Number, Required: true, Hint: "after-hint"),
            new("date", "field-date", FieldShape.Date, Required: true), new("reached", "field-reached", FieldShape.Number), new("employed", "field-employed", FieldShape.Number, Required: true),
        ],
        Columns =
        [
            new("field-date", f => f.Date), new("field-post-title", f => f.Title), new("field-employer", f => f.Employer, Wide: true), new("person-name", f => f.Name, Wide: true), new("after-days", f => f.After),
            new("field-reached", f => f.Reached, Wide: true), new("field-employed", f => f.Employed),
        ],
    };

    private static string Say(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
