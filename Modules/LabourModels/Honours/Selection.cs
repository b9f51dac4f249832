using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Honours;

/// <summary>One round of an honour (评选), kept by the union whose level grants it.</summary>
internal sealed class Selection : Record, IShared, IRecord<LabourContext, SelectionInput, SelectionAnswer>
{
    internal static readonly RecordKind<LabourContext, Selection, SelectionInput, SelectionAnswer> Definition = new("selections")
    {
        Filter = (selections, filter) =>
        {
            if (filter.Year is { } year) selections = selections.Where(s => s.Year == year);
            return filter.Search is { } search ? selections.Where(s => s.Name.Contains(search)) : selections;
        },
        Columns =
        [
            new("models-field-name", s => s.Name), new("models-field-year", s => s.Year), new("models-field-opens", s => s.Opens, Wide: true),
            new("models-field-closes", s => s.Closes), new("models-field-places", s => s.Places, Wide: true),
        ],
        Tables = ["quotas"],
        Next = s => ("new-nominations", $"nominations/new?selection={s.Id}"),
    };

    public long HonourId { get; private set; }
    public string Name { get; private set; } = "";
    public int Year { get; private set; }
    public DateOnly Opens { get; private set; }
    public DateOnly Closes { get; private set; }
    public int? Places { get; private set; }

    public void Apply(SelectionInput input, RecordTools tools)
    {
        var honour = Text.Id("honour", input.Honour);
        if (HonourId != 0 && honour != HonourId) throw new RuleViolation("selection-of-another-honour");
        (HonourId, Name, Year, Opens, Closes, Places) = (honour, input.Name, input.Year, input.Opens, input.Closes, input.Places);
    }

    public async Task ResolveAsync(SelectionInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        if (!await context.Honours.AnyAsync(h => h.Id == HonourId && h.UnionId == UnionId, cancellation)) throw new RuleViolation("honour-unknown");
        if (await context.Quotas.Where(q => q.ParentId == Id && q.UnionId == UnionId).SumAsync(q => (int?)q.Places, cancellation) > Places) throw new RuleViolation("quota-above-selection", Places!);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        if (await context.Nominations.AnyAsync(n => n.SelectionId == Id, cancellation) || await context.Quotas.AnyAsync(q => q.ParentId == Id, cancellation)) throw new RuleViolation("selection-in-use");
    }

    public bool IsOpen(DateOnly today) => today >= Opens && today <= Closes;

    public void RefuseOutside(DateOnly today)
    {
        if (!IsOpen(today)) throw new RuleViolation("selection-not-open", Opens, Closes);
    }

    public SelectionAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Text.Of(HonourId), Name, Year, Opens, Closes, Places, Version);
}

internal sealed record SelectionAnswer(string Id, string Union, string Honour, string Name, int Year, DateOnly Opens, DateOnly Closes, int? Places, int Version) : IRecordAnswer;
