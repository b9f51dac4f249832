using Federation.Figures.Catalogue;
using Federation.Figures.Engine;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Typing;

/// <summary>Whether the union reports nil; false takes the report back.</summary>
public sealed record NilInput
{
    public bool Nil { get; init; }
}

/// <summary>What stands reported now.</summary>
public sealed record NilView(string Union, string Module, string Period, bool Nil);

/// <summary>
/// Says that the entered union has nothing to report for a module in a month or a year: what it has of its own is then 0 and no longer missing, and
/// it has reported. Where it has records in the period, the report says nothing more.
/// </summary>
internal sealed record ReportNil(string Module, Period Period, bool Nil) : ICommand<NilView>;

internal sealed class ReportNilHandler(FiguresContext context, IndicatorCatalogue catalogue, Caller caller, TimeProvider time) : IHandler<ReportNil, NilView>
{
    public Permission Permission => TypingFigures.Permission;

    public async Task<NilView> HandleAsync(ReportNil request, CancellationToken cancellation)
    {
        var source = request.Period.Kind == PeriodKind.Month ? NilSource.CodeOf(request.Module) : FormSource.CodeOf(request.Module);
        if (!catalogue.Ids.TryGetValue(Measure.HandedInCode(source), out var hidden)) throw new NotFound(request.Module);
        var union = caller.Union!;
        await context.RequireTypableAsync(union, request.Period, time.Today(), cancellation);

        var stands = await context.TypedFigures.SingleOrDefaultAsync(t => t.UnionId == union.Id && t.Period == request.Period.Code && t.IndicatorId == hidden, cancellation);
        if (!request.Nil && stands is not null) context.Remove(stands);
        if (request.Nil && stands is null)
            context.Add(new TypedFigure { UnionId = union.Id, Period = request.Period.Code, IndicatorId = hidden, TypedBy = caller.PersonId, TypedAt = time.GetUtcNow() });
        context.Mark(union.Id, request.Period.Code, source);
        await context.SaveChangesAsync(cancellation);
        return new NilView(union.Code, request.Module, request.Period.ToString(), request.Nil);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/unions/{union}/reports/{module}", async (string module, HttpContext http, IHandler<ReportNil, NilView> handler) =>
    {
        var period = http.Request.RequiredPeriod();
        var input = await http.Request.ReadInputAsync<NilInput>(http.RequestAborted);
        return Results.Json(await handler.HandleAsync(new ReportNil(module, period, input.Nil), http.RequestAborted), Json.Options);
    }).Handles<ReportNil, NilView>().WithQuery(QueryParameter.Period()).AcceptsInput<NilInput>().WithTags("figures");
}
