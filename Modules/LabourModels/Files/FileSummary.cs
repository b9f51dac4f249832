using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Web;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>A model's titles, what the rules give this year, and what was given in each year.</summary>
internal sealed class FileSummary(LabourContext context, Texts texts, EntryTools tools, IHandler<GetEntitlements, Entitlements> entitlements) : IEntrySummary
{
    public string Path => ModelFile.Path;

    public async Task<IReadOnlyList<EntryFormPage.Summary>> ListAsync(long entry, CancellationToken cancellation) =>
        [await TitlesAsync(entry, cancellation), await EntitledAsync(entry, cancellation), await ByYearAsync(entry, cancellation)];

    private async Task<EntryFormPage.Summary> TitlesAsync(long entry, CancellationToken cancellation)
    {
        var titles = await context.Awards.AsNoTracking().Where(a => a.FileId == entry && a.UnionId == context.TenantId).OrderBy(a => a.Date).ThenBy(a => a.Id).ToListAsync(cancellation);
        return new EntryFormPage.Summary("file-titles", "no-titles",
            [new("honour"), new("decision-date"), new("models-field-body", Wide: true), new("decision-number", Wide: true), new("models-field-revoked-on")],
            [.. titles.Select(a => new EntryTable.Row(Text.Of(a.Id), tools.Union.Code, [a.HonourName, a.Date, a.Body, a.Number, a.RevokedOn]))], Award.Path);
    }

    private async Task<EntryFormPage.Summary> EntitledAsync(long entry, CancellationToken cancellation)
    {
        var lines = (await entitlements.HandleAsync(new GetEntitlements(entry), cancellation)).Items;
        return new EntryFormPage.Summary("file-entitlements", "no-entries",
            [new("models-field-kind"), new("entitled-most", Money: true, Wide: true), new("entitled-paid", Money: true, Wide: true), new("entitled-left", Money: true), new("entitled-why-not")],
            [.. lines.Select(l => new EntryTable.Row("", "", [l.Kind, l.Most, l.Paid, l.Left, l.Detail ?? l.Paper]))], null);
    }

    private async Task<EntryFormPage.Summary> ByYearAsync(long entry, CancellationToken cancellation)
    {
        var sums = await context.Benefits.AsNoTracking().Where(b => b.HolderId == entry).GroupBy(b => new { b.Date.Year, b.Kind })
            .Select(g => new { g.Key.Year, g.Key.Kind, Amount = g.Sum(b => b.Amount), Times = g.Count() }).ToListAsync(cancellation);
        var rows = sums.GroupBy(s => s.Year).OrderByDescending(y => y.Key).SelectMany(y => y.OrderBy(s => s.Kind).Select(s => Row(y.Key, s.Kind, s.Times, s.Amount))
            .Concat(y.Count() > 1 ? [Row(y.Key, texts["all-kinds"], y.Sum(s => s.Times), y.Sum(s => s.Amount))] : []));
        return new EntryFormPage.Summary("file-benefits-by-year", "no-entries", [new("models-field-year"), new("models-field-kind"), new("times-given"), new("models-field-amount", Money: true)], [.. rows], null);

        static EntryTable.Row Row(int year, object kind, int times, decimal amount) => new("", "", [year.ToString(CultureInfo.InvariantCulture), kind, times, amount]);
    }
}
