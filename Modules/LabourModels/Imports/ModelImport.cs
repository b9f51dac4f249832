using Federation.Framework.Claims;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Files;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>
/// The models that a union has kept in a list of its own, with their titles. A row finds its title by person, honour and decision, and the person's file by the
/// number; what a cell leaves empty stays as the file has it.
/// </summary>
internal sealed class ModelImport(LabourContext context, EntryTools tools) : KeyedImport<ModelRow, Award>(context)
{
    private const char Between = '\n';
    private readonly HonourCatalogue honours = new(context, tools, Recipient.Person);

    /// <summary>What rows said of a person so far, as hashes of the cells: two rows that contradict each other would change the file to and fro.</summary>
    private readonly Dictionary<UInt128, int[]> said = [];

    /// <summary>Persons whose file began with this table.</summary>
    private readonly HashSet<UInt128> begun = [];

    private readonly Dictionary<UInt128, Person> people = [];
    private readonly Dictionary<Award, ModelFile> fileOf = [];
    private readonly List<ModelFile> newFiles = [];
    private readonly List<Claim> newClaims = [];
    private HashSet<(long Honour, string Name, string Number)> unlinked = [];
    private ChangedMonths? changed;

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

    public override string Kind => "models";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<ModelRow>()
        .With("name", c => c with { Example = "王建国" })
        .With("identityNumber", c => c with { Example = "11010519491231002X" })
        .With("number", c => c with { Example = "汉政发〔2019〕5号" });

