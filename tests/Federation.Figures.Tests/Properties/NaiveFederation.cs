using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Figures.Tests.Properties;

/// <summary>
/// The reckoning that the product is held against: every union, placement and record in lists, every figure added up from scratch by walking them.
/// Deliberately slow and plain; it shares nothing with the product but the names of periods.
/// </summary>
internal sealed class NaiveFederation
{
    internal sealed class Place(string? parent, DateOnly from)
    {
        public string? Parent { get; } = parent;
        public DateOnly From { get; } = from;

        /// <summary>The first day on which it no longer holds.</summary>
        public DateOnly? To { get; set; }
    }

    internal sealed class Union(string code, UnionLevel level, string? parent, DateOnly founded)
    {
        public string Code { get; } = code;
        public UnionLevel Level { get; } = level;
        public List<Place> Places { get; } = [new(parent, founded)];
        public DateOnly? Closed { get; set; }
        public DateOnly Founded => Places[0].From;
        public Place Last => Places[^1];

        public bool ActiveOn(DateOnly day) => Founded <= day && (Closed is null || day < Closed);
        public bool ActiveIn(Period period) => Founded <= period.Last && (Closed is null || Closed > period.First);

        public string? CountsUnder(Period period) => (Places.LastOrDefault(p => p.From <= period.Last) ?? Places[0]).Parent;

        /// <summary>Under whom it stands in a period: at its end, or last, when it was closed within it. Null for a root.</summary>
        public string? ParentIn(Period period) => Closed is { } closed && closed <= period.Last
            ? Last.Parent
            : Places.Last(p => p.From <= period.Last).Parent;
    }

    /// <summary>One record: what it adds to sums and ratios, and who was counted.</summary>
    internal sealed record Entry(string Union, DateOnly Date, IReadOnlyDictionary<string, decimal> Sums, IReadOnlyDictionary<string, (decimal Above, decimal Below)> Ratios, (string Indicator, string Person)? Counted);

    private readonly Dictionary<string, Union> unions = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Union> Unions => unions;
    public Dictionary<long, Entry> Entries { get; } = [];
    public Dictionary<(string Union, int Year, string Indicator), decimal> Typed { get; } = [];

    /// <summary>Reports that there is nothing to report.</summary>
    public HashSet<(string Union, string Module, Period Period)> Nil { get; } = [];

    public void Add(Union union) => unions.Add(union.Code, union);

    public IEnumerable<Union> Children(string code, Period period) => unions.Values.Where(u => u.ActiveIn(period) && u.ParentIn(period) == code);

    /// <summary>Whose figures a union's totals hold: each union's go up to the parent that it has at the period's end, or had last; before its founding to the first.</summary>
    private IEnumerable<Union> Subtree(string code, Period period) => unions.Values.Where(u => u.CountsUnder(period) == code).SelectMany(c => Subtree(c.Code, period)).Prepend(unions[code]);

    private IEnumerable<Entry> EntriesOf(string union, Period period) => Entries.Values.Where(e => e.Union == union && period.Contains(e.Date));

    private decimal? Own(string union, string indicator, Period period, DateOnly today)
    {
        if (indicator is "unions.grassroots" or "unions.districts")
        {
            var day = period.Last < today ? period.Last : today;
            return day < period.First ? null : unions[union].Level == (indicator == "unions.grassroots" ? UnionLevel.Grassroots : UnionLevel.District) && unions[union].ActiveOn(day) ? 1 : 0;
        }
        if (indicator.StartsWith("unions.", StringComparison.Ordinal)) return period.Kind == PeriodKind.Year && Typed.TryGetValue((union, period.YearNumber, indicator), out var typed) ? typed : null;
        var entries = EntriesOf(union, period).ToList();
        return entries.Sum(e => e.Sums.GetValueOrDefault(indicator));
    }

    /// <summary>A sum over all records of all unions, wherever they stand.</summary>
    public decimal Everywhere(string indicator, Period period) => Entries.Values.Where(e => period.Contains(e.Date)).Sum(e => e.Sums.GetValueOrDefault(indicator));

    public bool HasHandedIn(string union, string module, Period period) =>
        Nil.Any(n => n.Union == union && n.Module == module && (n.Period == period || (n.Period.Kind == PeriodKind.Month && period.Contains(n.Period.First))))
        || (module == "Unions" ? period.Kind == PeriodKind.Year && Typed.Keys.Any(t => t.Union == union && t.Year == period.YearNumber) : EntriesOf(union, period).Any());

    public bool HasReported(string union, string module, Period period) => Subtree(union, period).Any(u => HasHandedIn(u.Code, module, period));

    /// <summary>A sum's or a stock's total: added up over the subtree; null where nobody in it has handed in and there is nothing.</summary>
    public decimal? Total(string union, string indicator, string module, Period period, DateOnly today)
    {
        var total = Subtree(union, period).Sum(u => Own(u.Code, indicator, period, today) ?? 0);
        return total != 0 || HasReported(union, module, period) ? total : null;
    }

    public decimal? OwnShown(string union, string indicator, string module, Period period, DateOnly today)
    {
        var own = Own(union, indicator, period, today) ?? 0;
        return own != 0 || HasHandedIn(union, module, period) ? own : null;
    }

    public decimal? Ratio(string union, string indicator, Period period)
    {
        var parts = Subtree(union, period).SelectMany(u => EntriesOf(u.Code, period)).Select(e => e.Ratios.GetValueOrDefault(indicator)).ToList();
        var below = parts.Sum(p => p.Below);
        return below == 0 ? null : Math.Round(parts.Sum(p => p.Above) / below * 100, 2, MidpointRounding.AwayFromZero);
    }

    public decimal? TypedRatio(string union, string above, string below, Period period)
    {
        if (period.Kind != PeriodKind.Year) return null;
        var both = Subtree(union, period).Where(u => Typed.ContainsKey((u.Code, period.YearNumber, above)) && Typed.ContainsKey((u.Code, period.YearNumber, below))).ToList();
        var under = both.Sum(u => Typed[(u.Code, period.YearNumber, below)]);
        return under == 0 ? null : Math.Round(both.Sum(u => Typed[(u.Code, period.YearNumber, above)]) / under * 100, 2, MidpointRounding.AwayFromZero);
    }

    public decimal? Distinct(string union, string indicator, Period period)
    {
        var count = Subtree(union, period).SelectMany(u => EntriesOf(u.Code, period)).Where(e => e.Counted?.Indicator == indicator).Select(e => e.Counted!.Value.Person).Distinct().Count();
        return count != 0 || HasReported(union, "SeasonalSupport", period) ? count : null;
    }
}
