using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>A time in which a model is in hardship, from the day on which it was found to be so.</summary>
internal sealed class HardshipSpell : Record, IOwnOnly, ICountedOnDays<LabourContext>, IHasDays, IRecord<LabourContext, HardshipInput, HardshipAnswer>
{
    internal static readonly RecordKind<LabourContext, HardshipSpell, HardshipInput, HardshipAnswer> Definition = new("hardship")
    {
        Parent = RecordParent.Of<LabourContext, ModelFile, HardshipSpell, HardshipInput>("models", "holder"),
        Filter = (spells, filter) =>
        {
            var (first, last) = filter.Days();
            return filter.Year is null ? spells : spells.Where(s => s.From <= last && (s.To == null || s.To > first));
        },
        Columns = [new("models-field-from", s => s.From), new("models-field-to", s => s.To), new("models-field-cause", s => s.Cause)],
        Tables = ["models-hardship"],
    };

    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }
    public HardshipCause Cause { get; private set; }
    public SealedText? Note { get; private set; }

    public DayRange? Counted => new DayRange(From, To);

    public IEnumerable<RecordDay> Days => [RecordDay.Since("from", From, BeforeFounding.Taken)];

    public ValueTask<IReadOnlyList<string>> SourcesAsync(LabourContext context, CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<string>>([Sources.Hardship]);

    /// <summary>The hardship goes on in the file that another union keeps from a day on.</summary>
    public HardshipSpell HandOver(ModelFile file, DateOnly on, Ids ids)
    {
        var next = new HardshipSpell { From = on, To = To, Cause = Cause, Note = Note };
        next.PlaceIn(file.UnionId, file.Id, ids);
        To = on;
        PlaceIn(UnionId, ParentId, ids);
        return next;
    }

    public void Apply(HardshipInput input, RecordTools tools)
    {
        tools.RefuseFutureDate("from", input.From);
        (From, To, Cause) = (input.From, input.To, input.Cause);
        tools.TakePersonal(this, input);
    }

    public async Task ResolveAsync(HardshipInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        // Held until the transaction ends: two spells at once do not both stand beside each other.
        await context.LockFileAsync(ParentId, cancellation);
        (await context.Files.AsNoTracking().SingleAsync(f => f.Id == ParentId, cancellation)).RequireOnRecord(From);
        if (await context.Spells.AnyAsync(s => s.ParentId == ParentId && s.Id != Id && (s.To == null || s.To > From) && (To == null || s.From < To), cancellation)) throw new RuleViolation("hardship-overlaps");
    }

    public HardshipAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, From, To, Cause, RecordTools.Mask(Note), Version);
}

/// <param name="Note">Whether something is noted, not what.</param>
internal sealed record HardshipAnswer(string Id, string Union, DateOnly From, DateOnly? To, HardshipCause Cause, string? Note, int Version) : IRecordAnswer;
