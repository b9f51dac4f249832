using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Studios;

/// <summary>Something that came of a studio on a day, while it was open.</summary>
internal abstract class StudioWork : Entry, ISubtreeReadable, IStudioPart
{
    public string Name { get; private set; } = "";
    public DateOnly Date { get; private set; }

    /// <summary>The month of the day.</summary>
    public int Month { get; private set; }

    DateOnly IStudioPart.Day => Date;

    protected void PutOn(string name, DateOnly date, EntryTools tools)
    {
        tools.RefuseAhead("date", date);
        (Name, Date, Month) = (name, date, Period.MonthOf(date).Code);
    }

    protected async Task RequireOpenAsync(LabourContext context, CancellationToken cancellation)
    {
        var studio = await context.Studios.AsNoTracking().SingleAsync(s => s.Id == HolderId, cancellation);
        if (!studio.IsOpen(Date)) throw new RuleViolation("studio-not-open", Date);
    }

    protected static IQueryable<T> Among<T>(IQueryable<T> entries, EntryFilter filter) where T : StudioWork
    {
        var (first, last) = filter.Days();
        if (filter.Year is not null) entries = entries.Where(w => w.Date >= first && w.Date <= last);
        return filter.Search is { } search ? entries.Where(w => w.Name.Contains(search)) : entries;
    }
}

internal sealed class Project : StudioWork, IEntry<Project, ProjectInput, ProjectAnswer>
{
    public static string Path => "projects";
    public static string? HolderPath => "studios";
    public static Seen Seen => Seen.FromAbove;

    public DateOnly? Finished { get; private set; }
    public string? Aim { get; private set; }

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.HasStudioAsync(holder, cancellation);

    public static IQueryable<Project> Filter(IQueryable<Project> entries, EntryFilter filter) => Among(entries, filter);

    public void Put(ProjectInput input, EntryTools tools)
    {
        PutOn(input.Name, input.Date, tools);
        (Finished, Aim) = (input.Finished, input.Aim);
    }

    public Task BindAsync(ProjectInput input, LabourContext context, EntryTools tools, CancellationToken cancellation) => RequireOpenAsync(context, cancellation);

    public ProjectAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Name, Date, Finished, Aim, Version);
}

internal sealed record ProjectAnswer(string Id, string Union, string Name, DateOnly Date, DateOnly? Finished, string? Aim, int Version) : IEntryAnswer;

[CountsFor(Sources.Results)]
internal sealed class Result : StudioWork, ICountsInMonth, IEntry<Result, ResultInput, ResultAnswer>
{
    public static string Path => "results";
    public static string? HolderPath => "studios";
    public static Seen Seen => Seen.FromAbove;

    public string? Prize { get; private set; }
    public decimal? Worth { get; private set; }

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.HasStudioAsync(holder, cancellation);

    public static IQueryable<Result> Filter(IQueryable<Result> entries, EntryFilter filter) => Among(entries, filter);

    public void Put(ResultInput input, EntryTools tools)
    {
        PutOn(input.Name, input.Date, tools);
        (Prize, Worth) = (input.Prize, input.Benefit);
    }

    public Task BindAsync(ResultInput input, LabourContext context, EntryTools tools, CancellationToken cancellation) => RequireOpenAsync(context, cancellation);

    public ResultAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Name, Date, Prize, Worth, Version);
}

internal sealed record ResultAnswer(string Id, string Union, string Name, DateOnly Date, string? Prize, decimal? Benefit, int Version) : IEntryAnswer;

[CountsFor(Sources.Patents)]
internal sealed class Patent : StudioWork, ICountsInMonth, IEntry<Patent, PatentInput, PatentAnswer>
{
    public static string Path => "patents";
    public static string? HolderPath => "studios";
    public static Seen Seen => Seen.FromAbove;

    public PatentKind Kind { get; private set; }
    public string? Number { get; private set; }

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.HasStudioAsync(holder, cancellation);

    public static IQueryable<Patent> Filter(IQueryable<Patent> entries, EntryFilter filter) => Among(entries, filter);

    public void Put(PatentInput input, EntryTools tools)
    {
        PutOn(input.Name, input.Date, tools);
        (Kind, Number) = (input.Kind, input.Number);
    }

    public async Task BindAsync(PatentInput input, LabourContext context, EntryTools tools, CancellationToken cancellation)
    {
        await RequireOpenAsync(context, cancellation);
        if (Number is not null && await context.Patents.AnyAsync(p => p.UnionId == UnionId && p.Id != Id && p.Number == Number, cancellation)) throw new RuleViolation("patent-there-already", Number);
    }

    public PatentAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Name, Kind, Date, Number, Version);
}

internal sealed record PatentAnswer(string Id, string Union, string Name, PatentKind Kind, DateOnly Date, string? Number, int Version) : IEntryAnswer;

internal sealed class Method : StudioWork, IEntry<Method, MethodInput, MethodAnswer>
{
    public static string Path => "methods";
    public static string? HolderPath => "studios";
    public static Seen Seen => Seen.FromAbove;

    public string? Use { get; private set; }

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => context.HasStudioAsync(holder, cancellation);

    public static IQueryable<Method> Filter(IQueryable<Method> entries, EntryFilter filter) => Among(entries, filter);

    public void Put(MethodInput input, EntryTools tools)
    {
        PutOn(input.Name, input.Date, tools);
        Use = input.Use;
    }

    public Task BindAsync(MethodInput input, LabourContext context, EntryTools tools, CancellationToken cancellation) => RequireOpenAsync(context, cancellation);

    public MethodAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Name, Date, Use, Version);
}

internal sealed record MethodAnswer(string Id, string Union, string Name, DateOnly Date, string? Use, int Version) : IEntryAnswer;
