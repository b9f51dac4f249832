using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>Something a model was given: a check-up, recuperation, an allowance by the local rule (劳模待遇).</summary>
[CountsFor(Sources.Benefits)]
internal sealed class Benefit : DatedRecord, IOwnOnly, IRecord<LabourContext, BenefitInput, BenefitAnswer>
{
    internal static readonly RecordKind<LabourContext, Benefit, BenefitInput, BenefitAnswer> Definition = new("benefits")
    {
        Parent = RecordParent.Of<LabourContext, ModelFile, Benefit, BenefitInput>("models", "holder"),
        Filter = (benefits, filter) =>
        {
            var (first, last) = filter.Days();
            return filter.Year is null ? benefits : benefits.Where(b => b.Date >= first && b.Date <= last);
        },
        Columns =
        [
            new("models-field-date", b => b.Date), new("models-field-kind", b => b.Kind), new("models-field-amount", b => b.Amount, Money: true),
            new("models-field-note", b => b.Note, Wide: true),
        ],
        Tables = ["models-benefits"],
    };

    public BenefitKind Kind { get; private set; }
    public decimal Amount { get; private set; }
    public SealedText? Note { get; private set; }

    public void Apply(BenefitInput input, RecordTools tools)
    {
        tools.RefuseFutureDate("date", input.Date);
        (Date, Kind, Amount) = (input.Date, input.Kind, input.Amount);
        tools.TakePersonal(this, input);
    }

    public async Task ResolveAsync(BenefitInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        // Held until the transaction ends: two payments at once do not both stay under the cap.
        await context.LockFileAsync(ParentId, cancellation);
        var file = await context.Files.AsNoTracking().SingleAsync(f => f.Id == ParentId, cancellation);
        file.RequireOnRecord(Date);
        if (AllowanceRule.KindOf(Kind) is { } kind) (await AllowanceRule.EntitlementAsync(context, tools, file, kind, Date, Id, cancellation)).Require(Amount);
    }

    public BenefitAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Date, Kind, Amount, RecordTools.Mask(Note), Version);
}

/// <param name="Note">Whether something is noted, not what.</param>
internal sealed record BenefitAnswer(string Id, string Union, DateOnly Date, BenefitKind Kind, decimal Amount, string? Note, int Version) : IRecordAnswer;