    protected override string KeyColumn => "number";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        await honours.ReadAsync(cancellation);
        return new Dictionary<string, IReadOnlyList<string>> { ["honour"] = honours.Offers };
    }

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        // Nothing is paid after an end that this table says.
        await context.LockFilesAsync(cancellation);
        await honours.ReadAsync(cancellation);
    }

    protected override string KeyOf(ModelRow row) => string.Join(Between, Convert.ToHexString(tools.HashOf(row.IdentityNumber)), Text.Of(honours.Find(row.Honour, row.Level).Id), row.Number);

    protected override async Task<IReadOnlyDictionary<string, Award>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        people.Clear();
        fileOf.Clear();
        newFiles.Clear();
        newClaims.Clear();
        var parts = keys.Select(k => k.Split(Between)).ToList();
        var hashes = parts.Select(p => p[0]).Distinct().Select(Convert.FromHexString).ToList();
        var files = await context.Files.Where(f => hashes.Contains(f.PersonHash)).ToListAsync(cancellation);
        var ids = files.Select(f => f.Id).ToList();
        var claims = (await context.Claims.Where(c => c.Rule == ModelFile.OnRecordOnce.Code && hashes.Contains(c.Hash)).ToListAsync(cancellation)).ToDictionary(c => Code(c.Hash));
        var lastBenefits = await context.Benefits.Where(b => ids.Contains(b.HolderId)).GroupBy(b => b.HolderId).Select(g => new { g.Key, Last = g.Max(b => b.Date) }).ToDictionaryAsync(b => b.Key, b => b.Last, cancellation);
        foreach (var hash in hashes)
        {
            // Of several files, one after the other, the one that is open or was the last.
            var file = files.Where(f => f.PersonHash.AsSpan().SequenceEqual(hash)).MaxBy(f => (f.Until is null, f.Since));
            people[Code(hash)] = new Person
            {
                File = file, Claim = claims.GetValueOrDefault(Code(hash)), LastBenefit = file is not null && lastBenefits.TryGetValue(file.Id, out var last) ? last : null,
                EarlierEnd = files.Where(f => f != file && f.PersonHash.AsSpan().SequenceEqual(hash)).Max(f => f.Until),
            };
        }
        var numbers = parts.Select(p => p[2]).Distinct().ToList();
        // A decision has as many titles as it has models: only these persons' are read.
        var awards = await context.Awards.Where(a => a.UnionId == context.TenantId && a.FileId != null && ids.Contains(a.FileId.Value) && numbers.Contains(a.Number)).ToListAsync(cancellation);
        var loose = await context.Awards.Where(a => a.UnionId == context.TenantId && a.FileId == null && numbers.Contains(a.Number)).Select(a => new { a.HonourId, a.Name, a.Number }).ToListAsync(cancellation);
        unlinked = [.. loose.Select(a => (a.HonourId, a.Name, a.Number))];
        var known = new Dictionary<string, Award>(StringComparer.Ordinal);
        var byId = files.ToDictionary(f => f.Id);
        foreach (var award in awards)
            if (award.FileId is { } of && byId.TryGetValue(of, out var file)) known[string.Join(Between, Convert.ToHexString(file.PersonHash), Text.Of(award.HonourId), award.Number)] = award;
        return known;
    }

    protected override Award Make(ModelRow row)
    {
        var honour = honours.Find(row.Honour, row.Level);
        // Entered by hand without a file: whether that is the same person, only somebody who knows can say.
        if (unlinked.Contains((honour.Id, row.Name, row.Number))) throw new RuleViolation("award-there-already", row.Name, row.Number);
        // Told of the decision before its day becomes the file's first.
        Award.RefuseAhead(row.Date, tools);
        var file = PutFile(row, isNewTitle: true);
        var award = new Award();
        award.KeepIn(context.TenantId, 0, context.Ids);
        award.Put(new AwardInput { Honour = Text.Of(honour.Id), Name = row.Name, Model = Text.Of(file.Id), Granting = honour.Granting, Body = row.Body ?? honour.Body, Number = row.Number, Date = row.Date }, tools);
        award.TakeNameOf(honour);
        return award;
    }

    protected override void Change(Award record, ModelRow row)
    {
        fileOf[record] = PutFile(row, isNewTitle: false);
        var terms = record.Terms();
        (terms.Name, terms.Body, terms.Date) = (row.Name, row.Body ?? terms.Body, row.Date);
        record.Put(terms, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, 0, context.Ids);
    }

    protected override bool IsTouched(Award record) => base.IsTouched(record) || context.Entry(fileOf[record]).State == EntityState.Modified;

    protected override async Task WriteNewAsync(IReadOnlyList<Award> records, CancellationToken cancellation)
    {
        await InsertAsync(newFiles, cancellation);
        await InsertAsync(newClaims, cancellation);
        await base.WriteNewAsync(records, cancellation);
    }

    public override async Task CloseAsync(CancellationToken cancellation)
    {
        // Each month once for the whole table: a file since 1960 touches each month since.
        if (changed is null) return;
        context.MarkAll(context.TenantId, changed, opensOtherwise ? [Sources.Files, Sources.Hardship] : [Sources.Files]);
        await context.SaveChangesAsync(cancellation);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "honour-unknown" or "honour-not-of-the-level" or "honour-of-several-levels" => "honour",
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
        var hash = tools.HashOf(row.IdentityNumber);
        var code = Code(hash);
        RefuseContradiction(code, row);
        var person = people[code];
        var file = person.File;
        // The number of another person's file: a table does not rename anybody.
        if (file is not null && !NameText.AreSame(row.Name, file.Name)) throw new InvalidInput("name", "name-of-another", file.Name, row.Name);
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
            file.KeepIn(context.TenantId, 0, context.Ids);
            terms.IdentityNumber = row.IdentityNumber;
        }
        // A file that began with this table began with the first of its titles.
        if (begun.Contains(code) && row.Date < terms.Since) terms.Since = row.Date;
        (terms.Name, terms.Gender, terms.Workplace, terms.Since) = (row.Name, row.Gender, row.Workplace, row.Since is { } since && !(since < person.EarlierEnd) ? since : terms.Since);
        (terms.Post, terms.Phone, terms.RetiredOn, terms.DiedOn) = (row.Post ?? terms.Post, row.Phone ?? terms.Phone, row.RetiredOn ?? terms.RetiredOn, row.DiedOn ?? terms.DiedOn);
        terms.Service = terms.RetiredOn is null ? ServiceState.InService : ServiceState.Retired;
        var problems = new InputProblems();
        terms.Check(problems);
        problems.ThrowIfAny();
        file.Put(terms, tools);
        if (file.Until <= person.LastBenefit) throw new RuleViolation("benefit-after-the-end", file.Until.Value.AddDays(-1));
        Claim(person, file);
        if (isNew) newFiles.Add(person.File = file);
        else if (context.Entry(file).State == EntityState.Modified && file.Version == context.Entry(file).Property(f => f.Version).OriginalValue) file.KeepIn(context.TenantId, 0, context.Ids);
        opensOtherwise |= !isNew && before != file.Counted;
        (changed ??= new ChangedMonths(tools.Today)).Add(before, file.Counted);
        return file;
    }

    /// <summary>Takes the person's one place on record in the federation, or gives it back.</summary>
    private void Claim(Person person, ModelFile file)
    {
        var mine = person.Claim?.HolderId == file.Id;
        if (file.Until is null && !mine)
        {
            if (person.Claim is not null) throw new RuleViolation(ModelFile.OnRecordOnce.Refusal);
            newClaims.Add(person.Claim = ModelFile.OnRecordOnce.By(file.Id, file.PersonHash));
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
            [("name", row.Name), ("workplace", row.Workplace), ("post", row.Post), ("retiredOn", row.RetiredOn), ("phone", row.Phone), ("since", row.Since), ("diedOn", row.DiedOn)];
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
