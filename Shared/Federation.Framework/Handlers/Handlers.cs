using Federation.Framework.Audit;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Handlers;

/// <summary>What a use case is asked; <typeparamref name="TResponse"/> is what it answers.</summary>
public interface IRequest<TResponse>;

/// <summary>A request that writes: it runs in one transaction and answers a repeated <c>Idempotency-Key</c> with the first answer.</summary>
public interface ICommand<TResponse> : IRequest<TResponse>;

/// <summary>
/// A command whose answer holds a secret that is shown once. Nothing of the answer is kept: the same <c>Idempotency-Key</c> again writes nothing and is
/// refused as answered before.
/// </summary>
public interface ISecretCommand<TResponse> : ICommand<TResponse>;

/// <summary>The answer of a command that removes something: nothing.</summary>
public sealed record Removed;

/// <summary>A request that can say what is wrong with itself before anything is read.</summary>
public interface IChecked
{
    void Check(InputProblems problems);
}

/// <summary>One use case. Endpoints, pages and the command line call the same one; permission, validation and transaction are wrapped around it.</summary>
public interface IHandler<in TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    /// <summary>Who may do this, and from where.</summary>
    Permission Permission { get; }

    Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellation);
}

/// <summary>What was answered to a write, kept under the caller's key so that a second click does not write twice.</summary>
[Unlogged("What was done has its own entry.")]
public sealed class IdempotentAnswer : IShared
{
    public long PersonId { get; init; }
    public required string Key { get; init; }

    /// <summary>Fingerprint of the request: the same key with another request is a mistake and is refused.</summary>
    public required string Request { get; init; }

    public required string Answer { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}
