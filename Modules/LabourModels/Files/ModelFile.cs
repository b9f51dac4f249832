using System.Globalization;
using Federation.Framework.Claims;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Search;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>The lifelong file of a model (劳模档案), from the first title to death, revocation or leaving for another union.</summary>
internal sealed class ModelFile : Record, IOwnOnly, ICountedOnDays<LabourContext>, IHasDays, IRecord<LabourContext, ModelInput, ModelAnswer>, INamed
{
    /// <summary>A person is on record once in the federation, whatever the number of titles.</summary>
    public static readonly ClaimRule OnRecordOnce = new("model-file", "model-on-record-already");

    internal static readonly RecordKind<LabourContext, ModelFile, ModelInput, ModelAnswer> Definition = new("models")
    {
        Filter = (files, filter) =>
        {
            var (first, last) = filter.Days();
            if (filter.Year is not null) files = files.Where(f => f.Since <= last && (f.Until == null || f.Until > first));
            return filter.Search is { } search ? files.Where(f => f.Name.Contains(search) || f.Workplace.Contains(search)) : files;
        },
        Columns =
        [
            new("person-full-name", m => m.Name), new("models-field-workplace", m => m.Workplace), new("models-field-since", m => m.Since, Wide: true),
            new("models-field-service", m => m.Service), new("on-record", m => m.OnRecord),
        ],
        Tables = ["models", "models-benefits", "models-hardship"],
        Next = m => ("new-awards", $"awards/new?model={m.Id}&name={Uri.EscapeDataString(m.Name)}"),
    };

    public string Name { get; private set; } = "";
    public byte[] IdentityEncrypted { get; private set; } = [];
    public byte[] PersonHash { get; private set; } = [];
    public Gender Gender { get; private set; }
    public DateOnly Since { get; private set; }

    /// <summary>The first day on which the model is no longer on record; null for as long as that lasts.</summary>
    public DateOnly? Until { get; private set; }

    public string Workplace { get; private set; } = "";
    public string? Post { get; private set; }
    public ServiceState Service { get; private set; }
    public DateOnly? RetiredOn { get; private set; }
    public SealedText? Phone { get; private set; }
    public SealedText? Health { get; private set; }
    public SealedText? MonthlyIncome { get; private set; }
    public DateOnly? DiedOn { get; private set; }
    public DateOnly? RevokedOn { get; private set; }
    public string? RevokedBy { get; private set; }
    public DateOnly? LeftOn { get; private set; }
    long INamed.NamedId => Id;
    string INamed.NameToFind => Name;

    public DayRange? Counted => new DayRange(Since, Until);

    public IEnumerable<RecordDay> Days => [RecordDay.Since("since", Since, BeforeFounding.Taken)];

    /// <summary>Whoever is in hardship is counted as long as the file is open.</summary>
    public async ValueTask<IReadOnlyList<string>> SourcesAsync(LabourContext context, CancellationToken cancellation) =>
        await context.Spells.AnyAsync(s => s.ParentId == Id, cancellation) ? [Sources.Files, Sources.Hardship] : [Sources.Files];

    /// <summary>The file that a granted nomination begins.</summary>
    public static ModelFile Begin(long union, string name, byte[] encrypted, byte[] hash, Gender gender, string workplace, string? post, SealedText? health, DateOnly since, Ids ids)
    {
        var file = new ModelFile { Name = name, IdentityEncrypted = encrypted, PersonHash = hash, Gender = gender, Workplace = workplace, Post = post, Health = health, Since = since };
        file.PlaceIn(union, 0, ids);
        return file;
    }

    /// <summary>The file goes on with another union; this one says until when it was here.</summary>
    /// <param name="on">The first day on which the other keeps it; not before this one began.</param>
    public ModelFile HandOver(long into, DateOnly on, Ids ids)
    {
        var next = new ModelFile
        {
            Name = Name, IdentityEncrypted = IdentityEncrypted, PersonHash = PersonHash, Gender = Gender, Since = on, Workplace = Workplace, Post = Post,
            Service = Service, RetiredOn = RetiredOn, Phone = Phone, Health = Health, MonthlyIncome = MonthlyIncome,
        };
        next.PlaceIn(into, 0, ids);
        (LeftOn, Until) = (on, on);
        PlaceIn(UnionId, ParentId, ids);
        return next;
    }

    /// <summary>Of the household, a person and month, in yuan; null where it is not known.</summary>
    public decimal? Income(Secrets secrets) => MonthlyIncome is null ? null : decimal.Parse(secrets.Open(MonthlyIncome), CultureInfo.InvariantCulture);

    /// <summary>What it says now, without what is sealed.</summary>
    public ModelInput Terms() => new()
    {
        Name = Name, Gender = Gender, Since = Since, Workplace = Workplace, Post = Post, Service = Service, RetiredOn = RetiredOn, DiedOn = DiedOn,
        RevokedOn = RevokedOn, RevokedBy = RevokedBy, LeftOn = LeftOn,
    };

