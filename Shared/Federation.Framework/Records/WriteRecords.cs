using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>A clerk adds a record.</summary>
public sealed record AddRecord<TRecord, TInput, TAnswer>(RecordPlace Place, TInput Input) : ICommand<TAnswer>, IChecked where TInput : IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A clerk corrects a record, having read the version that is named.</summary>
public sealed record ChangeRecord<TRecord, TInput, TAnswer>(RecordPlace Place, long Id, int Version, TInput Input) : ICommand<TAnswer>, IChecked
    where TInput : IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A clerk removes a record that should not be there.</summary>
public sealed record RemoveRecord<TRecord>(RecordPlace Place, long Id, int Version) : ICommand<Removed>;

internal sealed class AddRecordHandler<TContext, TRecord, TInput, TAnswer>(
    TContext context, RecordTools tools, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module)
    : IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    public Permission Permission => module.Write;

    public async Task<TAnswer> HandleAsync(AddRecord<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var host = await kind.OpenParentAsync(context, tools, request.Place, cancellation);
        var record = new TRecord();
        host.Admit(record);
        await kind.TakeOverAsync(record, request.Input, host, request.Place, context, tools, cancellation);
        context.Add(record);
        await context.MarkAsync(record, null, CountedDays.Of<TContext>(record), tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return record.ToAnswer(tools, tools.Union.Code);
    }
}

internal sealed class ChangeRecordHandler<TContext, TRecord, TInput, TAnswer>(
    TContext context, RecordTools tools, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module)
    : IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    public Permission Permission => module.Write;

    public async Task<TAnswer> HandleAsync(ChangeRecord<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var host = await kind.OpenParentAsync(context, tools, request.Place, cancellation);
        var record = await kind.FindOwnAsync(context, request.Place, request.Id, request.Version, cancellation);
        var before = CountedDays.Of<TContext>(record);
        host.Admit(record);
        host.Release(record);
        await kind.TakeOverAsync(record, request.Input, host, request.Place, context, tools, cancellation);
        await context.MarkAsync(record, before, CountedDays.Of<TContext>(record), tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return record.ToAnswer(tools, tools.Union.Code);
    }
}

internal sealed class RemoveRecordHandler<TContext, TRecord, TInput, TAnswer>(
    TContext context, RecordTools tools, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module)
    : IHandler<RemoveRecord<TRecord>, Removed>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    public Permission Permission => module.Write;

    public async Task<Removed> HandleAsync(RemoveRecord<TRecord> request, CancellationToken cancellation)
    {
        var host = await kind.OpenParentAsync(context, tools, request.Place, cancellation);
        var record = await kind.FindOwnAsync(context, request.Place, request.Id, request.Version, cancellation);
        host.Admit(record);
        await record.CheckRemovableAsync(context, cancellation);
        host.Remove(record);
        context.Remove(record);
        await context.MarkAsync(record, CountedDays.Of<TContext>(record), null, tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}
