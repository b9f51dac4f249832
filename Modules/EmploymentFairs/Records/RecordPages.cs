using Autofac;
using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Matching;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Records;

/// <summary>The pages on which records of any kind are made, looked at, changed and taken back.</summary>
internal static class RecordPages
{
    private const string Again = "_again";
    private const int MinSearchDigits = 7;

    public static void Register(ContainerBuilder builder)
    {
        Kind(Stand.Definition, FormLayouts.Stand);
        Kind(Post.Definition, FormLayouts.Post);
        Kind(VisitorCount.Definition, FormLayouts.Visitors);
        Kind(Seeker.Definition, FormLayouts.Seeker);
        Kind(JobApplication.Definition, FormLayouts.Application);
        Kind(JobOffer.Definition, FormLayouts.Offer);
        Kind(Placement.Definition, FormLayouts.Placement);
        Kind(FollowUp.Definition, FormLayouts.FollowUp);

        void Kind<TRecord, TInput, TAnswer>(RecordKind<FairsContext, TRecord, TInput, TAnswer> kind, FormLayout<TAnswer> sheet)
            where TRecord : FairRecord, IRecord<FairsContext, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : class, IRecordAnswer =>
            builder.RegisterType<RecordPage<TRecord, TInput, TAnswer>>().As<IRecordPage>().WithParameter(TypedParameter.From(sheet)).InstancePerLifetimeScope();
    }

    public static void Map(IEndpointRouteBuilder pages)
    {
        Kind(pages, Stand.Definition);
        Kind(pages, Post.Definition);
        Kind(pages, VisitorCount.Definition);
        Kind(pages, Seeker.Definition);
        Kind(pages, JobApplication.Definition);
        Kind(pages, JobOffer.Definition);
        Kind(pages, Placement.Definition);
        Kind(pages, FollowUp.Definition);
        pages.MapPost("/u/{union}/fairs/{fair}/seekers/find", FindAsync).Handles<FindSeeker, FoundSeekers>();
        // Whoever opens the result's address anew, or in the other language, finds the list: nothing in it says who was looked for.
        pages.MapGet("/u/{union}/fairs/{fair}/seekers/find", (HttpContext http, Caller caller) => Results.Redirect(PageAddress.Of(caller.Union!, $"fairs/{http.PathId("fair")}?show={Seeker.Definition.Path}")))
            .Handles<FindSeeker, FoundSeekers>();
    }

    private static void Kind<TRecord, TInput, TAnswer>(IEndpointRouteBuilder pages, RecordKind<FairsContext, TRecord, TInput, TAnswer> kind)
        where TRecord : FairRecord, IRecord<FairsContext, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : class, IRecordAnswer
    {
        var (all, shown) = ($"/u/{{union}}/fairs/{{fair}}/{kind.Path}", new KindShown(kind.Path));
        pages.MapGet(all + "/new", NewAsync).WithMetadata(shown).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();
        pages.MapPost(all + "/new", RecordAsync).WithMetadata(shown).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();
        pages.MapGet(all + "/{record}", OpenAsync).WithMetadata(shown).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
        pages.MapPost(all + "/{record}", ChangeAsync).WithMetadata(shown).Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>();
        pages.MapPost(all + "/{record}/phone", CallAsync).WithMetadata(shown).Handles<OpenField<Seeker>, IReadOnlyDictionary<string, string?>>();
        pages.MapGet(
            all + "/{record}/phone", (HttpContext http, Caller caller, IEnumerable<IRecordPage> kinds) => Results.Redirect(Self(http, caller.Union!, KindOf(http, kinds))))
            .WithMetadata(shown).Handles<OpenField<Seeker>, IReadOnlyDictionary<string, string?>>();
        pages.MapPost(all + "/{record}/remove", RemoveAsync).WithMetadata(shown).Handles<RemoveRecord<TRecord>, Removed>();
    }

