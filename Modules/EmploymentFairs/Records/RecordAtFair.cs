using Federation.EmploymentFairs.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Records;

/// <summary>A clerk records something of a fair.</summary>
internal sealed record RecordAtFair<TRecord, TInput, TAnswer>(long Fair, TInput Input) : ICommand<TAnswer>, IChecked where TInput : RecordInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class RecordAtFairHandler<TRecord, TInput, TAnswer>(FairsContext context, Secrets secrets, TimeProvider time) : IHandler<RecordAtFair<TRecord, TInput, TAnswer>, TAnswer>
    where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput
{
    private readonly Identities identities = new(secrets);

    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(RecordAtFair<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var at = new Recording(context, await context.LockAsync(request.Fair, cancellation), time.Today());
        var record = new TRecord();
        at.Fair.Admit(record);
        record.Put(request.Input, identities);
        await record.BindAsync(request.Input, at, cancellation);
        at.Fair.Take(record, at.Today, context.Ids);
        context.Add(record);
        await context.SaveChangesAsync(cancellation);
        return record.Show(identities);
    }
}
