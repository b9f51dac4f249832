using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>A time in which a model is in hardship, from the day on which it was found to be so.</summary>
internal sealed class HardshipSpell : Entry, IOwnOnly, IEntry<HardshipSpell, HardshipInput, HardshipAnswer>
{
    public static string Path => "hardship";
    public static string? HolderPath => "models";
    public static Seen Seen => Seen.Itself;

    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }
    public HardshipCause Cause { get; private set; }
    public string? Note { get; private set; }

    public override Days? Counted => new Days(From, To);

    public override ValueTask<IReadOnlyList<string>> SourcesAsync(LabourContext context, CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<string>>([Sources.Hardship]);

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.Files.AnyAsync(f => f.Id == holder, cancellation);

    public static IQueryable<HardshipSpell> Filter(IQueryable<HardshipSpell> entries, EntryFilter filter)
    {
        var (first, last) = filter.Days();
        return filter.Year is null ? entries : entries.Where(s => s.From <= last && (s.To == null || s.To > first));
    }

    public void Put(HardshipInput input, EntryTools tools)
    {
        tools.RefuseAhead("from", input.From);
        (From, To, Cause, Note) = (input.From, input.To, input.Cause, input.Note);
    }

    public async Task BindAsync(HardshipInput input, LabourContext context, EntryTools tools, CancellationToken cancellation)
    {
        // Held until the transaction ends: two spells at once do not both stand beside each other.
        await context.LockFileAsync(HolderId, cancellation);
        (await context.Files.AsNoTracking().SingleAsync(f => f.Id == HolderId, cancellation)).RequireOnRecord(From);
        if (await context.Spells.AnyAsync(s => s.HolderId == HolderId && s.Id != Id && (s.To == null || s.To > From) && (To == null || s.From < To), cancellation)) throw new RuleViolation("hardship-overlaps");
    }

    public HardshipAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, From, To, Cause, Note, Version);
}

internal sealed record HardshipAnswer(string Id, string Union, DateOnly From, DateOnly? To, HardshipCause Cause, string? Note, int Version) : IEntryAnswer;
