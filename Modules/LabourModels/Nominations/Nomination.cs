using Federation.Framework.Claims;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Honours;

namespace Federation.LabourModels.Nominations;

/// <summary>
/// A union proposes somebody for an honour (推荐). It goes up level by level, along the unions that were above when it began, to the one that keeps the
/// selection. It belongs to the union that began it and is counted there once, in the month in which it first went up.
/// </summary>
[CountsFor(Sources.Nominations)]
internal sealed class Nomination : ISubtreeReadable, ICountsInMonth
{
    /// <summary>A person is proposed once in a selection, whatever the union.</summary>
    public static readonly ClaimRule OnceInASelection = new("model-selection", "nominated-already");

    /// <summary>The fewest working days that a public notice stands.</summary>
    public const int MinNoticeDays = 5;

    private readonly List<NominationLevel> levels = [];
    private readonly List<Opinion> opinions = [];
    private readonly List<Review> reviews = [];
    private readonly List<Notice> notices = [];
    private readonly List<Objection> objections = [];

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long SelectionId { get; private set; }
    public long HonourId { get; private set; }

    /// <summary>As the honour was when it began: the figures by honour rest on it.</summary>
    public HonourKind Kind { get; private set; }
    public HonourLevel Level { get; private set; }
    public Recipient Recipient { get; private set; }

    public string Name { get; private set; } = "";
    public Gender? Gender { get; private set; }
    public string Workplace { get; private set; } = "";
    public string? Post { get; private set; }
    public bool Frontline { get; private set; }
    public bool Migrant { get; private set; }
    public string Deeds { get; private set; } = "";

    public NominationState State { get; private set; }

    /// <summary>Which of <see cref="Levels"/> holds it; 0 is the union that began it.</summary>
    public int At { get; private set; }

    public long AtUnionId { get; private set; }

    /// <summary>When it first went up; null for a draft.</summary>
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>The month of <see cref="SubmittedOn"/>; of the beginning while it is a draft, which counts nowhere.</summary>
    public int Month { get; private set; }