    public void Apply(ModelInput input, RecordTools tools)
    {
        tools.RefuseFutureDate("since", input.Since);
        tools.RefuseFutureDate("diedOn", input.DiedOn);
        tools.RefuseFutureDate("retiredOn", input.RetiredOn);
        if (input.IdentityNumber is { } number) (IdentityEncrypted, PersonHash) = tools.Identity.Seal(number);
        else if (IdentityEncrypted.Length == 0) throw new InvalidInput("identityNumber", "required");
        var birth = tools.Identity.BirthDate(IdentityEncrypted);
        tools.CheckAge("since", birth, input.Since, works: true);
        tools.CheckAge("retiredOn", birth, input.RetiredOn, works: true);
        tools.CheckAge("diedOn", birth, input.DiedOn);
        (Name, Gender, Since, Workplace, Post, Service, RetiredOn) =
            (input.Name, input.Gender, input.Since, input.Workplace, input.Post, input.Service, input.RetiredOn);
        (DiedOn, RevokedOn, RevokedBy, LeftOn) = (input.DiedOn, input.RevokedOn, input.RevokedBy, input.LeftOn);
        tools.TakePersonal(this, input);
        // On the day of death the model was still there; a decision and a move hold from their day on.
        Until = new[] { DiedOn?.AddDays(1), RevokedOn, LeftOn }.Where(d => d is not null).Min();
    }

    public Task ResolveAsync(ModelInput input, LabourContext context, RecordTools tools, CancellationToken cancellation) => ResolveServiceAsync(context, cancellation);

    /// <summary>The last title is revoked, or is no longer.</summary>
    public async Task RevokeAsync(DateOnly? on, string? by, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        var before = Counted;
        PlaceIn(UnionId, ParentId, context.Ids);
        var terms = Terms();
        (terms.RevokedOn, terms.RevokedBy) = (on, by);
        Apply(terms, tools);
        await ResolveServiceAsync(context, cancellation);
        await context.MarkAsync(this, before, Counted, tools.Today, cancellation);
    }

    /// <summary>Nothing is paid after the end, and whoever is on record holds the one place for it.</summary>
    private async Task ResolveServiceAsync(LabourContext context, CancellationToken cancellation)
    {
        // Locked: nobody pays or enters a hardship meanwhile by what the file said before.
        await context.LockFileAsync(Id, cancellation);
        if (Until is { } end && await context.Benefits.AnyAsync(b => b.ParentId == Id && b.Date >= end, cancellation)) throw new RuleViolation("benefit-after-the-end", end.AddDays(-1));
        // Who left and came back has a file for each time, one after the other.
        var (until, hash) = (Until ?? DateOnly.MaxValue, PersonHash);
        if (await context.Files.AnyAsync(f => f.Id != Id && f.PersonHash == hash && f.Since < until && (f.Until == null || f.Until > Since), cancellation)) throw new RuleViolation("model-on-record-already");
        await context.ClaimAsync(this, cancellation);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        if (await context.Benefits.AnyAsync(b => b.ParentId == Id, cancellation) || await context.Spells.AnyAsync(s => s.ParentId == Id, cancellation) || await context.Awards.AnyAsync(a => a.FileId == Id, cancellation))
            throw new RuleViolation("model-in-use");
        await context.ClaimAsync(OnRecordOnce, Id, null, cancellation);
    }

    public bool IsOnRecord(DateOnly day) => day >= Since && !(day >= Until);

    /// <summary>Throws where the model is not on record on a day.</summary>
    public void RequireOnRecord(DateOnly day)
    {
        if (!IsOnRecord(day)) throw new RuleViolation("model-not-on-record", day);
    }

    public ModelAnswer ToAnswer(RecordTools tools, string union) => new(
        Text.Of(Id), union, Name, tools.Identity.Mask(IdentityEncrypted), Gender, Since, Workplace, Post, Service, RetiredOn,
        tools.MaskPhone(Phone), RecordTools.Mask(Health), RecordTools.Mask(MonthlyIncome), DiedOn, RevokedOn, RevokedBy, LeftOn, Until is null || Until > tools.Today, Version);
}

/// <param name="IdentityNumber">Masked, as the telephone number is.</param>
/// <param name="Health">Whether something is noted, not what; so is the income.</param>
/// <param name="OnRecord">Whether the model is on record today.</param>
internal sealed record ModelAnswer(
    string Id, string Union, string Name, string IdentityNumber, Gender Gender, DateOnly Since, string Workplace, string? Post, ServiceState Service, DateOnly? RetiredOn, string? Phone, string? Health, string? MonthlyIncome,
    DateOnly? DiedOn, DateOnly? RevokedOn, string? RevokedBy, DateOnly? LeftOn, bool OnRecord, int Version) : IRecordAnswer;
