using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Reading;

/// <summary>One union as it is today, and what it was called before.</summary>
internal sealed record ReadUnion : IRequest<UnionDetail>
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("unions/{union}", async (HttpContext http, IHandler<ReadUnion, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ReadUnion(), cancellation)))
        .Handles<ReadUnion, UnionDetail>();
}

internal sealed record UnionDetail(
    string Code, string Name, UnionLevel? Level, string Kind, string? Parent, IReadOnlyList<string> Path, bool Active, IReadOnlyList<FormerIdentity> FormerNames)
{
    public static async Task<UnionDetail> ReadAsync(UnionsContext context, long id, DateOnly today, CancellationToken cancellation) =>
        await OfAsync(context, id, await UnionAnswer.ReadAsync(context, id, today, cancellation), today, cancellation);

    public static async Task<UnionDetail> OfAsync(UnionsContext context, long id, UnionAnswer union, DateOnly today, CancellationToken cancellation)
    {
        var ended = await context.Versions.Where(v => v.UnionId == id && v.ValidTo <= today).OrderBy(v => v.ValidFrom)
            .Select(v => new FormerIdentity(v.Code, v.Name, v.ValidTo!.Value)).ToListAsync(cancellation);
        var former = ended.Where((v, i) => i + 1 < ended.Count ? !v.IsCalled(ended[i + 1].Code, ended[i + 1].Name) : !v.IsCalled(union.Code, union.Name));
        return new UnionDetail(union.Code, union.Name, union.Level, union.Kind, union.Parent, union.Path, union.Active, [.. former]);
    }
}

/// <summary>A code and name that the union had until the day before.</summary>
internal sealed record FormerIdentity(string Code, string Name, DateOnly Until)
{
    public bool IsCalled(string code, string name) => Code == code && Name == name;
}

internal sealed class ReadUnionHandler(UnionsContext context, Caller caller, TimeProvider time) : IHandler<ReadUnion, UnionDetail>
{
    public Permission Permission { get; } = new("unions.read", Reach.FromAbove, Permission.EveryRole);

    public Task<UnionDetail> HandleAsync(ReadUnion request, CancellationToken cancellation) =>
        UnionDetail.OfAsync(context, caller.Union!.Id, UnionAnswer.Of(caller.Union), time.Today(), cancellation);
}
