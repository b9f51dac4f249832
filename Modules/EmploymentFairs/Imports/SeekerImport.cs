using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Seekers of fairs, found by their phone numbers.</summary>
internal sealed class SeekerImport(FairsContext context, RecordTools tools, TimeProvider time)
    : KeyedImport<SeekerRow, Seeker>("fair-seekers", context, "fair", "starts", "phone", "name")
{
    private readonly FairRows fairs = new(context, time);
    private ILookup<string, HardshipMark> marks = Array.Empty<HardshipMark>().ToLookup(_ => "");

    protected override IParentRecords<SeekerRow> Parents => fairs;

    protected override RowKey<SeekerRow, Seeker> DescribeKey() =>
        Key("phone", r => new { FairId = fairs.Of(r).Id, PhoneHash = tools.Secrets.PhoneHash(r.Phone!) }, s => new { s.FairId, s.PhoneHash });

    protected override async Task PrepareAsync(IReadOnlyCollection<(SeekerRow Row, Seeker? Record)> rows, CancellationToken cancellation) =>
        marks = await context.MarksOfAsync([.. rows.Select(r => PersonOf(r.Row) ?? r.Record?.PersonHash).OfType<byte[]>()], cancellation);

    protected override Seeker Create(SeekerRow row) => Apply(new Seeker(), row);

    protected override void Complete(SeekerRow row, Seeker record) => (row.Trade, row.Division, row.Wage, row.ArrivedOn) =
        (row.Trade ?? record.Trade, row.Division ?? record.Division, row.Wage ?? record.Wage, row.ArrivedOn ?? record.ArrivedOn);

    protected override void Update(Seeker record, SeekerRow row)
    {
        if (record.Says(row, PersonOf(row))) return;
        // It is the number that found the record.
        row.Phone = null;
        Apply(record, row);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code is "date-ahead" or "outside-fair" ? "arrivedOn" : "fair";

    private Seeker Apply(Seeker seeker, SeekerRow row) => fairs.Record(row, seeker, _ =>
    {
        seeker.Apply(row, tools);
        seeker.Note(time.Today(), marks.Holds(seeker.PersonHash, seeker.Noted(time.Today())));
    });

    private byte[]? PersonOf(SeekerRow row) => row.IdentityNumber is { } number ? tools.Identity.Hash(number) : null;
}

/// <summary>The hardship marks of the persons of a batch.</summary>
internal static class HardshipMarks
{
    public static async Task<ILookup<string, HardshipMark>> MarksOfAsync(
        this FairsContext context, IReadOnlyList<byte[]> persons, CancellationToken cancellation)
    {
        var theirs = context.HardshipMarks.AsNoTracking().Where(m => persons.Contains(m.PersonHash));
        return (persons.Count == 0 ? [] : await theirs.ToListAsync(cancellation)).ToLookup(m => Convert.ToHexString(m.PersonHash));
    }

    /// <summary>Whether the person belongs to a hardship family on the day.</summary>
    public static bool Holds(this ILookup<string, HardshipMark> marks, byte[]? person, DateOnly day) =>
        person is not null && marks[Convert.ToHexString(person)].Any(m => m.Holds(day));
}
