using Federation.Kernel.Figures;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;
using Federation.Registers.Language;
using Federation.Registers.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Counting;

/// <summary>The registers in force as the catalogue of indicators sees them: each is a module of its own.</summary>
internal sealed class RegisterCatalogue(RegistersContext context, DefinitionCache cache) : IFigureModules
{
    public IReadOnlyList<FigureModule> Read()
    {
        var newest = (
            from register in context.Registers.AsNoTracking()
            join version in context.Versions.AsNoTracking() on new { RegisterId = register.Id, Number = register.Newest } equals new { version.RegisterId, version.Number }
            select new { version.Id, register.Layout }).ToList();
        var unknown = newest.Where(n => !cache.TryGet(n.Id, out _)).Select(n => n.Id).ToList();
        var read = unknown.Count == 0 ? [] : context.Versions.AsNoTracking().Where(v => unknown.Contains(v.Id)).ToDictionary(v => v.Id);
        // A retired register stays in the catalogue: its figures do.
        return [.. newest.Select(n => ModuleOf(cache.TryGet(n.Id, out var known) ? known : cache.Of(read[n.Id], n.Layout)))];
    }

    private static FigureModule ModuleOf(Definition definition) => new(
        definition.Source, definition.Input.Zh, definition.Input.En, [.. definition.Indicators.SelectMany(i => LinesOf(definition, i))],
        [definition.IsPersonal ? new RegisterSource<PersonalRecord>(definition) : new RegisterSource<OpenRecord>(definition)]);

    /// <summary>The lines of an indicator: itself, and one "of which" for each choice of the field that it is divided by.</summary>
    public static IEnumerable<Indicator> LinesOf(Definition definition, DefinedIndicator indicator)
    {
        var kind = indicator.Input.Kind switch
        {
            CountingKind.Latest => IndicatorKind.Latest,
            CountingKind.Ratio => IndicatorKind.Ratio,
            CountingKind.Distinct or CountingKind.Kinds => IndicatorKind.Distinct,
            _ => IndicatorKind.Sum,
        };
        var over = kind == IndicatorKind.Latest ? FlowOrStock.Stock : FlowOrStock.Flow;
        var (code, input) = (indicator.CodeIn(definition.Code), indicator.Input);
        var whole = new Indicator(0, code, input.Zh, input.En, input.Unit, kind, definition.Source, IndicatorSource.Records, null, Explanation(definition, indicator), over, over);
        yield return whole;
        foreach (var choice in indicator.By?.Choices ?? [])
            yield return whole with { Code = $"{code}.{choice.Code}", Zh = $"{input.Zh}·{choice.Zh}", En = $"{input.En}: {choice.En}", PartOf = code };
    }

    /// <summary>What an indicator counts, in both languages, generated from the syntax trees that are evaluated.</summary>
    private static string Explanation(Definition definition, DefinedIndicator indicator) =>
        $"{Said(definition, indicator, english: false)} / {Said(definition, indicator, english: true)}";

    private static string Said(Definition definition, DefinedIndicator indicator, bool english)
    {
        var parts = new List<string>();
        foreach (var formula in indicator.Formulas)
        {
            var text = indicator.Input.Kind switch
            {
                CountingKind.Ratio => $"{Part(formula.Of, formula.Filter)} ÷ {Part(formula.Per, formula.PerFilter)}",
                CountingKind.Distinct or CountingKind.Kinds => english
                    ? $"different {indicator.Different!.Code}{If(formula.Filter)}" : $"不同的{indicator.Different!.Input.Zh}{If(formula.Filter)}",
                _ => Part(formula.Of, formula.Filter),
            };
            if (formula.From > 0) text = english ? $"from {formula.From} on: {text}" : $"{formula.From}起：{text}";
            parts.Add(text);
        }
        var by = indicator.On is { } on ? english ? $" (by {on.Code})" : $"（按{on.Input.Zh}）" : "";
        return (english ? definition.Input.En : definition.Input.Zh) + (english ? ": " : "：") + string.Join(english ? "; " : "；", parts) + by;

        string Part(Node? of, Node? filter) => (of is null ? english ? "number of records" : "记录数" : Words.Of(of, english)) + If(filter);

        string If(Node? filter) => filter is null ? "" : english ? $" where {Words.Of(filter, english)}" : $"（{Words.Of(filter, english)}）";
    }
}
