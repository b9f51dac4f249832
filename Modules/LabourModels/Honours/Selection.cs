using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Honours;

/// <summary>One round of an honour (评选), kept by the union whose level grants it.</summary>
internal sealed class Selection : Entry, IShared, IEntry<Selection, SelectionInput, SelectionAnswer>
{
    public static string Path => "selections";
    public static Seen Seen => Seen.FromBelow;

    public long HonourId { get; private set; }
    public string Name { get; private set; } = "";
    public int Year { get; private set; }
    public DateOnly Opens { get; private set; }
    public DateOnly Closes { get; private set; }
    public int? Places { get; private set; }

    public static IQueryable<Selection> Filter(IQueryable<Selection> entries, EntryFilter filter)
    {
        if (filter.Year is { } year) entries = entries.Where(s => s.Year == year);
        return filter.Search is { } search ? entries.Where(s => s.Name.Contains(search)) : entries;
    }

    public void Put(SelectionInput input, EntryTools tools)
    {
        var honour = Text.Id("honour", input.Honour);
        if (HonourId != 0 && honour != HonourId) throw new RuleViolation("selection-of-another-honour");
        (HonourId, Name, Year, Opens, Closes, Places) = (honour, input.Name, input.Year, input.Opens, input.Closes, input.Places);
    }

    public async Task BindAsync(SelectionInput input, LabourContext context, EntryTools tools, CancellationToken cancellation)
    {
        if (!await context.Honours.AnyAsync(h => h.Id == HonourId && h.UnionId == UnionId, cancellation)) throw new RuleViolation("honour-unknown");
        if (await context.Quotas.Where(q => q.HolderId == Id && q.UnionId == UnionId).SumAsync(q => (int?)q.Places, cancellation) > Places) throw new RuleViolation("quota-above-selection", Places!);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        if (await context.Nominations.AnyAsync(n => n.SelectionId == Id, cancellation) || await context.Quotas.AnyAsync(q => q.HolderId == Id, cancellation)) throw new RuleViolation("selection-in-use");
    }

    public bool IsOpen(DateOnly today) => today >= Opens && today <= Closes;

    public void RefuseOutside(DateOnly today)
    {
        if (!IsOpen(today)) throw new RuleViolation("selection-not-open", Opens, Closes);
    }

    public SelectionAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Text.Of(HonourId), Name, Year, Opens, Closes, Places, Version);
}

internal sealed record SelectionAnswer(string Id, string Union, string Honour, string Name, int Year, DateOnly Opens, DateOnly Closes, int? Places, int Version) : IEntryAnswer;
