using Autofac;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Typing;

/// <summary>One cell of many. Neither a value nor nil takes back what stands.</summary>
public sealed record TypedItem
{
    /// <summary>Code of the union in the path or of one below it.</summary>
    public string Union { get; init; } = null!;

    public string Indicator { get; init; } = null!;
    public decimal? Value { get; init; }
    public bool? Nil { get; init; }
}

/// <summary>Many cells of a year at once.</summary>
public sealed record TypedItems
{
    public IReadOnlyList<TypedItem> Items { get; init; } = [];
}

/// <summary>What became of a cell: what stands typed now, or why it was not taken.</summary>
/// <param name="Error">In words; null where it was taken.</param>
public sealed record TypedCell(string Union, string Indicator, decimal? Value, bool Nil, string? Error)
{
    /// <summary>Code with which it is confirmed, where it is possible and strange.</summary>
    public string? Confirm { get; init; }
}

public sealed record TypedCells(IReadOnlyList<TypedCell> Items);

/// <summary>Types several figures of the entered union for a year in one transaction: each is taken or, with what is wrong with it, left as it was.</summary>
internal sealed record TypeFigures(Period Period, IReadOnlyList<Cell> Cells) : ICommand<TypedCells>, IChecked
{
    public const int MaxCells = 1_000;

    public void Check(InputProblems problems)
    {
        if (Period.Kind == PeriodKind.Month) problems.Add("period", "year-needed");
        if (Cells.Count > MaxCells) problems.Add("items", "too-many", MaxCells);
        if (Cells.DistinctBy(c => c.Indicator).Count() < Cells.Count) problems.Add("items", "typed-twice");
    }
}

internal sealed class TypeFiguresHandler(FiguresContext context, TypedForm form, Caller caller, Texts texts) : IHandler<TypeFigures, TypedCells>
{
    public Permission Permission => TypingFigures.Permission;

    public async Task<TypedCells> HandleAsync(TypeFigures request, CancellationToken cancellation)
    {
        await form.OpenAsync(request.Period, [.. request.Cells.Select(c => c.Indicator)], cancellation);
        var wrong = form.Apply(request.Cells);
        await context.SaveChangesAsync(cancellation);
        return new TypedCells([.. request.Cells.Select((c, i) => new TypedCell(caller.Union!.Code, c.Indicator, c.Counts, c.Nil, wrong[i] is { } error ? texts.Of(error) : null)
        {
            Confirm = (wrong[i] as Unconfirmed)?.Codes[0],
        })]);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/unions/{union}/figures", async (HttpContext http, BulkTyping many) =>
    {
        var period = http.Request.RequiredPeriod();
        var input = await http.Request.ReadInputAsync<TypedItems>(http.RequestAborted);
        var cells = await many.TypeAsync(period, [.. input.Items.Select(i => (i.Union, new Cell(i.Indicator, i.Value, i.Nil == true)))], http.RequestAborted);
        return Results.Json(new TypedCells(cells), Json.Options);
    }).Handles<TypeFigures, TypedCells>().WithQuery(QueryParameter.Period()).AcceptsInput<TypedItems>().WithTags("figures");
}

/// <summary>
/// Types for the entered union and for those below it, each in its own name and its own transaction: the tenant filter and the permission hold for
/// each of them as if it had been entered alone.
/// </summary>
internal sealed class BulkTyping(ILifetimeScope request, Caller caller, IUnionDirectory unions, Texts texts)
{
    public async Task<IReadOnlyList<TypedCell>> TypeAsync(Period period, IReadOnlyList<(string Union, Cell Cell)> cells, CancellationToken cancellation)
    {
        if (period.Kind == PeriodKind.Month) throw new InvalidInput("period", "year-needed");
        if (cells.Count > TypeFigures.MaxCells) throw new InvalidInput("items", "too-many", TypeFigures.MaxCells);
        if (cells.DistinctBy(c => (c.Union, c.Cell.Indicator)).Count() < cells.Count) throw new InvalidInput("items", "typed-twice");
        var became = new Dictionary<(string, string), TypedCell>();
        foreach (var form in cells.GroupBy(c => c.Union, c => c.Cell))
            foreach (var cell in await TypeAsync(period, form.Key, [.. form], cancellation)) became[(form.Key, cell.Indicator)] = cell;
        return [.. cells.Select(c => became[(c.Union, c.Cell.Indicator)])];
    }

    private async Task<IReadOnlyList<TypedCell>> TypeAsync(Period period, string code, IReadOnlyList<Cell> cells, CancellationToken cancellation)
    {
        var here = caller.Union!;
        var union = await unions.FindAsync(code, cancellation);
        // What lies elsewhere is as unknown as what does not exist.
        if (union is null || (union.Id != here.Id && !union.Ancestors.Contains(here.Id))) return Refused(texts["not-below", code]);
        await using var scope = request.BeginLifetimeScope();
        var inner = scope.Resolve<Caller>();
        inner.SignIn(caller.PersonId!.Value, caller.Name, caller.Grants, caller.Session);
        inner.Enter(union);
        inner.Confirm(string.Join(',', caller.Confirmed));
        try
        {
            var done = await scope.Resolve<IHandler<TypeFigures, TypedCells>>().HandleAsync(new TypeFigures(period, cells), cancellation);
            return [.. done.Items.Select(c => c with { Union = code })];
        }
        catch (RuleViolation rule)
        {
            return Refused(texts.Of(rule));
        }

        IReadOnlyList<TypedCell> Refused(string why) => [.. cells.Select(c => new TypedCell(code, c.Indicator, c.Value, c.Nil, why))];
    }
}

internal static class ErrorText
{
    /// <summary>What a handler refuses, in words.</summary>
    public static string Of(this Texts texts, Exception error) => error switch
    {
        RuleViolation rule => texts[rule.Code, rule.Arguments],
        Unconfirmed asked => string.Join(" ", asked.Questions.Values.SelectMany(p => p).Select(p => texts[p.Code, p.Arguments])),
        InvalidInput input => string.Join(" ", input.Problems.Values.SelectMany(p => p).Select(p => texts[p.Code, p.Arguments])),
        _ => texts["not-found"],
    };
}
