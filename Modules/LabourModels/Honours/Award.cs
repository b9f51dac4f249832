using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Nominations;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Honours;

/// <summary>An honour that was granted, with the body, number and day of the decision; published, so read from above too.</summary>
[CountsFor(Sources.Awards)]
internal sealed class Award : DatedRecord, ISubtreeReadable, IRecord<LabourContext, AwardInput, AwardAnswer>
{
    internal static readonly RecordKind<LabourContext, Award, AwardInput, AwardAnswer> Definition = new("awards")
    {
        Filter = (awards, filter) =>
        {
            var (first, last) = filter.Days();
            if (filter.Year is not null) awards = awards.Where(a => a.Date >= first && a.Date <= last);
            return filter.Search is { } search ? awards.Where(a => a.Name.Contains(search) || a.HonourName.Contains(search)) : awards;
        },
        Columns =
        [
            new("models-field-name", a => a.Name), new("honour", a => a.HonourName), new("models-field-body", a => a.Body, Wide: true),
            new("decision-number", a => a.Number, Wide: true), new("decision-date", a => a.Date),
        ],
        Tables = ["awards"],
    };

    public long HonourId { get; private set; }
    public string HonourName { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>The person's file, where there is one.</summary>
    public long? FileId { get; private set; }

    /// <summary>The nomination that led to it; null for what was typed from an old decision.</summary>
    public long? NominationId { get; private set; }

    public GrantingBody Granting { get; private set; }
    public string Body { get; private set; } = "";
    public string Number { get; private set; } = "";
    public DateOnly? RevokedOn { get; private set; }
    public string? RevokedBy { get; private set; }

    public override IEnumerable<RecordDay> Days => [RecordDay.Since("date", Date, BeforeFounding.Taken)];

    /// <summary>What the grant of a nomination leaves behind.</summary>
    public static Award Of(Nomination nomination, Honour honour, DecisionInput decision, long? file, Ids ids)
    {
        var award = new Award
        {
            HonourId = honour.Id, HonourName = honour.Name, Name = nomination.Name, FileId = file, NominationId = nomination.Id, Granting = decision.Granting, Body = decision.Body,
            Number = decision.Number, Date = decision.Date,
        };
        award.PlaceIn(nomination.UnionId, 0, ids);
        return award;
    }

    /// <summary>What it says now.</summary>
    public AwardInput Terms() => new()
    {
        Honour = Text.Of(HonourId), Name = Name, Model = FileId is { } file ? Text.Of(file) : null, Granting = Granting, Body = Body, Number = Number, Date = Date, RevokedOn = RevokedOn, RevokedBy = RevokedBy,
    };

    public void TakeNameOf(Honour honour) => HonourName = honour.Name;

    /// <summary>A decision that has not been taken grants nothing.</summary>
    public static void RefuseFutureDate(DateOnly decision, RecordTools tools)
    {
        if (decision > tools.Today) throw new RuleViolation("decision-in-the-future");
    }

    public void Apply(AwardInput input, RecordTools tools)
    {
        RefuseFutureDate(input.Date, tools);
        var honour = Text.Id("honour", input.Honour);
        // What a nomination led to says what was decided on it; only its revocation is still to come.
        if (NominationId is not null && (honour, input.Name, input.Date, input.Number) != (HonourId, Name, Date, Number)) throw new RuleViolation("award-of-a-nomination");
        (HonourId, Name, FileId, Granting, Body, Number) = (honour, input.Name, input.Model is { } model ? Text.Id("model", model) : null, input.Granting, input.Body, input.Number);
        (Date, RevokedOn, RevokedBy) = (input.Date, input.RevokedOn, input.RevokedBy);
    }

    public async Task ResolveAsync(AwardInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        var honour = await context.Honours.AsNoTracking().SingleOrDefaultAsync(h => h.Id == HonourId, cancellation);
        if (honour is null || (honour.UnionId != tools.Union.Id && !tools.Union.Ancestors.Contains(honour.UnionId))) throw new RuleViolation("honour-unknown");
        TakeNameOf(honour);
        if (FileId is { } file)
        {
            var person = await context.Files.Where(f => f.Id == file).Select(f => f.IdentityEncrypted).SingleOrDefaultAsync(cancellation);
            tools.CheckAge("date", tools.Identity.BirthDate(person ?? throw new RuleViolation("model-unknown")), Date, works: true);
        }
        if (await context.Awards.AnyAsync(a => a.UnionId == UnionId && a.Id != Id && a.HonourId == HonourId && a.Name == Name && a.Number == Number, cancellation)) throw new RuleViolation("award-there-already", Name, Number);
        if (FileId is not null) await TellFileAsync(FileId.Value, context, tools, cancellation);
    }

    /// <summary>A model whose last title is revoked is no longer on record from that day on; a revocation that is taken back brings the model back.</summary>
    private async Task TellFileAsync(long file, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        var entry = context.Entry(this);
        var before = entry.State == EntityState.Detached ? null : entry.Property(a => a.RevokedOn).OriginalValue;
        if (before == RevokedOn) return;
        var model = await context.Files.SingleAsync(f => f.Id == file, cancellation);
        var others = await context.Awards.AsNoTracking().Where(a => a.UnionId == UnionId && a.FileId == file && a.Id != Id).ToListAsync(cancellation);
        if (RevokedOn is null)
        {
            if (model.RevokedOn is not null) await model.RevokeAsync(null, null, context, tools, cancellation);
        }
        else if (others.TrueForAll(o => o.RevokedOn is not null))
        {
            var last = others.Append(this).MaxBy(a => a.RevokedOn)!;
            await model.RevokeAsync(last.RevokedOn, last.RevokedBy, context, tools, cancellation);
        }
    }

    public Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation) =>
        NominationId is null ? Task.CompletedTask : throw new RuleViolation("award-of-a-nomination");

    public AwardAnswer ToAnswer(RecordTools tools, string union) =>
        new(Text.Of(Id), union, Text.Of(HonourId), HonourName, Name, FileId is { } file ? Text.Of(file) : null, NominationId is { } nomination ? Text.Of(nomination) : null, Granting, Body, Number, Date, RevokedOn, RevokedBy, Version);
}

internal sealed record AwardAnswer(
    string Id, string Union, string Honour, string HonourName, string Name, string? Model, string? Nomination, GrantingBody Granting, string Body, string Number, DateOnly Date, DateOnly? RevokedOn, string? RevokedBy,
    int Version) : IRecordAnswer;
