using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Files;

internal sealed class FileFigures(LabourContext context) : LabourFigures(Sources.Files, true, OnRecord)
{
    private const string OnRecord = "models.on-record";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var living =
            from month in scope.Months
            join file in context.Files.AcrossUnions() on month.UnionId equals file.UnionId
            where file.Since <= month.AsOf && (file.Until == null || file.Until > month.AsOf)
            group file by new { month.UnionId, month.Month } into g
            select new CountRow { UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount() };
        return [Measure.Values(living).As(OnRecord, r => r.Value).HandedIn(Code, r => r.Records).Build()];
    }
}

internal sealed class HardshipFigures(LabourContext context) : LabourFigures(Sources.Hardship, true, InHardship)
{
    private const string InHardship = "models.in-hardship";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        // Spells of one model never overlap: one that is open on a day is one model.
        var open =
            from month in scope.Months
            join spell in context.Spells.AcrossUnions() on month.UnionId equals spell.UnionId
            join file in context.Files.AcrossUnions() on spell.HolderId equals file.Id
            where spell.From <= month.AsOf && (spell.To == null || spell.To > month.AsOf) && file.Since <= month.AsOf && (file.Until == null || file.Until > month.AsOf)
            group spell by new { month.UnionId, month.Month } into g
            select new CountRow { UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount() };
        return [Measure.Values(open).As(InHardship, r => r.Value).HandedIn(Code, r => r.Records).Build()];
    }
}
