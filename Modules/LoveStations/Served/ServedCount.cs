using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Records;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Served;

/// <summary>People of one group served at a site on a day or in a month. A month is counted by its days or as a whole, not both.</summary>
[CountsFor(Sources.Served)]
internal sealed class ServedCount : SiteRecord, ICountsInMonth, IRecord<StationsContext, ServedInput, ServedAnswer>
{
    internal static readonly RecordKind<StationsContext, ServedCount, ServedInput, ServedAnswer> Definition = new("served")
    {
        Parent = SiteParent.Of<ServedCount, ServedInput>(),
        FilterFields = [],
        HasPages = false,
    };

    public int Month { get; private set; }

    /// <summary>The site's.</summary>
    public ServiceKind Kind { get; private set; }

    public bool WholeMonth { get; private set; }
    public ServedGroup Group { get; private set; }
    public int People { get; private set; }

    /// <summary>A whole month counts though the union was there on a part of it alone.</summary>
    public override IEnumerable<RecordDay> Days =>
        WholeMonth && Period.MonthOf(Date) is var month ? [RecordDay.Happened("date", month.First, month.Last)] : base.Days;

    public void Apply(ServedInput input, RecordTools tools) => (WholeMonth, Group, People) = (input.WholeMonth ?? false, input.Group, input.People);

    public async Task ResolveAsync(ServedInput input, StationsContext context, RecordTools tools, CancellationToken cancellation)
    {
        var others = context.Served.Where(s => s.SiteId == SiteId && s.Month == Month && s.Group == Group && s.Id != Id);
        if (WholeMonth)
        {
            if (await others.AnyAsync(s => s.WholeMonth, cancellation)) throw new RuleViolation("counted-already", Period.FromCode(Month));
            if (await others.AnyAsync(cancellation)) throw new RuleViolation("month-counted-by-days", Period.FromCode(Month));
            return;
        }
        if (await others.AnyAsync(s => s.WholeMonth, cancellation)) throw new RuleViolation("month-counted-as-whole", Period.FromCode(Month));
        if (await others.AnyAsync(s => s.Date == Date, cancellation)) throw new RuleViolation("counted-already", Date);
    }

    public ServedAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, WholeMonth, Group, People, Version);

    protected override void Check(ServiceSite site, DateOnly today)
    {
        var month = Period.MonthOf(Date);
        (Month, Kind) = (month.Code, site.Kind);
        if (WholeMonth ? !site.ServedIn(month) : site.StateOn(Date) != SiteState.InService) throw new RuleViolation("not-in-service-then", site.Code, Date);
    }
}

/// <param name="WholeMonth">Whether the number is that of the whole month in which the date lies.</param>
public sealed record ServedAnswer(string Id, DateOnly Date, bool WholeMonth, ServedGroup Group, int People, int Version) : IRecordAnswer;
