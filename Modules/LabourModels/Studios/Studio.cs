using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Studios;

/// <summary>A model's innovation studio (劳模创新工作室): its leader, its members, its projects, results, patents and methods.</summary>
internal sealed class Studio : Entry, ISubtreeReadable, IEntry<Studio, StudioInput, StudioAnswer>
{
    public static string Path => "studios";
    public static Seen Seen => Seen.FromAbove;

    public string Name { get; private set; } = "";
    public string Leader { get; private set; } = "";
    public string? Field { get; private set; }
    public DateOnly Opened { get; private set; }
    public DateOnly? Closed { get; private set; }

    public override Days? Counted => new Days(Opened, Closed);

    public override ValueTask<IReadOnlyList<string>> SourcesAsync(LabourContext context, CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<string>>([Sources.Studios]);

    public static IQueryable<Studio> Filter(IQueryable<Studio> entries, EntryFilter filter)
    {
        var (first, last) = filter.Days();
        if (filter.Year is not null) entries = entries.Where(s => s.Opened <= last && (s.Closed == null || s.Closed > first));
        return filter.Search is { } search ? entries.Where(s => s.Name.Contains(search) || s.Leader.Contains(search)) : entries;
    }

    public void Put(StudioInput input, EntryTools tools) => (Name, Leader, Field, Opened, Closed) = (input.Name, input.Leader, input.Field, input.Opened, input.Closed);

    public async Task BindAsync(StudioInput input, LabourContext context, EntryTools tools, CancellationToken cancellation)
    {
        if (await context.Studios.AnyAsync(s => s.UnionId == UnionId && s.Id != Id && s.Name == Name && s.Closed == null, cancellation)) throw new RuleViolation("studio-there-already", Name);
        if (await context.WorkOutsideAsync(this, cancellation)) throw new RuleViolation("work-outside-studio", Name);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        if (await context.Members.AnyAsync(m => m.HolderId == Id, cancellation) || await context.HasWorkAsync(Id, cancellation)) throw new RuleViolation("studio-in-use", Name);
    }

    public bool IsOpen(DateOnly day) => day >= Opened && !(day >= Closed);

    public StudioAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Name, Leader, Field, Opened, Closed, Version);
}

internal sealed record StudioAnswer(string Id, string Union, string Name, string Leader, string? Field, DateOnly Opened, DateOnly? Closed, int Version) : IEntryAnswer;

/// <summary>Something that a studio has, called by a name, from a day on or on a day.</summary>
internal interface IStudioPart
{
    string Name { get; }
    DateOnly Day { get; }
}

internal sealed class Member : Entry, ISubtreeReadable, IStudioPart, IEntry<Member, MemberInput, MemberAnswer>
{
    public static string Path => "members";
    public static string? HolderPath => "studios";
    public static Seen Seen => Seen.FromAbove;

    public string Name { get; private set; } = "";
    public string? Trade { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }

    DateOnly IStudioPart.Day => From;

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.HasStudioAsync(holder, cancellation);

    public static IQueryable<Member> Filter(IQueryable<Member> entries, EntryFilter filter) => filter.Search is { } search ? entries.Where(m => m.Name.Contains(search)) : entries;

    public void Put(MemberInput input, EntryTools tools) => (Name, Trade, From, To) = (input.Name, input.Trade, input.From, input.To);

    public MemberAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Name, Trade, From, To, Version);
}

internal sealed record MemberAnswer(string Id, string Union, string Name, string? Trade, DateOnly From, DateOnly? To, int Version) : IEntryAnswer;
