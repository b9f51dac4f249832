using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;

namespace Federation.Framework.Ledger;

/// <summary>
/// The engine's own pages show, stop and start the jobs of all unions. They are for system administrators of a root of the tree who are signed in with a
/// browser. All others get 404.
/// </summary>
public static class EnginePages
{
    private static readonly Permission SignedIn = new("jobs.engine", Reach.Oneself);

    public static async ValueTask<bool> MayOpenAsync(Caller caller, IUnionDirectory unions, CancellationToken cancellation) =>
        caller.Session is not null && await caller.AdministersARootAsync(unions, cancellation);

    /// <summary>Declares the pages: whoever has not signed in is led to where they can, and what a page asks by itself keeps no session alive.</summary>
    public static TBuilder ForEnginePages<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(PageEndpoint.Instance, UnattendedEndpoint.Instance, new HandlesRequest(typeof(EnginePages), _ => SignedIn));
}
