using Federation.Framework.Claims;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>
/// The models that a union has kept in a list of its own, with their titles. A row finds its title by person, honour and decision, and the person's file by the
/// number; what a cell leaves empty stays as the file has it.
/// </summary>
internal sealed class ModelImport(LabourContext context, RecordTools tools) : KeyedImport<ModelRow, Award>("models", context)
{
    private readonly NamedRecords<Honour> honours = context.HonoursFor(tools, Recipient.Person);

    /// <summary>What rows said of a person so far, as hashes of the cells: two rows that contradict each other would change the file to and fro.</summary>
    private readonly Dictionary<UInt128, int[]> said = [];

    /// <summary>Persons whose file began with this table.</summary>
    private readonly HashSet<UInt128> begun = [];

    private readonly Dictionary<UInt128, Person> people = [];
    private readonly Dictionary<Award, ModelFile> fileOf = [];
    private readonly Dictionary<long, byte[]> hashOfFile = [];
    private readonly List<ModelFile> newFiles = [];
    private readonly List<Claim> newClaims = [];
    private HashSet<(long Honour, string Name, string Number)> unlinked = [];
    private readonly ChangedMonths changed = new(tools.Today);

    /// <summary>Whether a file that was there before is open on other days now: whoever is in hardship is counted as long as it is open.</summary>
    private bool opensOtherwise;

    private sealed class Person
    {
        public ModelFile? File { get; set; }

        /// <summary>The file that has the person's one place on record.</summary>
        public Claim? Claim { get; set; }

        public DateOnly? LastBenefit { get; init; }

        /// <summary>When the files before that one ended.</summary>
        public DateOnly? EarlierEnd { get; set; }
    }