    public DateOnly? ConsentOn { get; private set; }
    public string? ConsentMeeting { get; private set; }
    public int ConsentPresent { get; private set; }
    public int ConsentInFavour { get; private set; }
    public string? ConsentPaper { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<NominationLevel> Levels => levels;
    public IReadOnlyList<Opinion> Opinions => opinions;
    public IReadOnlyList<Review> Reviews => reviews;
    public IReadOnlyList<Notice> Notices => notices;
    public IReadOnlyList<Objection> Objections => objections;

    public bool HasEnded => State is NominationState.Granted or NominationState.Refused or NominationState.Withdrawn;

    /// <summary>Whether the person has the one place that a selection has for each: from the first time that it went up, unless it was refused or withdrawn.</summary>
    public bool HoldsPlace => SubmittedOn is not null && State is not (NominationState.Refused or NominationState.Withdrawn);

    private int Top => levels.Count - 1;

    /// <param name="way">The unions that it passes, from the one that begins it to the one that keeps the selection.</param>
    public static Nomination Begin(IReadOnlyList<long> way, Selection selection, Honour honour, NominationTerms terms, DateOnly today, Ids ids)
    {
        selection.RefuseOutside(today);
        var nomination = new Nomination
        {
            Id = ids.Next(), UnionId = way[0], AtUnionId = way[0], SelectionId = selection.Id, HonourId = honour.Id,
            Kind = honour.Kind, Level = honour.Level, Recipient = honour.Recipient, Month = Period.MonthOf(today).Code,
        };
        nomination.levels.AddRange(way.Select((union, i) => new NominationLevel { NominationId = nomination.Id, Place = i, UnionId = way[0], LevelUnionId = union }));
        nomination.Apply(terms);
        return nomination;
    }

    public void Change(NominationTerms terms)
    {
        RefuseIfEnded();
        if (At != 0) throw new RuleViolation("nomination-gone-up");
        // A notice that gave another name was not of this one.
        if (terms.Name != Name) foreach (var notice in notices) notice.Lapse();
        Apply(terms);
    }

    public void TakeConsent(ConsentInput consent, DateOnly today)
    {
        RefuseIfEnded();
        RefuseFutureDate(consent.Date, today);
        if (At != 0) throw new RuleViolation("nomination-gone-up");
        if (consent.InFavour * 2 <= consent.Present) throw new RuleViolation("consent-not-given", consent.InFavour, consent.Present);
        (ConsentOn, ConsentMeeting, ConsentPresent, ConsentInFavour, ConsentPaper) = (consent.Date, consent.Meeting, consent.Present, consent.InFavour, consent.Paper);
        Version++;
    }

    public void TakeOpinion(OpinionInput input, DateOnly today)
    {
        RefuseIfEnded();
        RefuseFutureDate(input.Date, today);
        opinions.Add(new Opinion
        {
            NominationId = Id, UnionId = UnionId, Number = opinions.Count + 1, Place = At, Office = input.Office, Date = input.Date, Favourable = input.Favourable, Paper = input.Paper, Words = input.Words,
        });
        Version++;
    }

    /// <summary>A scan of an opinion's paper is added by the level that took the opinion.</summary>
    /// <returns>The opinion.</returns>
    public Opinion TakePaper(int number)
    {
        RefuseIfEnded();
        var opinion = opinions.SingleOrDefault(o => o.Number == number) ?? throw new RuleViolation("opinion-unknown", number);
        if (opinion.Place != At) throw new RuleViolation("opinion-of-another-level");
        opinion.CountPaper();
        Version++;
        return opinion;
    }

    public void TakeReview(ReviewInput input, DateOnly today)
    {
        RefuseIfEnded();
        RefuseFutureDate(input.Date, today);
        if (Standing(input.Stage) is not null) throw new RuleViolation("review-done");
        if (!IsForHere(input.Stage)) throw new RuleViolation("review-not-by-this-level");
        if (input.Stage == ReviewStage.First)
        {
            RefuseBefore(RequireNotice(NoticeStage.Workplace, today));
        }
        else
        {
            RequireReview(ReviewStage.First);
            RefuseBefore(RequireNotice(NoticeStage.Region, today));
        }
        reviews.Add(new Review { NominationId = Id, UnionId = UnionId, Number = reviews.Count + 1, Stage = input.Stage, Place = At, Date = input.Date, Passed = input.Passed, Words = input.Words });
        Version++;

        void RefuseBefore(Notice notice)
        {
            if (input.Date <= notice.To) throw new RuleViolation("review-before-notice-end", notice.To);
        }
    }

    /// <param name="workingDays">From the first to the last day, by the official calendar.</param>
    public void TakeNotice(NoticeInput input, int workingDays)
    {
        RefuseIfEnded();
        if (Standing(input.Stage) is not null) throw new RuleViolation("notice-done");
        if (!IsForHere(input.Stage)) throw new RuleViolation("notice-not-by-this-level");
        // What was published before the review ended did not show what was reviewed.
        if (input.Stage != NoticeStage.Workplace && RequireReview(input.Stage == NoticeStage.Region ? ReviewStage.First : ReviewStage.Second) is var review && input.From < review.Date)
            throw new RuleViolation("notice-before-review", review.Date);
        if (input.Name != Name) throw new RuleViolation("notice-not-full-name", Name);
        PublicNotice.RefuseShort(workingDays, MinNoticeDays);
        notices.Add(new Notice
        {
            NominationId = Id, UnionId = UnionId, Number = notices.Count + 1, Stage = input.Stage, Place = At, From = input.From, To = input.To, Where = input.Place, Name = input.Name, WorkingDays = workingDays,
        });
        Version++;
    }

    public void TakeObjection(ObjectionInput input, DateOnly today)
    {
        RefuseIfEnded();
        RefuseFutureDate(input.Date, today);
        var notice = Standing(input.Stage) ?? throw new RuleViolation("notice-missing");
        notice.RefuseOutside(input.Date);
        objections.Add(new Objection { NominationId = Id, UnionId = UnionId, Number = objections.Count + 1, Notice = notice.Number, Date = input.Date, Words = input.Words });
        Version++;
    }

    public void Answer(AnswerInput input, DateOnly today)
    {
        RefuseIfEnded();
        RefuseFutureDate(input.Date, today);
        var objection = objections.SingleOrDefault(o => o.Number == input.Objection) ?? throw new RuleViolation("objection-unknown", input.Objection);
        objection.Answer(input.Date, input.Upheld, input.Words);
        Version++;
    }

    /// <summary>Sends it up a level.</summary>
    public void Pass(DateOnly today)
    {
        RefuseIfEnded();
        if (At == Top) throw new RuleViolation("nomination-at-the-top");
        if (At == 0)
        {
            if (ConsentOn is null) throw new RuleViolation("consent-missing");
            RequireNotice(NoticeStage.Workplace, today);
        }
        if (At > 0 && At == Top - 1)
        {
            RequireReview(ReviewStage.First);
            RequireNotice(NoticeStage.Region, today);
        }
        levels[At].PassedOn = today;
        Submit(today);
        MoveTo(At + 1, NominationState.UnderWay);
    }

    /// <summary>Sends it back. What was reviewed and published above falls; so does a notice down there against which somebody was right.</summary>
    /// <param name="to">The level that is to put it right; the next below where null.</param>
    public void Return(long? to)
    {
        RefuseIfEnded();
        if (At == 0) throw new RuleViolation("nomination-not-gone-up");
        var place = to is null ? At - 1 : levels.FindIndex(l => l.LevelUnionId == to);
        if (place < 0 || place >= At) throw new RuleViolation("return-not-below");
        foreach (var review in reviews.Where(r => r.Place > place || !r.Passed)) review.Lapse();
        foreach (var notice in notices.Where(n => n.Place > place || objections.Any(o => o.Notice == n.Number && o.Upheld is true))) notice.Lapse();
        foreach (var level in levels.Where(l => l.Place >= place)) level.PassedOn = null;
        MoveTo(place, NominationState.Returned);
    }

    public void Refuse()
    {
        RefuseIfEnded();
        if (At == 0 && Top > 0) throw new RuleViolation("nomination-not-gone-up");
        State = NominationState.Refused;
        Version++;
    }

    /// <summary>The union that began it takes it back, wherever it lies.</summary>
    public void Withdraw()
    {
        RefuseIfEnded();
        State = NominationState.Withdrawn;
        Version++;
    }

    /// <summary>The level that keeps the selection enters the decision that grants the honour.</summary>
    public void Grant(DecisionInput decision, DateOnly today)
    {
        RefuseIfEnded();
        if (At != Top) throw new RuleViolation("nomination-not-at-the-top");
        if (ConsentOn is null) throw new RuleViolation("consent-missing");
        OfficeOpinions.RequireFavourable(opinions);
        RequireReview(ReviewStage.First);
        RequireReview(ReviewStage.Second);
        foreach (var stage in Enum.GetValues<NoticeStage>()) RequireNotice(stage, today);
        var last = notices.Where(n => !n.Lapsed).Max(n => n.To);
        if (decision.Date <= last) throw new RuleViolation("decision-before-notice", last);
        if (decision.Date > today) throw new RuleViolation("decision-in-the-future");
        Submit(today);
        State = NominationState.Granted;
        Version++;
    }

    /// <summary>Which of <see cref="Levels"/> a union is, if the nomination has come to it: one that it has not reached has nothing to decide on yet.</summary>
    public int? PlaceReached(long union) => levels.Find(l => l.LevelUnionId == union) is { } level && (level.Place <= At || levels[level.Place - 1].PassedOn is not null) ? level.Place : null;

    /// <summary>What it waits for where it lies, as the last part of an address; null where that is a day, or it has ended.</summary>
    public string? Waits(DateOnly today)
    {
        if (HasEnded) return null;
        if (objections.Exists(o => o.Upheld is null)) return "answers";
        if (At == 0 && ConsentOn is null) return "consent";
        if (At == 0 && Standing(NoticeStage.Workplace) is null) return "notices";
        if (At == 0 && Top > 0) return AfterNotice(NoticeStage.Workplace, "pass");
        if (At < Top - 1) return "pass";
        if (Standing(ReviewStage.First) is not { } first) return AfterNotice(NoticeStage.Workplace, "reviews");
        if (!first.Passed) return "return";
        if (Standing(NoticeStage.Region) is null) return "notices";
        if (At < Top) return AfterNotice(NoticeStage.Region, "pass");
        if (Standing(ReviewStage.Second) is not { } second) return AfterNotice(NoticeStage.Region, "reviews");
        if (!second.Passed) return "return";
        if (Standing(NoticeStage.Granting) is null) return "notices";
        return opinions.Count == 0 ? "opinions" : AfterNotice(NoticeStage.Granting, "grant");

        string? AfterNotice(NoticeStage stage, string next) =>
            Standing(stage) is not { } notice || today <= notice.To ? null : objections.Exists(o => o.Notice == notice.Number && o.Upheld is true) ? At > 0 ? "return" : "withdraw" : next;
    }

    /// <summary>The last day of the public notice that runs; null where none does or it has ended.</summary>
    public DateOnly? WaitsUntil(DateOnly today) => HasEnded ? null : notices.Where(n => !n.Lapsed && n.To >= today).Select(n => (DateOnly?)n.To).Max();

    /// <summary>Whether a stage belongs to the level that holds it.</summary>
    public bool IsForHere(NoticeStage stage) => stage switch { NoticeStage.Workplace => At == 0, NoticeStage.Region => At > 0 || Top == 0, _ => At == Top };

    public bool IsForHere(ReviewStage stage) => stage == ReviewStage.First ? At > 0 || Top == 0 : At == Top;

    /// <summary>The public notice of a stage that stands.</summary>
    public Notice? Standing(NoticeStage stage) => notices.SingleOrDefault(n => n.Stage == stage && !n.Lapsed);

    public Review? Standing(ReviewStage stage) => reviews.SingleOrDefault(r => r.Stage == stage && !r.Lapsed);

    private Review RequireReview(ReviewStage stage)
    {
        var review = Standing(stage) ?? throw new RuleViolation("review-missing");
        return review.Passed ? review : throw new RuleViolation("review-not-passed");
    }

    private Notice RequireNotice(NoticeStage stage, DateOnly today)
    {
        var notice = Standing(stage) ?? throw new RuleViolation(stage switch
        {
            NoticeStage.Workplace => "notice-missing-workplace", NoticeStage.Region => "notice-missing-region", _ => "notice-missing-granting",
        });
        notice.RequireOver(objections, today);
        return notice;
    }

    /// <summary>What has not happened yet is not entered as done.</summary>
    private static void RefuseFutureDate(DateOnly date, DateOnly today)
    {
        if (date > today) throw new RuleViolation("date-ahead-of-today", date);
    }

    private void Submit(DateOnly today)
    {
        if (SubmittedOn is not null) return;
        SubmittedOn = today;
        Month = Period.MonthOf(today).Code;
    }

    private void MoveTo(int place, NominationState state)
    {
        (At, AtUnionId, State) = (place, levels[place].LevelUnionId, state);
        Version++;
    }

    private void RefuseIfEnded()
    {
        if (HasEnded) throw new RuleViolation("nomination-ended");
    }

    private void Apply(NominationTerms terms)
    {
        if (Recipient == Recipient.Collective && (terms.Gender is not null || terms.IdentityNumber is not null)) throw new RuleViolation("collective-has-no-person");
        if (Recipient == Recipient.Person && terms.Gender is null) throw new InvalidInput("gender", "required");
        (Name, Gender, Workplace, Post, Frontline, Migrant, Deeds) = (terms.Name, terms.Gender, terms.Workplace, terms.Post, terms.Frontline ?? false, terms.Migrant ?? false, terms.Deeds);
        Version++;
    }
}

/// <summary>A union on the way of a nomination.</summary>
internal sealed class NominationLevel : ISubtreeReadable
{
    public long NominationId { get; init; }
    public int Place { get; init; }
    public long UnionId { get; init; }
    public long LevelUnionId { get; init; }

