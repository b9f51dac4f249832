using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Import;
using Federation.Framework.Security;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Seekers of fairs, found by their phone numbers.</summary>
internal sealed class SeekerImport(FairsContext context, Secrets secrets, TimeProvider time) : FairImport<SeekerRow, Seeker>("fair-seekers", context, time)
{
    private readonly Identities identities = new(secrets);
    private ILookup<string, HardshipMark> marks = Array.Empty<HardshipMark>().ToLookup(_ => "");

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        .. ImportColumns.Of<SeekerRow>("fair", "starts", "phone", "name").Select(c => c.Name switch
        {
            "fair" => c with { Heading = "fair-title" },
            "starts" => c with { Heading = "fair-starts" },
            "phone" => c with { Required = true, Example = "13900000001" },
            "name" => c with { Heading = "person-name" },
            "trade" => c with { Heading = "field-trade-wanted" },
            "division" => c with { Heading = "field-division-wanted", Example = "610100" },
            "wage" => c with { Heading = "field-wage-wanted" },
            "identityNumber" => c with { Example = "11010519491231002X" },
            _ => c,
        }),
    ];

    protected override string KeyColumn => "phone";

    protected override string Within(SeekerRow row) => Convert.ToHexString(identities.PhoneHash(row.Phone!));

    protected override string Within(Seeker record) => Convert.ToHexString(record.PhoneHash);

    protected override async Task<IReadOnlyList<Seeker>> FindAsync(IReadOnlyList<long> fairs, IReadOnlyList<string> within, CancellationToken cancellation)
    {
        var phones = within.Select(Convert.FromHexString).ToList();
        return await Context.Seekers.Where(s => fairs.Contains(s.FairId) && phones.Contains(s.PhoneHash)).ToListAsync(cancellation);
    }

    protected override async Task PrepareAsync(IReadOnlyCollection<(SeekerRow Row, Seeker? Record)> rows, CancellationToken cancellation)
    {
        var persons = rows.Select(r => PersonOf(r.Row) ?? r.Record?.PersonHash).OfType<byte[]>().ToList();
        marks = (persons.Count == 0 ? [] : await Context.HardshipMarks.AsNoTracking().Where(m => persons.Contains(m.PersonHash)).ToListAsync(cancellation)).ToLookup(m => Convert.ToHexString(m.PersonHash));
    }

    protected override Seeker Make(SeekerRow row)
    {
        var seeker = new Seeker();
        Put(seeker, row);
        return seeker;
    }

    protected override void Change(Seeker record, SeekerRow row)
    {
        (row.Trade, row.Division, row.Wage, row.ArrivedOn) = (row.Trade ?? record.Trade, row.Division ?? record.Division, row.Wage ?? record.Wage, row.ArrivedOn ?? record.ArrivedOn);
        if (record.Says(row, PersonOf(row))) return;
        // It is the number that found the record.
        row.Phone = null;
        Put(record, row);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code is "date-ahead" or "outside-fair" ? "arrivedOn" : base.ColumnOf(rule);

    private void Put(Seeker seeker, SeekerRow row)
    {
        var fair = Fairs.Of(row);
        fair.Admit(seeker);
        seeker.Put(row, identities);
        var day = seeker.Noted(Today);
        seeker.Note(Today, seeker.PersonHash is { } person && marks[Convert.ToHexString(person)].Any(m => m.Holds(day)));
        fair.Take(seeker, Today, Context.Ids);
    }

    private byte[]? PersonOf(SeekerRow row) => row.IdentityNumber is { } number ? identities.PersonHash(number) : null;
}
