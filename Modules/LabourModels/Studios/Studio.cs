using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Studios;

/// <summary>A model's innovation studio (劳模创新工作室): its leader, its members, its projects, results, patents and methods.</summary>
internal sealed class Studio : Record, ISubtreeReadable, ICountedOnDays<LabourContext>, IHasDays, IRecord<LabourContext, StudioInput, StudioAnswer>
{
    internal static readonly RecordKind<LabourContext, Studio, StudioInput, StudioAnswer> Definition = new("studios")
    {
        Filter = (studios, filter) =>
        {
            var (first, last) = filter.Days();
            if (filter.Year is not null) studios = studios.Where(s => s.Opened <= last && (s.Closed == null || s.Closed > first));
            return filter.Search is { } search ? studios.Where(s => s.Name.Contains(search) || s.Leader.Contains(search)) : studios;
        },
        Columns =
        [
            new("models-field-name", s => s.Name), new("models-field-leader", s => s.Leader), new("models-field-opened", s => s.Opened, Wide: true),
            new("models-field-closed", s => s.Closed, Wide: true),
        ],
        Tables = ["studios", "studio-members", "studio-projects", "studio-results", "studio-patents", "studio-methods"],
    };

    public string Name { get; private set; } = "";
    public string Leader { get; private set; } = "";
    public string? Field { get; private set; }
    public DateOnly Opened { get; private set; }
    public DateOnly? Closed { get; private set; }

    /// <summary>From when on the union has it, where it took it over from another; null where it was opened here.</summary>
    public DateOnly? KeptSince { get; private set; }

    public DayRange? Counted => new DayRange(KeptSince ?? Opened, Closed);

    public IEnumerable<RecordDay> Days => [RecordDay.Since("opened", Opened, BeforeFounding.Taken)];

    public ValueTask<IReadOnlyList<string>> SourcesAsync(LabourContext context, CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<string>>([Sources.Studios]);

    public void Apply(StudioInput input, RecordTools tools) => (Name, Leader, Field, Opened, Closed) = (input.Name, input.Leader, input.Field, input.Opened, input.Closed);

    /// <summary>Another union goes on with it from a day on.</summary>
    public void TakeOver(DateOnly on, Ids ids)
    {
        KeptSince = on;
        PlaceIn(UnionId, ParentId, ids);
    }

    /// <summary>What stays of it with the union that had it until then: that it was open there.</summary>
    public Studio Past(DateOnly until, Ids ids)
    {
        var past = new Studio { Name = Name, Leader = Leader, Field = Field, Opened = Opened, KeptSince = KeptSince, Closed = until };
        past.PlaceIn(UnionId, ParentId, ids);
        return past;
    }

    public async Task ResolveAsync(StudioInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        if (await context.Studios.AnyAsync(s => s.UnionId == UnionId && s.Id != Id && s.Name == Name && s.Closed == null, cancellation)) throw new RuleViolation("studio-there-already", Name);
        if (await context.WorkOutsideAsync(this, cancellation)) throw new RuleViolation("work-outside-studio", Name);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        if (await context.Members.AnyAsync(m => m.ParentId == Id, cancellation) || await context.HasWorkAsync(Id, cancellation)) throw new RuleViolation("studio-in-use", Name);
    }

    public bool IsOpen(DateOnly day) => day >= Opened && !(day >= Closed);

    public StudioAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Leader, Field, Opened, Closed, Version);
}

internal sealed record StudioAnswer(string Id, string Union, string Name, string Leader, string? Field, DateOnly Opened, DateOnly? Closed, int Version) : IRecordAnswer;

/// <summary>Something that a studio has, called by a name, from a day on or on a day.</summary>
internal interface IStudioPart
{
    string Name { get; }
    DateOnly Day { get; }
}

internal sealed class Member : Record, ISubtreeReadable, IStudioPart, IHasDays, IRecord<LabourContext, MemberInput, MemberAnswer>
{
    internal static readonly RecordKind<LabourContext, Member, MemberInput, MemberAnswer> Definition = new("members")
    {
        Parent = RecordParent.Of<LabourContext, Studio, Member, MemberInput>("studios", "holder"),
        Filter = (members, filter) => filter.Search is { } search ? members.Where(m => m.Name.Contains(search)) : members,
        Columns =
        [
            new("person-full-name", m => m.Name), new("models-field-trade", m => m.Trade), new("models-field-from", m => m.From),
            new("models-field-to", m => m.To, Wide: true),
        ],
        Tables = ["studio-members"],
    };

    public string Name { get; private set; } = "";
    public string? Trade { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }

    DateOnly IStudioPart.Day => From;

    public IEnumerable<RecordDay> Days => [RecordDay.Since("from", From, BeforeFounding.Taken)];

    public void Apply(MemberInput input, RecordTools tools) => (Name, Trade, From, To) = (input.Name, input.Trade, input.From, input.To);

    public MemberAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Trade, From, To, Version);
}

internal sealed record MemberAnswer(string Id, string Union, string Name, string? Trade, DateOnly From, DateOnly? To, int Version) : IRecordAnswer;
