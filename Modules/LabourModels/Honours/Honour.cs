using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Honours;

/// <summary>A line of the catalogue of honours, kept by the union whose level grants it and read by all below.</summary>
internal sealed class Honour : Record, IShared, IRecord<LabourContext, HonourInput, HonourAnswer>
{
    internal static readonly RecordKind<LabourContext, Honour, HonourInput, HonourAnswer> Definition = new("honours")
    {
        Filter = (honours, filter) => filter.Search is { } search ? honours.Where(h => h.Name.Contains(search) || h.Body.Contains(search)) : honours,
        Columns =
        [
            new("models-field-name", h => h.Name), new("models-field-level", h => h.Level), new("models-field-recipient", h => h.Recipient),
            new("models-field-body", h => h.Body, Wide: true),
        ],
    };

    public string Name { get; private set; } = "";
    public HonourLevel Level { get; private set; }
    public HonourKind Kind { get; private set; }
    public Recipient Recipient { get; private set; }
    public GrantingBody Granting { get; private set; }
    public string Body { get; private set; } = "";
    public int? EveryYears { get; private set; }

    public void Apply(HonourInput input, RecordTools tools)
    {
        var collective = input.Kind is HonourKind.LabourCertificate or HonourKind.WorkersPioneer or HonourKind.AdvancedCollective;
        if (collective != (input.Recipient == Recipient.Collective)) throw new RuleViolation("honour-for-the-other");
        (Name, Level, Kind, Recipient, Granting, Body, EveryYears) = (input.Name, input.Level, input.Kind, input.Recipient, input.Granting, input.Body, input.EveryYears);
    }

    public async Task ResolveAsync(HonourInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        if (await context.Honours.AnyAsync(h => h.UnionId == UnionId && h.Id != Id && h.Name == Name, cancellation)) throw new RuleViolation("honour-there-already", Name);
        // What was nominated or granted by this line keeps what it was.
        if (Version > 1 && await context.Selections.AnyAsync(s => s.HonourId == Id, cancellation) && context.Entry(this).Property(h => h.Kind).IsModified) throw new RuleViolation("honour-in-use", Name);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        if (await context.Selections.AnyAsync(s => s.HonourId == Id, cancellation) || await context.Awards.AnyAsync(a => a.HonourId == Id, cancellation)) throw new RuleViolation("honour-in-use", Name);
    }

    public HonourAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Level, Kind, Recipient, Granting, Body, EveryYears, Version);
}

internal sealed record HonourAnswer(string Id, string Union, string Name, HonourLevel Level, HonourKind Kind, Recipient Recipient, GrantingBody Granting, string Body, int? EveryYears, int Version) : IRecordAnswer;
