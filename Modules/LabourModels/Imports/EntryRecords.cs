using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.Framework.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>What all tables of the registers do with their records.</summary>
internal static class EntryRecords
{
    public const int MaxOffers = 50;

    /// <summary>Marks each month once for the whole table.</summary>
    public static async Task MarkAsync(this LabourContext context, ChangedMonths changed, IReadOnlyList<string> sources, CancellationToken cancellation)
    {
        if (changed.All.Count == 0) return;
        context.MarkAll(context.TenantId, changed, sources);
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>The honours that the union's tables may name: those of its own catalogue and of the unions above.</summary>
    /// <param name="recipient">Those for persons or for collectives only; all where null.</param>
    public static NamedRecords<Honour> HonoursFor(this LabourContext context, RecordTools tools, Recipient? recipient = null) =>
        new("honour", h => h.Name, c => AboveAsync(context.Honours.Where(h => recipient == null || h.Recipient == recipient).OrderBy(h => h.Id), tools, c))
        {
            Unknown = "honour-unknown", NotUnique = "honour-of-several-levels", MaxOffers = MaxOffers,
        };

    /// <summary>Those of the union and of the unions above.</summary>
    public static Task<List<T>> AboveAsync<T>(IQueryable<T> entries, RecordTools tools, CancellationToken cancellation) where T : Record
    {
        long[] above = [.. tools.Union.Ancestors, tools.Union.Id];
        return entries.AsNoTracking().Where(e => above.Contains(e.UnionId)).ToListAsync(cancellation);
    }

    public static Honour Find(this NamedRecords<Honour> honours, string name, HonourLevel? level) =>
        honours.Matches(name) is { Count: > 0 } named && level is not null && named.All(h => h.Level != level)
            ? throw new InvalidInput(honours.Column, "honour-not-of-the-level", name)
            : honours.Find(name, h => level is null || h.Level == level);

    public static Award Called(this Award award, Honour honour)
    {
        award.TakeNameOf(honour);
        return award;
    }

    /// <summary>A wrong number is noticed by the name beside it.</summary>
    public static ModelFile RequireNamed(this ModelFile file, string name) =>
        NameText.AreSame(name, file.Name) ? file : throw new InvalidInput("name", "name-of-another", file.Name, name);
}

/// <summary>The files that a batch's rows name by the number of a model.</summary>
internal sealed class ModelRows(LabourContext context, RecordTools tools)
{
    private ILookup<string, ModelFile> files = Array.Empty<ModelFile>().ToLookup(_ => "");

    public IReadOnlyList<long> Ids => [.. files.SelectMany(f => f).Select(f => f.Id)];

    public async Task ReadAsync(IEnumerable<IModelRow> rows, CancellationToken cancellation)
    {
        var hashes = rows.Select(r => r.IdentityNumber).Distinct().Select(tools.Identity.Hash).ToList();
        var named = context.Files.AsNoTracking().Where(f => hashes.Contains(f.PersonHash));
        files = (await named.ToListAsync(cancellation)).ToLookup(f => Convert.ToHexString(f.PersonHash));
    }

    /// <summary>The file that was open on the row's day.</summary>
    public ModelFile Of(IModelRow row)
    {
        var all = files[Convert.ToHexString(tools.Identity.Hash(row.IdentityNumber))].OrderByDescending(f => f.Since).ToList();
        if (all.Count == 0) throw new InvalidInput("identityNumber", "model-unknown");
        var file = all.Find(f => f.IsOnRecord(row.Day)) ?? throw new RuleViolation("model-not-on-record", row.Day);
        return row.Name is null ? file : file.RequireNamed(row.Name);
    }
}
