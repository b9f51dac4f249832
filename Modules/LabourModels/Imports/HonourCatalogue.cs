using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The honours that a union's tables may name: those of its own catalogue and of the unions above.</summary>
/// <param name="recipient">Those for persons or for collectives only; all where null.</param>
internal sealed class HonourCatalogue(LabourContext context, EntryTools tools, Recipient? recipient = null)
{
    private const int MostOffers = 50;

    private IReadOnlyList<Honour> honours = [];

    public IReadOnlyList<string> Offers => [.. honours.Select(h => h.Name).Distinct().Take(MostOffers)];

    public async Task ReadAsync(CancellationToken cancellation)
    {
        long[] above = [.. tools.Union.Ancestors, tools.Union.Id];
        honours = await context.Honours.AsNoTracking().Where(h => above.Contains(h.UnionId) && (recipient == null || h.Recipient == recipient)).OrderBy(h => h.Id).ToListAsync(cancellation);
    }

    /// <exception cref="RuleViolation">None is called so, none of that level is, or several are.</exception>
    public Honour Find(string name, HonourLevel? level)
    {
        var named = honours.Where(h => h.Name == name).ToList();
        if (named.Count == 0) throw new RuleViolation("honour-unknown");
        return named.Where(h => level is not { } one || h.Level == one).ToList() switch
        {
            [var honour] => honour,
            [] => throw new RuleViolation("honour-not-of-the-level", name),
            _ => throw new RuleViolation("honour-of-several-levels", name),
        };
    }
}
