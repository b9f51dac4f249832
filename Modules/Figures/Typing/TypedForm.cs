using System.Globalization;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Typing;

/// <summary>What is typed into one cell: a value, or nil, or neither to take back what stands.</summary>
internal sealed record Cell(string Indicator, decimal? Value, bool Nil)
{
    /// <summary>What it adds up as; null where it takes back.</summary>
    public decimal? Counts => Nil ? 0 : Value;
}

/// <summary>The entered union's form of a year: what stands typed on it, and the rules by which more is.</summary>
internal sealed class TypedForm(FiguresContext context, IndicatorCatalogue catalogue, Caller caller, TimeProvider time, Questions questions, IEnumerable<ITypingRules> rules)
{
    /// <summary>Asked where what is above the line of a share is more than what is below it.</summary>
    private const string AboveBelow = "share-above-whole";

    private Dictionary<int, TypedFigure> typed = [];
    private Period period;

    /// <summary>What is wrong with a cell by itself.</summary>
    public Indicator Check(Cell cell)
    {
        if (!catalogue.ByCode.TryGetValue(cell.Indicator, out var indicator)) throw new NotFound(cell.Indicator);
        if (indicator.Source != IndicatorSource.Form) throw new RuleViolation("figure-from-records", indicator.Name);
        if (indicator.Kind == IndicatorKind.Ratio) throw new RuleViolation("figure-is-reckoned", indicator.Name, Name(indicator.Above!), Name(indicator.Below!));
        if (cell.Value is < 0) throw new InvalidInput("value", "negative-number");
        if (cell is { Nil: true, Value: not null }) throw new InvalidInput("nil", "nil-or-value");
        if (cell.Value is { } given && indicator.Unit != "yuan" && decimal.Truncate(given) != given) throw new InvalidInput("value", "not-a-whole-number");
        return indicator;
    }

    /// <summary>Reads what stands. A union that did not exist in the year, and a year that has not begun, have no form.</summary>
    /// <param name="indicators">What is going to be typed.</param>
    public async Task OpenAsync(Period year, IReadOnlyCollection<string> indicators, CancellationToken cancellation)
    {
        var union = caller.Union!;
        period = year;
        await context.RequireTypableAsync(union, year, time.Today(), cancellation);
        foreach (var rule in rules) await rule.RequireMayTypeAsync(union, year, indicators, cancellation);
        typed = await context.TypedFigures.Where(t => t.UnionId == union.Id && t.Period == year.Code).ToDictionaryAsync(t => t.IndicatorId, cancellation);
    }

    /// <summary>
    /// Takes the cells that may stand together with what stands already; an "of which" is never more than what it is a part of, whichever of the two
    /// comes first. The others are left as they were, each with what is wrong with it.
    /// </summary>
    /// <returns>What is wrong with each cell; null where it was taken.</returns>
    public IReadOnlyList<Exception?> Apply(IReadOnlyList<Cell> cells)
    {
        var wrong = new Exception?[cells.Count];
        var indicators = new Indicator?[cells.Count];
        var stands = typed.ToDictionary(t => t.Key, t => t.Value.Value ?? 0);
        var then = new Dictionary<int, decimal>(stands);
        for (var i = 0; i < cells.Count; i++)
        {
            try
            {
                indicators[i] = Check(cells[i]);
                Set(then, indicators[i]!, cells[i].Counts);
            }
            catch (Exception error) when (error is NotFound or RuleViolation or InvalidInput)
            {
                wrong[i] = error;
            }
        }
        // Taking one cell back out may set its parts or its whole at odds with the rest, so until nothing changes. Parts give way before their whole.
        var left = Enumerable.Range(0, cells.Count).Where(i => wrong[i] is null).OrderBy(i => indicators[i]!.PartOf is null).ToList();
        while (left.FindIndex(i => (wrong[i] = FindContradiction(indicators[i]!, then)) is not null) is var place and >= 0)
        {
            var odd = left[place];
            left.RemoveAt(place);
            Set(then, indicators[odd]!, stands.TryGetValue(catalogue.Ids[cells[odd].Indicator], out var before) ? before : null);
        }
        foreach (var i in left) Write(indicators[i]!, cells[i]);
        return wrong;
    }

    private void Write(Indicator indicator, Cell cell)
    {
        var id = catalogue.Ids[indicator.Code];
        var stands = typed.GetValueOrDefault(id);
        if (cell.Counts is null)
        {
            if (stands is not null) context.Remove(stands);
        }
        else
        {
            if (stands is null) context.Add(stands = typed[id] = new TypedFigure { UnionId = caller.Union!.Id, Period = period.Code, IndicatorId = id });
            (stands.Value, stands.TypedBy, stands.TypedAt) = (cell.Nil ? null : cell.Value, caller.PersonId, time.GetUtcNow());
        }
        context.Mark(caller.Union!.Id, period.Code, FormSource.CodeOf(indicator.Module));
    }

    private Exception? FindContradiction(Indicator indicator, Dictionary<int, decimal> then)
    {
        if (!then.TryGetValue(catalogue.Ids[indicator.Code], out var value)) return null;
        if (indicator.PartOf is { } whole && then.TryGetValue(catalogue.Ids[whole], out var total) && value > total)
            return new RuleViolation("part-exceeds-whole", indicator.Name, Plain(value), Name(whole), Plain(total));
        foreach (var part in catalogue.All.Where(i => i.PartOf == indicator.Code))
            if (then.TryGetValue(catalogue.Ids[part.Code], out var less) && less > value) return new RuleViolation("part-exceeds-whole", part.Name, Plain(less), indicator.Name, Plain(value));
        return questions.IsOpen(AboveBelow) ? Strange(indicator, then) : null;
    }

    /// <summary>More members than employees: retired members may be counted, but most often a digit is wrong.</summary>
    private Unconfirmed? Strange(Indicator indicator, Dictionary<int, decimal> then)
    {
        foreach (var share in catalogue.All.Where(i => i is { Kind: IndicatorKind.Ratio, Source: IndicatorSource.Form } && (i.Above == indicator.Code || i.Below == indicator.Code)))
        {
            if (!then.TryGetValue(catalogue.Ids[share.Above!], out var above) || !then.TryGetValue(catalogue.Ids[share.Below!], out var below) || above <= below) continue;
            var asked = new InputProblems().Ask("value", AboveBelow, Name(share.Above!), Plain(above), Name(share.Below!), Plain(below));
            return new Unconfirmed(asked.Questions());
        }
        return null;
    }

    private void Set(Dictionary<int, decimal> values, Indicator indicator, decimal? value)
    {
        if (value is { } number) values[catalogue.Ids[indicator.Code]] = number;
        else values.Remove(catalogue.Ids[indicator.Code]);
    }

    private static string Plain(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private string Name(string code) => catalogue.ByCode[code].Name;
}
