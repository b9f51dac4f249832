using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>Something a model was given: a check-up, recuperation, an allowance by the local rule (劳模待遇).</summary>
[CountsFor(Sources.Benefits)]
internal sealed class Benefit : Entry, IOwnOnly, ICountsInMonth, IEntry<Benefit, BenefitInput, BenefitAnswer>
{
    public static string Path => "benefits";
    public static string? HolderPath => "models";
    public static Seen Seen => Seen.Itself;

    public DateOnly Date { get; private set; }
    public int Month { get; private set; }
    public BenefitKind Kind { get; private set; }
    public decimal Amount { get; private set; }
    public string? Note { get; private set; }

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.Files.AnyAsync(f => f.Id == holder, cancellation);

    public static IQueryable<Benefit> Filter(IQueryable<Benefit> entries, EntryFilter filter)
    {
        var (first, last) = filter.Days();
        return filter.Year is null ? entries : entries.Where(b => b.Date >= first && b.Date <= last);
    }

    public void Put(BenefitInput input, EntryTools tools)
    {
        tools.RefuseAhead("date", input.Date);
        (Date, Month, Kind, Amount, Note) = (input.Date, Period.MonthOf(input.Date).Code, input.Kind, input.Amount, input.Note);
    }

    public async Task BindAsync(BenefitInput input, LabourContext context, EntryTools tools, CancellationToken cancellation)
    {
        // Held until the transaction ends: two payments at once do not both stay under the cap.
        await context.LockFileAsync(HolderId, cancellation);
        var file = await context.Files.AsNoTracking().SingleAsync(f => f.Id == HolderId, cancellation);
        file.RequireOnRecord(Date);
        if (AllowanceRule.KindOf(Kind) is { } kind) (await AllowanceRule.EntitlementAsync(context, tools.Union, file, kind, Date, Id, cancellation)).Require(Amount);
    }

    public BenefitAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Date, Kind, Amount, Note, Version);
}

internal sealed record BenefitAnswer(string Id, string Union, DateOnly Date, BenefitKind Kind, decimal Amount, string? Note, int Version) : IEntryAnswer;
