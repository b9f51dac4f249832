using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Figures.Reading;
using Federation.Figures.Typing;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Books;

internal sealed class FigureBook(FiguresContext context, IndicatorCatalogue catalogue, FigureReader reader, TypedForm form) : IFigureBook
{
    public Indicator? Find(string code) => catalogue.ByCode.GetValueOrDefault(code);

    public async Task<IReadOnlyDictionary<string, BookedFigure>> ReadAsync(
        UnionInfo union, Period period, IReadOnlyCollection<string> indicators, CancellationToken cancellation)
    {
        var read = await reader.UnionAsync(union, period, period.YearEarlier(), TreeOf.Period, cancellation);
        var typed = await context.TypedFigures.AsNoTracking().Where(t => t.UnionId == union.Id && t.Period == period.Code).ToDictionaryAsync(
            t => t.IndicatorId, cancellation);
        var calculator = new FigureCalculator(catalogue);
        var figures = new Dictionary<string, BookedFigure>(StringComparer.Ordinal);
        foreach (var indicator in indicators.Select(catalogue.Find))
        {
            var view = calculator.View(indicator, read.Now, read.Before, read.Expected, read.Reported);
            var cell = typed.GetValueOrDefault(catalogue.Ids[indicator.Code]);
            figures[indicator.Code] = indicator.Source == IndicatorSource.Form && indicator.Kind != IndicatorKind.Ratio
                ? new BookedFigure(cell is null ? null : cell.Value ?? 0, cell is { Value: null }, cell?.TypedBy, view.Total, view.Previous)
                : new BookedFigure(view.Own, false, null, view.Total, view.Previous);
        }
        return figures;
    }

    public Task<bool> IsBehindAsync(long union, Period period, CancellationToken cancellation)
    {
        // Typed figures are read where they were typed.
        var (first, last, typed) = (period.FirstMonth, period.LastMonth, FormSource.CodeOf(""));
        return context.StaleMarks.AnyAsync(m => m.UnionId == union && m.Period >= first && m.Period <= last && !m.Source.StartsWith(typed), cancellation);
    }

    public async Task TypeAsync(Period year, IReadOnlyList<TypedCellOf> cells, CancellationToken cancellation)
    {
        if (cells.Count == 0) return;
        await form.OpenAsync(year, [.. cells.Select(c => c.Indicator)], cancellation);
        if (form.Apply([.. cells.Select(c => new Cell(c.Indicator, c.Value, c.Nil))]).FirstOrDefault(e => e is not null) is { } wrong) throw wrong;
        await context.SaveChangesAsync(cancellation);
    }
}