    protected override IReadOnlyList<INamedRecords> Named => [honours];

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        // Nothing is paid after an end that this table says.
        await context.LockFilesAsync(cancellation);
        await base.OpenAsync(cancellation);
    }

    protected override RowKey<ModelRow, Award> DescribeKey() => Key(
        "number",
        r => new { Person = tools.Identity.Hash(r.IdentityNumber), HonourId = honours.Find(r.Honour, r.Level).Id, Number = NameText.Normalize(r.Number) },
        a => new { Person = hashOfFile[a.FileId!.Value], a.HonourId, Number = NameText.Normalize(a.Number) });

    protected override async Task ReadAsync(IReadOnlyList<ModelRow> rows, CancellationToken cancellation)
    {
        people.Clear();
        fileOf.Clear();
        hashOfFile.Clear();
        newFiles.Clear();
        newClaims.Clear();
        var hashes = rows.Select(r => r.IdentityNumber).Distinct().Select(tools.Identity.Hash).ToList();
        var files = await context.Files.Where(f => hashes.Contains(f.PersonHash)).ToListAsync(cancellation);
        foreach (var file in files) hashOfFile[file.Id] = file.PersonHash;
        var ids = hashOfFile.Keys.ToList();
        var holders = context.Claims.Where(c => c.Rule == ModelFile.OnRecordOnce.Code && hashes.Contains(c.Hash));
        var claims = (await holders.ToListAsync(cancellation)).ToDictionary(c => Code(c.Hash));
        var paid = context.Benefits.Where(b => ids.Contains(b.ParentId)).GroupBy(b => b.ParentId).Select(g => new { g.Key, Last = g.Max(b => b.Date) });
        var lastBenefits = await paid.ToDictionaryAsync(b => b.Key, b => (DateOnly?)b.Last, cancellation);
        var filesOf = files.ToLookup(f => Code(f.PersonHash));
        foreach (var code in hashes.Select(Code).Distinct())
        {
            // Of several files, one after the other, the one that is open or was the last.
            var file = filesOf[code].MaxBy(f => (f.Until is null, f.Since));
            people[code] = new Person
            {
                File = file, Claim = claims.GetValueOrDefault(code), LastBenefit = file is null ? null : lastBenefits.GetValueOrDefault(file.Id),
                EarlierEnd = filesOf[code].Where(f => f != file).Max(f => f.Until),
            };
        }
    }

    protected override async Task<IEnumerable<Award>> FindAsync(IReadOnlyList<ModelRow> rows, CancellationToken cancellation)
    {
        var (ids, names) = (hashOfFile.Keys.ToList(), rows.Select(r => r.Name).Distinct().ToList());
        var own = context.Awards.Where(a => a.UnionId == context.TenantId);
        var loose = own.Where(a => a.FileId == null && names.Contains(a.Name)).Select(a => new { a.HonourId, a.Name, a.Number });
        unlinked = [.. (await loose.ToListAsync(cancellation)).Select(a => (a.HonourId, a.Name, NameText.Normalize(a.Number)))];
        // A decision has as many titles as it has models: only these persons' are read.
        return await own.Where(a => a.FileId != null && ids.Contains(a.FileId.Value)).ToListAsync(cancellation);
    }

    protected override Award Create(ModelRow row)
    {
        var honour = honours.Find(row.Honour, row.Level);
        // Entered by hand without a file: whether that is the same person, only somebody who knows can say.
        if (unlinked.Contains((honour.Id, row.Name, NameText.Normalize(row.Number)))) throw new RuleViolation("award-there-already", row.Name, row.Number);
        // Told of the decision before its day becomes the file's first.
        Award.RefuseFutureDate(row.Date, tools);
        var file = PutFile(row, isNewTitle: true);
        var terms = new AwardInput
        {
            Honour = Text.Of(honour.Id), Name = row.Name, Model = Text.Of(file.Id), Granting = honour.Granting, Body = row.Body ?? honour.Body,
            Number = row.Number, Date = row.Date,
        };
        return context.Enter<Award>(a => a.Apply(terms, tools)).Called(honour);
    }

    protected override void Update(Award record, ModelRow row)
    {
        fileOf[record] = PutFile(row, isNewTitle: false);
        var terms = record.Terms();
        (terms.Body, terms.Date) = (row.Body ?? terms.Body, row.Date);
        context.Revise(record, a => a.Apply(terms, tools));
    }

    protected override bool IsTouched(Award record) => base.IsTouched(record) || context.Entry(fileOf[record]).State == EntityState.Modified;

    protected override async Task WriteNewAsync(IReadOnlyList<Award> records, CancellationToken cancellation)
    {
        await InsertAsync(newFiles, cancellation);
        await InsertAsync(newClaims, cancellation);
        await base.WriteNewAsync(records, cancellation);
    }

    /// <summary>A file since 1960 touches each month since.</summary>
    public override Task CloseAsync(CancellationToken cancellation) =>
        context.MarkAsync(changed, opensOtherwise ? [Sources.Files, Sources.Hardship] : [Sources.Files], cancellation);

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "award-there-already" or "award-of-a-nomination" => "number",
        "decision-in-the-future" => "date",
        "benefit-after-the-end" => "diedOn",
        "model-came-back" => "since",
        _ => "identityNumber",
    };

    /// <summary>The person's file as the row says it is, new where there is none.</summary>
    /// <remarks>Who left and came back begins another file on the day that the row says; what was there before stays as it was.</remarks>
    private ModelFile PutFile(ModelRow row, bool isNewTitle)
    {
        var hash = tools.Identity.Hash(row.IdentityNumber);
        var code = Code(hash);
        RefuseContradiction(code, row);
        var person = people[code];
        var file = person.File;
        // The number of another person's file: a table does not rename anybody.
        file?.RequireNamed(row.Name);
        var terms = file?.Terms() ?? new ModelInput { Since = row.Date };
        if (file is { DiedOn: null, Until: { } gone })
        {
            if (row.Since >= gone)
            {
                (file, person.EarlierEnd) = (null, gone);
                (terms.LeftOn, terms.RevokedOn, terms.RevokedBy) = (null, null, null);
            }
            else if (isNewTitle && row.Date >= gone)
            {
                throw new RuleViolation("model-came-back", gone);
            }
        }
        else if (file is null)
        {
            begun.Add(code);
        }
        var before = file?.Counted;
        var isNew = file is null;
        if (file is null)
        {
            file = new ModelFile();
            file.PlaceIn(context.TenantId, 0, context.Ids);
            terms.IdentityNumber = row.IdentityNumber;
        }
        // A file that began with this table began with the first of its titles.
        if (begun.Contains(code) && row.Date < terms.Since) terms.Since = row.Date;
        if (row.Since is { } since && !(since < person.EarlierEnd)) terms.Since = since;
        // Another spelling of the name that is on file is no correction of it.
        (terms.Name, terms.Gender, terms.Workplace) = (terms.Name.Length > 0 ? terms.Name : row.Name, row.SaidGender, row.Workplace);
        (terms.Post, terms.Phone) = (row.Post ?? terms.Post, row.Phone);
        (terms.RetiredOn, terms.DiedOn) = (row.RetiredOn ?? terms.RetiredOn, row.DiedOn ?? terms.DiedOn);
        terms.Service = terms.RetiredOn is null ? ServiceState.InService : ServiceState.Retired;
        var problems = new InputProblems();
        terms.Check(problems);
        problems.ThrowIfAny();
        file.Apply(terms, tools);
        context.CheckDays(file);
        if (file.Until <= person.LastBenefit) throw new RuleViolation("benefit-after-the-end", file.Until.Value.AddDays(-1));
        Claim(person, file);
        if (isNew) newFiles.Add(person.File = file);
        else if (context.Entry(file) is { State: EntityState.Modified } entry && file.Version == entry.Property(f => f.Version).OriginalValue)
            file.PlaceIn(context.TenantId, 0, context.Ids);
        opensOtherwise |= !isNew && before != file.Counted;
        changed.Add(before, file.Counted);
        return file;
    }

    /// <summary>Takes the person's one place on record in the federation, or gives it back.</summary>
    private void Claim(Person person, ModelFile file)
    {
        var mine = person.Claim?.HolderId == file.Id;
        if (file.Until is null && !mine)
        {
            if (person.Claim is not null) throw new RuleViolation(ModelFile.OnRecordOnce.Refusal);
            newClaims.Add(person.Claim = ModelFile.OnRecordOnce.CreateClaim(file.Id, file.PersonHash));
        }
        else if (file.Until is not null && mine)
        {
            if (!newClaims.Remove(person.Claim!)) context.Remove(person.Claim!);
            person.Claim = null;
        }
    }

    /// <summary>An empty cell contradicts nothing.</summary>
    private void RefuseContradiction(UInt128 person, ModelRow row)
    {
        (string Column, object? Cell)[] cells =
        [
            ("name", row.Name), ("workplace", row.Workplace), ("post", row.Post), ("retiredOn", row.RetiredOn), ("phone", row.Phone), ("since", row.Since),
            ("diedOn", row.DiedOn),
        ];
        if (!said.TryGetValue(person, out var before)) said[person] = before = new int[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Cell is not { } cell) continue;
            var now = cell.GetHashCode();
            if (before[i] != 0 && before[i] != now) throw new InvalidInput(cells[i].Column, "person-said-otherwise");
            before[i] = now;
        }
    }

    private static UInt128 Code(byte[] hash) => new(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
}
