using Federation.Figures.Contracts;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Reports.Forms;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Mandates;

/// <summary>
/// A figure that a report asks for is typed by the unit, or by who hands in for it. A union above that merely reviews cannot write it, on no page and by no
/// address.
/// </summary>
internal sealed class TypingByMandate(ReportsContext context, FormTree tree, Caller caller, TimeProvider time) : ITypingRules
{
    public async Task RequireMayTypeAsync(UnionInfo union, Period period, IReadOnlyCollection<string> indicators, CancellationToken cancellation)
    {
        if (caller.IsSystem || caller.Grants.Any(g => g.UnionId == union.Id)) return;
        if (!(await tree.OwedAsync(union, period, cancellation)).Any(o => o.Form.Rows.Exists(r => indicators.Contains(r.Indicator)))) return;
        var here = caller.Grants.Select(g => g.UnionId).Distinct().ToList();
        if (!await context.MandatesFor(union.Id, time.Today()).AnyAsync(m => here.Contains(m.HolderId), cancellation))
            throw new RuleViolation("typing-needs-mandate", union.Name);
    }
}