    /// <summary>When it sent the nomination on; null until then, and again after a return.</summary>
    public DateOnly? PassedOn { get; set; }
}

internal sealed class Opinion : OfficeOpinion<OpinionOffice>, ISubtreeReadable
{
    public long NominationId { get; init; }
    public long UnionId { get; init; }

    /// <summary>The level that took it.</summary>
    public int Place { get; init; }

    /// <summary>How many scans of it there are.</summary>
    public int Papers { get; private set; }

    public void CountPaper()
    {
        if (Papers >= OpinionPaper.MaxPapers) throw new RuleViolation("too-many-papers", OpinionPaper.MaxPapers);
        Papers++;
    }
}

internal sealed class Review : ISubtreeReadable
{
    public long NominationId { get; init; }
    public int Number { get; init; }
    public long UnionId { get; init; }
    public ReviewStage Stage { get; init; }

    /// <summary>The level that reviewed.</summary>
    public int Place { get; init; }

    public DateOnly Date { get; init; }
    public bool Passed { get; init; }
    public string? Words { get; init; }

    /// <summary>Whether a return has undone it.</summary>
    public bool Lapsed { get; private set; }

    public void Lapse() => Lapsed = true;
}

internal sealed class Notice : PublicNotice, ISubtreeReadable
{
    public long NominationId { get; init; }
    public long UnionId { get; init; }
    public NoticeStage Stage { get; init; }
    public int Place { get; init; }
    public required string Where { get; init; }
    public required string Name { get; init; }
}

internal sealed class Objection : PublicObjection, ISubtreeReadable
{
    public long NominationId { get; init; }
    public long UnionId { get; init; }
}

/// <summary>What is personal about a nominated person: for the union that nominates and the levels that decide.</summary>
internal sealed class NominatedPerson : IOwnOnly
{
    public long NominationId { get; init; }
    public long UnionId { get; init; }
    public byte[]? IdentityEncrypted { get; set; }
    public byte[]? PersonHash { get; set; }
    public SealedText? Health { get; set; }
}
