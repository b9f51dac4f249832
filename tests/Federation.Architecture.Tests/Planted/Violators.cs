using Federation.Figures;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Modules;
using Federation.Framework.Tenancy;
using Federation.Kernel.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

// One type for each way to break a rule; the rules must report them. Nothing here runs.
namespace Federation.Architecture.Tests.Planted;

internal sealed class Parcel : ISubtreeReadable, ICountsInMonth
{
    public long UnionId { get; init; }
    public int Month { get; init; }
    public string Label { get; set; } = "";
}

internal sealed class UsesForeignInsides
{
    public object Look() => new FiguresModule();
}

internal sealed class UsesForeignInsidesInALambda
{
    public Func<object, bool> Look { get; } = o => o is List<FiguresModule>;
}

internal sealed class KnowsAnEngine
{
    public Type Engine { get; } = typeof(Quartz.IJob);
}

internal class HiddenModule : FederationModule
{
    public override string Name => "planted";

    public override void MapEntities(ModelBuilder model)
    {
        // Nothing of it is ever mapped.
    }
}

internal static class MakesAModule
{
    public static readonly FederationModule Own = new HiddenModule();
}

internal static class LiftsTheFilter
{
    public static IQueryable<Parcel> All(IQueryable<Parcel> rows) => rows.IgnoreQueryFilters();
}

internal static class LiftsTheFilterInAnExpression
{
    public static IQueryable<bool> All(IQueryable<Parcel> rows) => rows.Select(r => rows.IgnoreQueryFilters().Any());
}

internal static class CrossesUnions
{
    public static IQueryable<Parcel> All(IQueryable<Parcel> rows) => rows.AcrossUnions();
}

internal static class UpdatesUnseen
{
    public static async Task RunAsync(IQueryable<Parcel> rows) => await rows.ExecuteUpdateAsync(u => u.SetProperty(p => p.Label, "x"));
}

internal static class DeletesUnseen
{
    public static Task RunAsync(IQueryable<Parcel> rows) => rows.ExecuteDeleteAsync();
}

internal sealed class KeepsTheRequest(HttpContext http)
{
    public string Path => http.Request.Path;
}

internal sealed class FetchesTheRequest
{
    public static string? Path(IServiceProvider services) => ((IHttpContextAccessor?)services.GetService(typeof(IHttpContextAccessor)))?.HttpContext?.Request.Path;
}

internal sealed record Ask : IRequest<string>;

internal sealed class KnowsTheRequest : IHandler<Ask, string>
{
    public Permission Permission { get; } = new("planted", Reach.Itself);

    public Task<string> HandleAsync(Ask request, CancellationToken cancellation) => Task.FromResult(Read(new DefaultHttpContext()));

    private static string Read(HttpContext http) => http.Request.Path;
}

public sealed class OpenHandler
{
    internal class NotSealed : IHandler<Ask, string>
    {
        public Permission Permission { get; } = new("planted", Reach.Itself);
        public Task<string> HandleAsync(Ask request, CancellationToken cancellation) => Task.FromResult("");
    }
}

public sealed class _Imports
{
    public string Smuggled { get; } = "";
}

internal static class NamesForeignTables
{
    public static string Plain => "SELECT COUNT(*) FROM figures.counted c";
    public static string Quoted(int id) => $"DELETE FROM [figures].[counted] WHERE indicator_id = {id}";
}
