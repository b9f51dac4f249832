using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Tenancy;

/// <summary>
/// Says which union a request is about: the one way in. Built in, or by Finbuckle where the package feed has it; one suite of tests binds both. Whether
/// the caller may enter the union is not asked here.
/// </summary>
public interface IUnionResolver
{
    /// <summary>The part of an endpoint's path that names the union.</summary>
    const string RouteValue = "union";

    /// <summary>Adds what has to run between signing in and entering.</summary>
    void Use(IApplicationBuilder app);

    /// <summary>The union that the path names by a code that it has or had; null where there is none.</summary>
    /// <param name="code">What stands in the path.</param>
    ValueTask<UnionInfo?> ByPathAsync(HttpContext http, string code, CancellationToken cancellation);

    /// <summary>The same for a union that is named elsewhere: in a query, in a body, on the command line.</summary>
    ValueTask<UnionInfo?> ByCodeAsync(string code, CancellationToken cancellation);

    /// <summary>Where somebody works who named no union: at the union of the first of their grants; null without any.</summary>
    ValueTask<UnionInfo?> ByGrantsAsync(IReadOnlyList<Grant> grants, CancellationToken cancellation);
}

/// <summary>The resolver that needs no package.</summary>
internal sealed class UnionResolver(IUnionDirectory unions) : IUnionResolver
{
    public void Use(IApplicationBuilder app)
    {
        // The directory is asked when the union is entered; there is nothing to do before.
    }

    public ValueTask<UnionInfo?> ByPathAsync(HttpContext http, string code, CancellationToken cancellation) => unions.FindAsync(code, cancellation);

    public ValueTask<UnionInfo?> ByCodeAsync(string code, CancellationToken cancellation) => unions.FindAsync(code, cancellation);

    public ValueTask<UnionInfo?> ByGrantsAsync(IReadOnlyList<Grant> grants, CancellationToken cancellation) =>
        grants.Count == 0 ? default : unions.FindAsync(grants[0].UnionId, cancellation);
}
