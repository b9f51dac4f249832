using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Studios;

/// <summary>Something that came of a studio on a day, while it was open.</summary>
internal abstract class StudioWork : Record, ISubtreeReadable, IStudioPart, IHasDays
{
    public string Name { get; private set; } = "";
    public DateOnly Date { get; private set; }

    /// <summary>The month of the day.</summary>
    public int Month { get; private set; }

    DateOnly IStudioPart.Day => Date;

    public IEnumerable<RecordDay> Days => [RecordDay.Since("date", Date, BeforeFounding.Taken)];

    protected void ApplyTo(string name, DateOnly date, RecordTools tools)
    {
        tools.RefuseFutureDate("date", date);
        (Name, Date, Month) = (name, date, Period.MonthOf(date).Code);
    }

    protected async Task RequireOpenAsync(LabourContext context, CancellationToken cancellation)
    {
        var studio = await context.Studios.AsNoTracking().SingleAsync(s => s.Id == ParentId, cancellation);
        if (!studio.IsOpen(Date)) throw new RuleViolation("studio-not-open", Date);
    }

    protected static IQueryable<T> Among<T>(IQueryable<T> entries, RecordFilter filter) where T : StudioWork
    {
        var (first, last) = filter.Days();
        if (filter.Year is not null) entries = entries.Where(w => w.Date >= first && w.Date <= last);
        return filter.Search is { } search ? entries.Where(w => w.Name.Contains(search)) : entries;
    }
}

internal sealed class Project : StudioWork, IRecord<LabourContext, ProjectInput, ProjectAnswer>
{
    internal static readonly RecordKind<LabourContext, Project, ProjectInput, ProjectAnswer> Definition = new("projects")
    {
        Parent = RecordParent.Of<LabourContext, Studio, Project, ProjectInput>("studios", "holder"),
        Filter = (projects, filter) => Among(projects, filter),
        Columns = [new("models-field-name", p => p.Name), new("models-field-date", p => p.Date), new("models-field-finished", p => p.Finished)],
        Tables = ["studio-projects"],
    };

    public DateOnly? Finished { get; private set; }
    public string? Aim { get; private set; }

    public void Apply(ProjectInput input, RecordTools tools)
    {
        ApplyTo(input.Name, input.Date, tools);
        (Finished, Aim) = (input.Finished, input.Aim);
    }

    public Task ResolveAsync(ProjectInput input, LabourContext context, RecordTools tools, CancellationToken cancellation) => RequireOpenAsync(context, cancellation);

    public ProjectAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Date, Finished, Aim, Version);
}

internal sealed record ProjectAnswer(string Id, string Union, string Name, DateOnly Date, DateOnly? Finished, string? Aim, int Version) : IRecordAnswer;

[CountsFor(Sources.Results)]
internal sealed class Result : StudioWork, ICountsInMonth, IRecord<LabourContext, ResultInput, ResultAnswer>
{
    internal static readonly RecordKind<LabourContext, Result, ResultInput, ResultAnswer> Definition = new("results")
    {
        Parent = RecordParent.Of<LabourContext, Studio, Result, ResultInput>("studios", "holder"),
        Filter = (results, filter) => Among(results, filter),
        Columns =
        [
            new("models-field-name", r => r.Name), new("models-field-date", r => r.Date), new("models-field-prize", r => r.Prize),
            new("models-field-benefit", r => r.Benefit, Money: true, Wide: true),
        ],
        Tables = ["studio-results"],
    };

    public string? Prize { get; private set; }
    public decimal? Worth { get; private set; }

    public void Apply(ResultInput input, RecordTools tools)
    {
        ApplyTo(input.Name, input.Date, tools);
        (Prize, Worth) = (input.Prize, input.Benefit);
    }

    public Task ResolveAsync(ResultInput input, LabourContext context, RecordTools tools, CancellationToken cancellation) => RequireOpenAsync(context, cancellation);

    public ResultAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Date, Prize, Worth, Version);
}

internal sealed record ResultAnswer(string Id, string Union, string Name, DateOnly Date, string? Prize, decimal? Benefit, int Version) : IRecordAnswer;

[CountsFor(Sources.Patents)]
internal sealed class Patent : StudioWork, ICountsInMonth, IRecord<LabourContext, PatentInput, PatentAnswer>
{
    internal static readonly RecordKind<LabourContext, Patent, PatentInput, PatentAnswer> Definition = new("patents")
    {
        Parent = RecordParent.Of<LabourContext, Studio, Patent, PatentInput>("studios", "holder"),
        Filter = (patents, filter) => Among(patents, filter),
        Columns =
        [
            new("models-field-name", p => p.Name), new("models-field-kind", p => p.Kind), new("models-field-date", p => p.Date),
            new("patent-number", p => p.Number, Wide: true),
        ],
        Tables = ["studio-patents"],
    };

    public PatentKind Kind { get; private set; }
    public string? Number { get; private set; }

    public void Apply(PatentInput input, RecordTools tools)
    {
        ApplyTo(input.Name, input.Date, tools);
        (Kind, Number) = (input.Kind, input.Number);
    }

    public async Task ResolveAsync(PatentInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        await RequireOpenAsync(context, cancellation);
        if (Number is not null && await context.Patents.AnyAsync(p => p.UnionId == UnionId && p.Id != Id && p.Number == Number, cancellation)) throw new RuleViolation("patent-there-already", Number);
    }

    public PatentAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Kind, Date, Number, Version);
}

internal sealed record PatentAnswer(string Id, string Union, string Name, PatentKind Kind, DateOnly Date, string? Number, int Version) : IRecordAnswer;

internal sealed class Method : StudioWork, IRecord<LabourContext, MethodInput, MethodAnswer>
{
    internal static readonly RecordKind<LabourContext, Method, MethodInput, MethodAnswer> Definition = new("methods")
    {
        Parent = RecordParent.Of<LabourContext, Studio, Method, MethodInput>("studios", "holder"),
        Filter = (methods, filter) => Among(methods, filter),
        Columns = [new("models-field-name", m => m.Name), new("models-field-date", m => m.Date), new("models-field-use", m => m.Use, Wide: true)],
        Tables = ["studio-methods"],
    };

    public string? Use { get; private set; }

    public void Apply(MethodInput input, RecordTools tools)
    {
        ApplyTo(input.Name, input.Date, tools);
        Use = input.Use;
    }

    public Task ResolveAsync(MethodInput input, LabourContext context, RecordTools tools, CancellationToken cancellation) => RequireOpenAsync(context, cancellation);

    public MethodAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Name, Date, Use, Version);
}

internal sealed record MethodAnswer(string Id, string Union, string Name, DateOnly Date, string? Use, int Version) : IRecordAnswer;
