using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Register;

/// <summary>A clerk enters a record.</summary>
internal sealed record AddEntry<TEntry, TInput, TAnswer>(long Holder, TInput Input) : ICommand<TAnswer>, IChecked where TInput : RegisterInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class AddEntryHandler<TEntry, TInput, TAnswer>(LabourContext context, EntryTools tools) : IHandler<AddEntry<TEntry, TInput, TAnswer>, TAnswer>
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput
{
    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(AddEntry<TEntry, TInput, TAnswer> request, CancellationToken cancellation)
    {
        if (!await TEntry.HasHolderAsync(context, tools.Union, request.Holder, cancellation)) throw new NotFound(TEntry.HolderPath ?? TEntry.Path);
        var entry = new TEntry();
        entry.KeepIn(context.TenantId, request.Holder, context.Ids);
        entry.Put(request.Input, tools);
        await entry.BindAsync(request.Input, context, tools, cancellation);
        context.Add(entry);
        await context.MarkAsync(entry, null, entry.Counted, tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return entry.Show(tools, tools.Union.Code);
    }
}

/// <summary>A clerk puts a record right, having read the version that is named.</summary>
internal sealed record ChangeEntry<TEntry, TInput, TAnswer>(long Holder, long Id, int Version, TInput Input) : ICommand<TAnswer>, IChecked where TInput : RegisterInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class ChangeEntryHandler<TEntry, TInput, TAnswer>(LabourContext context, EntryTools tools) : IHandler<ChangeEntry<TEntry, TInput, TAnswer>, TAnswer>
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput
{
    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(ChangeEntry<TEntry, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var entry = await context.OwnAsync<TEntry>(request.Holder, request.Id, request.Version, TEntry.Path, cancellation);
        var before = entry.Counted;
        entry.KeepIn(context.TenantId, request.Holder, context.Ids);
        entry.Put(request.Input, tools);
        await entry.BindAsync(request.Input, context, tools, cancellation);
        await context.MarkAsync(entry, before, entry.Counted, tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return entry.Show(tools, tools.Union.Code);
    }
}

/// <summary>A clerk takes a record back that should not be there.</summary>
internal sealed record RemoveEntry<TEntry>(long Holder, long Id, int Version) : ICommand<Removed>;

internal sealed record Removed;

internal sealed class RemoveEntryHandler<TEntry, TInput, TAnswer>(LabourContext context, EntryTools tools) : IHandler<RemoveEntry<TEntry>, Removed>
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveEntry<TEntry> request, CancellationToken cancellation)
    {
        var entry = await context.OwnAsync<TEntry>(request.Holder, request.Id, request.Version, TEntry.Path, cancellation);
        await entry.CheckRemovableAsync(context, cancellation);
        context.Remove(entry);
        await context.MarkAsync(entry, entry.Counted, null, tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class OwnEntries
{
    /// <summary>A record of the entered union itself, if it is still as the caller read it.</summary>
    public static async Task<TEntry> OwnAsync<TEntry>(this LabourContext context, long holder, long id, int version, string what, CancellationToken cancellation) where TEntry : Entry
    {
        var entry = await context.Set<TEntry>().SingleOrDefaultAsync(e => e.Id == id && e.HolderId == holder && e.UnionId == context.TenantId, cancellation) ?? throw new NotFound(what);
        return entry.Version == version ? entry : throw new StaleRecord(missingCondition: false);
    }
}
