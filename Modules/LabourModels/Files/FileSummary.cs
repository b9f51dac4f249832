using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Honours;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace Federation.LabourModels.Files;

/// <summary>A model's titles, what the rules give this year, and what was given in each year.</summary>
internal sealed class FileSummary(LabourContext context, Texts texts, IHandler<GetEntitlements, Entitlements> entitlements) : IRecordSummary<LabourContext>
{
    public string Path => ModelFile.Definition.Path;

    public async Task<IReadOnlyList<RecordFormPage.Summary>> ListAsync(long record, CancellationToken cancellation) =>
        [await TitlesAsync(record, cancellation), await EntitledAsync(record, cancellation), await ByYearAsync(record, cancellation)];

    private async Task<RecordFormPage.Summary> TitlesAsync(long record, CancellationToken cancellation)
    {
        var titles = await context.Awards.AsNoTracking().Where(a => a.FileId == record && a.UnionId == context.TenantId).OrderBy(a => a.Date).ThenBy(a => a.Id).ToListAsync(cancellation);
        return new RecordFormPage.Summary("file-titles", "no-titles",
            [new("honour"), new("decision-date"), new("models-field-body", Wide: true), new("decision-number", Wide: true), new("models-field-revoked-on")],
            [.. titles.Select(a => new RecordTable.Row(Text.Of(a.Id), [a.HonourName, a.Date, a.Body, a.Number, a.RevokedOn]))], Award.Definition.Path);
    }

    private async Task<RecordFormPage.Summary> EntitledAsync(long record, CancellationToken cancellation)
    {
        var lines = (await entitlements.HandleAsync(new GetEntitlements(record), cancellation)).Items;
        return new RecordFormPage.Summary("file-entitlements", "no-records-yet",
            [new("models-field-kind"), new("entitled-most", Money: true, Wide: true), new("entitled-paid", Money: true, Wide: true), new("entitled-left", Money: true), new("entitled-why-not")],
            [.. lines.Select(l => new RecordTable.Row("", [l.Kind, l.Most, l.Paid, l.Left, l.Detail ?? l.Paper]))], null);
    }

    private async Task<RecordFormPage.Summary> ByYearAsync(long record, CancellationToken cancellation)
    {
        var sums = await context.Benefits.AsNoTracking().Where(b => b.ParentId == record).GroupBy(b => new { b.Date.Year, b.Kind })
            .Select(g => new { g.Key.Year, g.Key.Kind, Amount = g.Sum(b => b.Amount), Times = g.Count() }).ToListAsync(cancellation);
        var rows = sums.GroupBy(s => s.Year).OrderByDescending(y => y.Key).SelectMany(y => y.OrderBy(s => s.Kind).Select(s => Row(y.Key, s.Kind, s.Times, s.Amount))
            .Concat(y.Count() > 1 ? [Row(y.Key, texts["all-kinds"], y.Sum(s => s.Times), y.Sum(s => s.Amount))] : []));
        return new RecordFormPage.Summary("file-benefits-by-year", "no-records-yet", [new("models-field-year"), new("models-field-kind"), new("times-given"), new("models-field-amount", Money: true)], [.. rows], null);

        static RecordTable.Row Row(int year, object kind, int times, decimal amount) => new("", [year.ToString(CultureInfo.InvariantCulture), kind, times, amount]);
    }
}
