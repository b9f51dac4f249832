using System.Text.Json;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Typing;

/// <summary>What a clerk types: a value, or nil, or nothing to take back what was typed.</summary>
public sealed record TypedInput
{
    public decimal? Value { get; init; }
    public bool? Nil { get; init; }
}

/// <summary>What stands typed now.</summary>
public sealed record TypedView(string Union, string Indicator, string Period, decimal? Value, bool Nil);

/// <summary>Types a figure of the entered union for a year. Neither a value nor nil takes it back.</summary>
internal sealed record TypeFigure(string Indicator, Period Period, decimal? Value, bool Nil) : ICommand<TypedView>, IChecked
{
    public void Check(InputProblems problems)
    {
        if (Period.Kind == PeriodKind.Month) problems.Add("period", "year-needed");
        if (Value is < 0) problems.Add("value", "negative-number");
        if (Nil && Value is not null) problems.Add("nil", "nil-or-value");
    }
}

internal sealed class TypeFigureHandler(FiguresContext context, TypedForm form, Caller caller) : IHandler<TypeFigure, TypedView>
{
    public Permission Permission => TypingFigures.Permission;

    public async Task<TypedView> HandleAsync(TypeFigure request, CancellationToken cancellation)
    {
        var cell = new Cell(request.Indicator, request.Value, request.Nil);
        form.Check(cell);
        await form.OpenAsync(request.Period, [request.Indicator], cancellation);
        if (form.Apply([cell])[0] is { } wrong) throw wrong;
        await context.SaveChangesAsync(cancellation);
        return new TypedView(caller.Union!.Code, request.Indicator, request.Period.ToString(), cell.Counts, request.Nil);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/unions/{union}/figures/{indicator}", async (string indicator, HttpContext http, IHandler<TypeFigure, TypedView> handler) =>
    {
        var period = http.Request.RequiredPeriod();
        var input = await http.Request.ReadInputAsync<TypedInput>(http.RequestAborted, AnswersSomething);
        return Results.Json(await handler.HandleAsync(new TypeFigure(indicator, period, input.Value, input.Nil == true), http.RequestAborted), Json.Options);
    }).Handles<TypeFigure, TypedView>().WithQuery(QueryParameter.Period()).AcceptsInput<TypedInput>().WithTags("figures");

    // { "value": null } removes the figure. A body without either field is an error and must not remove it.
    private static void AnswersSomething(JsonElement body, InputProblems problems)
    {
        if (body.ValueKind == JsonValueKind.Object && !body.TryGetProperty("value", out _) && !(body.TryGetProperty("nil", out var nil) && nil.ValueKind == JsonValueKind.True))
            problems.Add("value", "value-or-nil");
    }
}

internal static class TypingFigures
{
    // From above too: a county clerk types for its small unions.
    public static readonly Permission Permission = new("figures.type", Reach.FromAbove, Role.Clerk, Role.Reviewer, Role.Administrator);

    /// <summary>Nothing is typed for a period that has not begun, nor for a union that was not there in it.</summary>
    public static async Task RequireTypableAsync(this FiguresContext context, UnionInfo union, Period period, DateOnly today, CancellationToken cancellation)
    {
        if (period.First > today) throw new RuleViolation("period-not-begun", period.ToString());
        if (union.Level is not null && !await context.Tree.AnyAsync(
            t => t.DescendantId == union.Id && t.Depth == 0 && t.ValidFrom <= period.Last && (t.ValidTo == null || t.ValidTo > period.First), cancellation))
            throw new RuleViolation("union-not-active-then", union.Name, period.ToString());
    }
}
