using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Employers;

/// <summary>An employer at a fair. It is an attendance (家次) once the employer is present, and with it the posts are offered.</summary>
[CountsFor(Sources.Stands)]
internal sealed class Stand : FairRecord, ISubtreeReadable, IRecord<FairsContext, StandInput, StandAnswer>
{
    internal static readonly RecordKind<FairsContext, Stand, StandInput, StandAnswer> Definition = new("stands")
    {
        Parent = FairParent.Of<Stand, StandInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        Filter = (stands, filter) => filter.Search is { } text
            ? stands.Where(s => s.Employer.Contains(text) || s.EmployerCode == text || s.Stall == text)
            : stands,
        HasPages = false,
    };

    public string Employer { get; private set; } = "";
    public string EmployerCode { get; private set; } = "";
    public byte[] EmployerHash { get; private set; } = [];
    public Sector Sector { get; private set; }
    public string? Stall { get; private set; }
    public Attendance Attendance { get; private set; }

    public override bool BeforeAnnounced => true;

    public void Apply(StandInput input, RecordTools tools)
    {
        (Employer, EmployerCode, Sector, Stall, Attendance) = (input.Employer, input.EmployerCode.ToUpperInvariant(), input.Sector, input.Stall, input.Attendance ?? Attendance);
        EmployerHash = tools.Secrets.EmployerHash(EmployerCode);
    }

    /// <summary>Whether an input says nothing new of it.</summary>
    public bool Says(StandInput input) => Employer == input.Employer && Sector == input.Sector && Stall == input.Stall && Attendance == (input.Attendance ?? Attendance);

    public override void CheckAt(Fair fair, DateOnly today)
    {
        if (Attendance == Attendance.Present && today < fair.Starts) throw new RuleViolation("fair-not-begun", fair.Starts);
    }

    public async Task ResolveAsync(StandInput input, FairsContext context, RecordTools tools, CancellationToken cancellation)
    {
        var others = context.Stands.Where(s => s.FairId == FairId && s.Id != Id);
        if (await others.AnyAsync(s => s.EmployerCode == EmployerCode, cancellation)) throw new RuleViolation("employer-there-already", Employer);
        if (Stall is not null && await others.AnyAsync(s => s.Stall == Stall, cancellation)) throw new RuleViolation("stall-taken", Stall);
        if (Version > 1) foreach (var post in await context.Posts.Where(p => p.StandId == Id).ToListAsync(cancellation)) post.StandAt(this);
    }

    public async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.Posts.AnyAsync(p => p.StandId == Id, cancellation)) throw new RuleViolation("stand-has-posts", Employer);
    }

    public StandAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Employer, EmployerCode, Sector, Stall, Attendance, Version);
}

internal sealed record StandAnswer(string Id, string Employer, string EmployerCode, Sector Sector, string? Stall, Attendance Attendance, int Version) : IRecordAnswer;
