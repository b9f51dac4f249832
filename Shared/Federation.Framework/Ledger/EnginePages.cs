using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;

namespace Federation.Framework.Ledger;

/// <summary>
/// An engine's own pages show, stop and start the jobs of every union: they are for the system administrators of a root of the tree, signed in with a
/// browser. Nobody else is told that they are there.
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
