using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Map;

/// <summary>
/// Which stored periods stand for "so far" this year and last year. Of a period that is over it is the whole; of a running year its months that are over, and
/// the same months a year earlier, so that ten months are never held against twelve.
/// </summary>
/// <param name="Now">Empty where there is nothing to compare yet.</param>
internal sealed record LikeWithLike(IReadOnlyList<Period> Now, IReadOnlyList<Period> Before)
{
    private static readonly LikeWithLike Nothing = new([], []);

    /// <summary>Whether months stand for a year that is not over.</summary>
    public bool IsToDate => Now is [{ Kind: PeriodKind.Month }, ..];

    public static LikeWithLike Of(Period period, Indicator indicator, DateOnly today)
    {
        if (period.First > today || period.YearEarlier() is not { } before) return Nothing;
        // What is typed once a year has no months; a state of it may be compared, a sum that is still typed may not.
        if (period.Last <= today || (indicator.Source == IndicatorSource.Form && indicator.Numerator == FlowOrStock.Stock)) return new([period], [before]);
        if (indicator.Source == IndicatorSource.Form || period.Kind == PeriodKind.Month) return Nothing;
        var over = period.Months().Where(m => m.Last <= today).ToList();
        // A person counted in two months is one person, so months of a distinct count do not add up.
        if (over.Count == 0 || (indicator.Kind == IndicatorKind.Distinct && over.Count > 1) || over.Exists(m => m.YearEarlier() is null)) return Nothing;
        return new(over, [.. over.Select(m => m.YearEarlier()!.Value)]);
    }
}
