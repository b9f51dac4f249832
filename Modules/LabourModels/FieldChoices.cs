using Federation.Framework.Audit;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Honours;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels;

/// <summary>The honours of the catalogue that the union reads; for a selection those that it keeps.</summary>
internal sealed class HonourChoices(LabourContext context, Caller caller) : IFieldChoices<LabourContext>
{
    public string Field => "honour";

    public async Task<IReadOnlyList<(string Value, string Text)>> ListAsync(string kind, bool readOnly, CancellationToken cancellation)
    {
        long[] above = kind == Selection.Definition.Path && !readOnly ? [caller.Union!.Id] : [.. caller.Union!.Ancestors, caller.Union.Id];
        var honours = await context.Honours.AsNoTracking().Where(h => above.Contains(h.UnionId)).OrderBy(h => h.Id).Take(PageRequest.MaxLimit).ToListAsync(cancellation);
        return [.. honours.Select(h => (Text.Of(h.Id), h.Name))];
    }
}

/// <summary>The selections of the union and of those above it that take nominations today.</summary>
internal sealed class SelectionChoices(LabourContext context, Caller caller, TimeProvider time) : IFieldChoices<LabourContext>
{
    public string Field => "selection";

    public async Task<IReadOnlyList<(string Value, string Text)>> ListAsync(string kind, bool readOnly, CancellationToken cancellation)
    {
        var today = time.Today();
        long[] above = [.. caller.Union!.Ancestors, caller.Union.Id];
        var selections = await context.Selections.AsNoTracking().Where(s => above.Contains(s.UnionId) && s.Opens <= today && s.Closes >= today).OrderByDescending(s => s.Id).Take(PageRequest.MaxLimit).ToListAsync(cancellation);
        return [.. selections.Select(s => (Text.Of(s.Id), s.Name))];
    }
}

/// <summary>The union's own files, for awards of an old decision; only for whoever may read them.</summary>
internal sealed class ModelChoices(LabourContext context, Caller caller, IAudit audit) : IFieldChoices<LabourContext>
{
    public string Field => "model";

    public async Task<IReadOnlyList<(string Value, string Text)>> ListAsync(string kind, bool readOnly, CancellationToken cancellation)
    {
        if (!caller.May(Permissions.ReadPersonal)) return [];
        await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, "models to choose from", cancellation);
        var files = await context.Files.AsNoTracking().OrderByDescending(f => f.Id).Take(PageRequest.MaxLimit).Select(f => new { f.Id, f.Name }).ToListAsync(cancellation);
        return [.. files.Select(f => (Text.Of(f.Id), f.Name))];
    }
}

/// <summary>The unions straight below, for handing out places.</summary>
internal sealed class ChildChoices(LabourContext context, Caller caller, IUnionDirectory unions) : IFieldChoices<LabourContext>
{
    public string Field => "for";

    public async Task<IReadOnlyList<(string Value, string Text)>> ListAsync(string kind, bool readOnly, CancellationToken cancellation)
    {
        var children = await context.Tree.Where(t => t.AncestorId == caller.Union!.Id && t.Depth == 1 && t.ValidTo == null).OrderBy(t => t.DescendantId).Select(t => t.DescendantId).Take(1000).ToListAsync(cancellation);
        var choices = new List<(string, string)>();
        foreach (var child in children)
            if (await unions.FindAsync(child, cancellation) is { } union) choices.Add((union.Code, union.Name));
        return choices;
    }
}
