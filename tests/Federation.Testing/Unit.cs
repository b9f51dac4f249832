using System.Reflection;
using Autofac;
using Federation.Framework.Handlers;

namespace Federation.Testing;

/// <summary>One unit of work: its own context and transaction.</summary>
public sealed class Unit(ILifetimeScope scope) : IAsyncDisposable
{
    private static readonly MethodInfo Handle = typeof(Unit).GetMethod(nameof(HandleAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public T Get<T>() where T : notnull => scope.Resolve<T>();

    /// <summary>Makes a request of the handler for it, with permission, validation and transaction around it.</summary>
    public Task<TAnswer> AskAsync<TAnswer>(IRequest<TAnswer> request)
    {
        var handler = scope.Resolve(typeof(IHandler<,>).MakeGenericType(request.GetType(), typeof(TAnswer)));
        return (Task<TAnswer>)Handle.MakeGenericMethod(request.GetType(), typeof(TAnswer)).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [handler, request], null)!;
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private static Task<TAnswer> HandleAsync<TRequest, TAnswer>(IHandler<TRequest, TAnswer> handler, TRequest request) where TRequest : IRequest<TAnswer> =>
        handler.HandleAsync(request, CancellationToken.None);
}
