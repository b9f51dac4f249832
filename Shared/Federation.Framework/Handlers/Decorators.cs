using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Handlers;

/// <summary>Outermost: who asks may do this here, or the request ends.</summary>
internal sealed class WithPermission<TRequest, TResponse>(IHandler<TRequest, TResponse> inner, Caller caller, Database database) : IHandler<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Permission Permission => inner.Permission;

    public async Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellation)
    {
        if (database.IsGuarded) OneConnection.Begin();
        if (!caller.May(Permission)) throw new NotAllowed(Permission.Code);
        return await inner.HandleAsync(request, cancellation);
    }
}

/// <summary>Second: reports everything that is wrong with the request itself.</summary>
internal sealed class WithValidation<TRequest, TResponse>(IHandler<TRequest, TResponse> inner, Questions questions) : IHandler<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Permission Permission => inner.Permission;

    public Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellation)
    {
        if (request is IChecked @checked)
        {
            var problems = new InputProblems();
            @checked.Check(problems);
            problems.ThrowIfAny();
            questions.AskAll(problems);
            questions.ThrowIfAny();
        }
        return inner.HandleAsync(request, cancellation);
    }
}

/// <summary>
/// Third: retries a command whose transaction was aborted because of another one. Each attempt is a unit of work with a scope, session, contexts, imports and
/// handler of its own, so nothing remains of what an earlier attempt read or counted. Its idempotency key, marks and log entries were rolled back.
/// </summary>
internal sealed class WithRetry<TRequest, TResponse>(IHandler<TRequest, TResponse> inner, ILifetimeScope scope, DatabaseSession session, Caller caller, TransactionRetries retries)
    : IHandler<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public Permission Permission => inner.Permission;

    public async Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellation)
    {
        // A transaction that the caller has begun can only be retried by the caller.
        if (request is not ICommand<TResponse> || session.Transaction is not null) return await inner.HandleAsync(request, cancellation);
        try
        {
            return await inner.HandleAsync(request, cancellation);
        }
        catch (Exception error) when (retries.CanRetry && session.Dialect.IsConflict(error))
        {
            await retries.DelayAsync(cancellation);
        }
        await using var fresh = scope.BeginLifetimeScope();
        fresh.Resolve<Caller>().ActAs(caller);
        fresh.Resolve<TransactionRetries>().ContinueFrom(retries);
        return await fresh.Resolve<IHandler<TRequest, TResponse>>().HandleAsync(request, cancellation);
    }
}

/// <summary>
/// Innermost: a command runs in one transaction. With an <c>Idempotency-Key</c> its answer is kept in the same transaction; the same key again gets
/// that answer and writes nothing.
/// </summary>
internal sealed class WithTransaction<TRequest, TResponse>(
    IHandler<TRequest, TResponse> inner, DatabaseSession session, Caller caller, Lazy<FrameworkContext> context, Questions questions)
    : IHandler<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public Permission Permission => inner.Permission;

    public async Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellation)
    {
        if (request is not ICommand<TResponse> || session.Transaction is not null) return await inner.HandleAsync(request, cancellation);
        var key = caller is { IdempotencyKey: { } given, PersonId: not null } ? given : null;
        var print = key is null ? "" : Fingerprint(request);
        if (key is not null && await FirstAnswerAsync(request, key, print, cancellation) is { } first) return first;

        await session.BeginAsync(cancellation);
        try
        {
            IdempotentAnswer? kept = null;
            if (key is not null)
            {
                // Inserted before the work: a second click waits here on the unique key until the first has committed.
                kept = new IdempotentAnswer { PersonId = caller.PersonId!.Value, Key = key, Request = print, Answer = "" };
                context.Value.Add(kept);
                await context.Value.SaveChangesAsync(cancellation);
            }
            var answer = await inner.HandleAsync(request, cancellation);
            questions.ThrowIfAny();
            if (kept is not null)
            {
                kept.Answer = request is ISecretCommand<TResponse> ? "" : JsonSerializer.Serialize(answer, Json.Options);
                await context.Value.SaveChangesAsync(cancellation);
            }
            await session.CommitAsync(cancellation);
            return answer;
        }
        catch (DbUpdateException clash) when (key is not null && clash.InnerException is DbException error && session.Dialect.IsUniqueViolation(error)
            && clash.Entries.Any(e => e.Entity is IdempotentAnswer))
        {
            await session.RollbackAsync();
            return await FirstAnswerAsync(request, key, print, cancellation) ?? throw new RuleViolation("idempotency-key-in-use", key);
        }
        catch (Exception clash) when ((clash as DbException ?? clash.InnerException as DbException) is { } error && session.Dialect.IsUniqueViolation(error))
        {
            // Two requests wrote the same at once, and this one came second. What it has read is outdated.
            await session.RollbackAsync();
            throw new RuleViolation("written-meanwhile");
        }
        catch (DbUpdateConcurrencyException)
        {
            await session.RollbackAsync();
            throw new StaleRecord(missingCondition: false);
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }
    }

    private async Task<TResponse?> FirstAnswerAsync(TRequest request, string key, string print, CancellationToken cancellation)
    {
        context.Value.ChangeTracker.Clear();
        var person = caller.PersonId!.Value;
        var kept = await context.Value.Set<IdempotentAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == person && a.Key == key, cancellation);
        if (kept is null) return default;
        if (kept.Request != print) throw new RuleViolation("idempotency-key-reused", key);
        return request is ISecretCommand<TResponse> ? throw new RuleViolation("form-sent-already") : JsonSerializer.Deserialize<TResponse>(kept.Answer, Json.Options);
    }

    private string Fingerprint(TRequest request) => Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{typeof(TRequest).FullName}\n{caller.Union?.Id}\n{JsonSerializer.Serialize(request, Json.Options)}")));
}