    private static async Task<IResult> NewAsync(HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, fair) = await AtAsync(http, caller, fairs, kinds, cancellation);
        var form = await kind.ProposeAsync(fair, cancellation);
        // A link brings along what the record is about: the post, the seeker.
        foreach (var field in kind.Fields.Where(f => !f.StaysIfEmpty))
            if (http.Request.Query[field.Name].ToString() is { Length: > 0 and < 60 } value) form.Fill(field.Name, value);
        return http.Page<FairRecordFormPage>(form, await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation));
    }

    private static async Task<IResult> RecordAsync(HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, fair) = await AtAsync(http, caller, fairs, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        if (Searches(kind, form)) return http.Page<FairRecordFormPage>(form, await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation));
        if (await form.TryAsync(texts, () => kind.RecordAsync(http.PathId("fair"), form, cancellation)))
            return http.RedirectTo(form[Again].Length > 0 ? http.Request.Path : Back(http, caller.Union!, kind), "recorded");
        return http.Page<FairRecordFormPage>(form, await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation));
    }

    private static Task<IResult> OpenAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, IHandler<MatchPosts, MatchedPosts> posts, IHandler<MatchSeekers, MatchedSeekers> seekers,
        IHandler<FollowUpsDue, DueFollowUps> followUps, TimeProvider time, CancellationToken cancellation) =>
        ShowAsync(http, caller, texts, fairs, kinds, posts, seekers, followUps, null, time, cancellation);

    /// <summary>A seeker, or what has become of one, with the number to call.</summary>
    private static Task<IResult> CallAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, IHandler<MatchPosts, MatchedPosts> posts, IHandler<MatchSeekers, MatchedSeekers> seekers,
        IHandler<FollowUpsDue, DueFollowUps> followUps, IHandler<OpenField<Seeker>, IReadOnlyDictionary<string, string?>> phone, TimeProvider time, CancellationToken cancellation) =>
        ShowAsync(http, caller, texts, fairs, kinds, posts, seekers, followUps, phone, time, cancellation);

    /// <param name="phone">Null where no number is asked for.</param>
    private static async Task<IResult> ShowAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, IHandler<MatchPosts, MatchedPosts> posts, IHandler<MatchSeekers, MatchedSeekers> seekers,
        IHandler<FollowUpsDue, DueFollowUps> followUps, IHandler<OpenField<Seeker>, IReadOnlyDictionary<string, string?>>? phone, TimeProvider time, CancellationToken cancellation)
    {
        var fair = await fairs.HandleAsync(new GetFair(http.PathId("fair")), cancellation);
        var kind = KindOf(http, kinds);
        var isOwn = fair.Union == caller.Union!.Code;
        var mayChange = isOwn && caller.May(Permissions.Write) && kind.TakenIn(fair.State);
        var (form, next) = await kind.OpenAsync(http.PathId("fair"), http.PathId("record"), mayChange, cancellation);
        // Whoever has registered and is looked up at the door is there: saving says so.
        if (mayChange && kind.Kind == Seeker.Definition.Path && form["arrivedOn"].Length == 0 && time.Today() is var today && fair.Starts <= today && today <= fair.Ends) form.Fill("arrivedOn", Text.Of(today));
        var view = await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation);
        view["ReadOnly"] = !mayChange;
        // Of an application, an offer or a placement it is the seeker in it who is called.
        var called = kind.Kind == Seeker.Definition.Path ? Text.Of(http.PathId("record")) : form["seeker"];
        view["MayCall"] = isOwn && called.Length > 0 && caller.May(Permissions.Write);
        if (phone is not null)
        {
            var isId = long.TryParse(called, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seeker);
            view["Phone"] = (await phone.HandleAsync(
                new OpenField<Seeker>(http.PathId("fair"), isId ? seeker : throw new NotFound(Seeker.Definition.Path), "phone"), cancellation))["phone"];
        }
        // Of the two times of asking those that have come and are not done.
        var due = mayChange && kind.Kind == Placement.Definition.Path ? (await followUps.HandleAsync(new FollowUpsDue(http.PathId("fair"), http.PathId("record")), cancellation)).After : [];
        view["Next"] = next.Where(n => kinds.Single(k => k.Kind == n.Kind).TakenIn(fair.State) && (n.Kind != FollowUp.Definition.Path || due.Any(d => n.Text == FormattableString.Invariant($"follow-up-{d}")))).ToList();
        if (kind.Matched && isOwn && caller.May(Permissions.ReadPersonal)) view["Matches"] = await MatchesAsync(http, kind, fair, kinds, posts, seekers, texts, cancellation);
        return http.Page<FairRecordFormPage>(form, view);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, fair) = await AtAsync(http, caller, fairs, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        if (Searches(kind, form)) return http.Page<FairRecordFormPage>(form, await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation));
        if (await form.TryAsync(texts, () => kind.ChangeAsync(http.PathId("fair"), http.PathId("record"), form, cancellation))) return http.RedirectTo(Back(http, caller.Union!, kind), "changed");
        return http.Page<FairRecordFormPage>(form, await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation));
    }

    /// <summary>
    /// Somebody at the door of the fair: by the phone number straight to the registration, or to a new one in which the number stands already; by a name to a list. The
    /// number comes in a posted form and goes into no address.
    /// </summary>
    private static async Task<IResult> FindAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, IHandler<FindSeeker, FoundSeekers> find, CancellationToken cancellation)
    {
        var fair = await fairs.HandleAsync(new GetFair(http.PathId("fair")), cancellation);
        var typed = (await PageForm.ReadAsync(http, caller))["search"].Trim();
        var list = PageAddress.Of(caller.Union!, $"fairs/{fair.Id}?show={Seeker.Definition.Path}");
        // A slip of the finger in a number must not carry the rest of it into an address.
        if (!RecordInput.IsPhone(typed) && typed.Count(char.IsDigit) >= MinSearchDigits) throw new InvalidInput("search", "bad-phone");
        if (!RecordInput.IsPhone(typed)) return http.RedirectTo($"{list}&search={Uri.EscapeDataString(typed[..Math.Min(typed.Length, 200)])}#records");
        var found = await find.HandleAsync(new FindSeeker(http.PathId("fair"), new PhoneInput { Phone = typed }), cancellation);
        if (found.Items is [var seeker, ..]) return http.RedirectTo(PageAddress.Of(caller.Union!, $"fairs/{fair.Id}/{Seeker.Definition.Path}/{seeker.Id}"));
        var kind = kinds.Single(k => k.Kind == Seeker.Definition.Path);
        if (!kind.TakenIn(fair.State)) return http.RedirectTo(list, "phone-not-registered");
        var form = await kind.ProposeAsync(fair, cancellation);
        form.Fill("phone", typed);
        var view = await ViewAsync(http, caller, texts, kind, kinds, fair, form, cancellation);
        (view["Action"], view["Notice"], view["Changing"]) = (PageAddress.Of(caller.Union!, $"fairs/{fair.Id}/{Seeker.Definition.Path}/new"), texts["phone-not-registered-yet"], false);
        return http.Page<FairRecordFormPage>(form, view);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, Caller caller, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, _) = await AtAsync(http, caller, fairs, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        await kind.RemoveAsync(http.PathId("fair"), http.PathId("record"), form.Version, cancellation);
        return http.RedirectTo(Back(http, caller.Union!, kind), "removed");
    }

    /// <summary>The kind of record that a page is of.</summary>
    private sealed record KindShown(string Path);

    private static IRecordPage KindOf(HttpContext http, IEnumerable<IRecordPage> kinds) => kinds.Single(k => k.Kind == http.GetEndpoint()!.Metadata.GetRequiredMetadata<KindShown>().Path);

    /// <summary>The kind and the fair, which is the union's own: nobody writes of a fair of a union below.</summary>
    private static async Task<(IRecordPage Kind, FairAnswer Fair)> AtAsync(HttpContext http, Caller caller, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var kind = KindOf(http, kinds);
        var fair = await fairs.HandleAsync(new GetFair(http.PathId("fair")), cancellation);
        return fair.Union == caller.Union!.Code ? (kind, fair) : throw new NotFound("fair");
    }

    /// <summary>What a form keeps, masked, of a field that a change begins without.</summary>
    internal static string NowOf(string field) => "_now-" + field;

    /// <summary>Whether the form was sent to look for a record that one of its fields refers to, by the button or by Enter: then nothing is written yet.</summary>
    private static bool Searches(IRecordPage kind, PageForm form) =>
        form[RecordChoice.FindField].Length > 0 || kind.Fields.Any(f => f.Shape == FieldShape.Record && form[RecordChoice.SearchOf(f.Name)].Trim() != form[RecordChoice.SearchedOf(f.Name)].Trim());

    private static string Self(HttpContext http, UnionInfo union, IRecordPage kind) => PageAddress.Of(union, $"fairs/{http.PathId("fair")}/{kind.Kind}/{http.PathId("record")}");

    private static string Back(HttpContext http, UnionInfo union, IRecordPage kind) => PageAddress.Of(union, $"fairs/{http.PathId("fair")}?show={kind.Kind}");

    private static async Task<Dictionary<string, object?>> ViewAsync(
        HttpContext http, Caller caller, Texts texts, IRecordPage kind, IEnumerable<IRecordPage> kinds, FairAnswer fair, PageForm form, CancellationToken cancellation)
    {
        var (lines, changing) = (new List<FairRecordFormPage.FieldLine>(), http.Request.RouteValues.ContainsKey("record"));
        foreach (var field in kind.Fields)
        {
            FairRecordFormPage.RecordOptions? records = null;
            if (field is { Shape: FieldShape.Record, Of: { } of })
            {
                records = await kinds.Single(k => k.Kind == of).OptionsAsync(http.PathId("fair"), form[field.Name], form[RecordChoice.SearchOf(field.Name)].Trim(), cancellation);
                // One that was found is meant; one that was chosen before and is not among those found is not.
                if (records.Search.Length > 0 && records.Items.All(i => i.Value != form[field.Name])) form.Fill(field.Name, records.Items is [var only] ? only.Value : "");
            }
            IReadOnlyList<(string, string)>? options = field switch
            {
                { Shape: FieldShape.Word, Words: { } words } => [.. Enum.GetValues(words).Cast<Enum>().Select(w => (Text.Of(w), texts[$"{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(words.Name)}-{Text.Of(w)}"]))],
                _ => null,
            };
            lines.Add(new FairRecordFormPage.FieldLine(field.Name, field.Label, Enum.Parse<FairRecordFormPage.Shape>(field.Shape.ToString()), field.Required, field.MaxLength, field.Hint, field.StaysIfEmpty, options, records));
        }
        return new()
        {
            ["Fair"] = fair, ["Noun"] = kind.Word, ["Fields"] = lines, ["Changing"] = changing, ["Action"] = changing ? Self(http, caller.Union!, kind) : null, ["Back"] = Back(http, caller.Union!, kind),
            ["Places"] = kind.Fields.Any(f => f.Shape == FieldShape.Place) ? Gazetteer.ProposalsFor(caller.Union!) : [], ["MayWrite"] = fair.Union == caller.Union!.Code && caller.May(Permissions.Write),
        };
    }

    /// <summary>The posts that fit a seeker, or the seekers whom a post fits.</summary>
    private static async Task<IReadOnlyList<FairRecordFormPage.MatchLine>> MatchesAsync(
        HttpContext http, IRecordPage kind, FairAnswer fair, IEnumerable<IRecordPage> kinds, IHandler<MatchPosts, MatchedPosts> posts, IHandler<MatchSeekers, MatchedSeekers> seekers, Texts texts, CancellationToken cancellation)
    {
        var (id, record) = (http.PathId("fair"), http.PathId("record"));
        string? Step(string post, string seeker) => kinds.Single(k => k.Kind == JobApplication.Definition.Path).TakenIn(fair.State) ? $"{JobApplication.Definition.Path}/new?post={post}&seeker={seeker}" : null;
        string Say(ReasonAnswer reason) => reason.Points == 0 ? reason.Text : texts["reason-with-points", reason.Text, reason.Points];
        return kind.Kind == Seeker.Definition.Path
            ? [.. (await posts.HandleAsync(new MatchPosts(id, record), cancellation)).Items.Select(m => new FairRecordFormPage.MatchLine(
                $"{Post.Definition.Path}/{m.Post}", m.Title, $"{m.Employer} · {m.Place}", [.. m.Reasons.Select(Say)], m.Score, m.Applied, Step(m.Post, Text.Of(record))))]
            : [.. (await seekers.HandleAsync(new MatchSeekers(id, record), cancellation)).Items.Select(m => new FairRecordFormPage.MatchLine(
                $"{Seeker.Definition.Path}/{m.Seeker}", m.Name, m.Phone + (m.Hardship ? $" · {texts["field-hardship"]}" : ""), [.. m.Reasons.Select(Say)], m.Score, m.Applied, Step(Text.Of(record), m.Seeker)))];
    }
}
