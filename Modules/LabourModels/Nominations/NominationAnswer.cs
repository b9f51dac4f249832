using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Nominations;

/// <param name="Union">Code of the union that began it.</param>
/// <param name="SelectionName">What the selection is called.</param>
/// <param name="At">Code of the union that holds it.</param>
/// <param name="Way">The unions on its way, the first the one that began it.</param>
/// <param name="Offers">What the union in the address may do with it next, as the last parts of the addresses; a rule may still refuse it.</param>
/// <param name="WaitsUntil">The last day of the notice that runs; null where none does.</param>
/// <param name="MayOpen">Whether the union in the address is one that decides on it and that it has reached: there the person and the papers can be opened.</param>
/// <param name="Next">What it waits for, of those; null where it waits for a day or for another union.</param>
public sealed record NominationAnswer(
    string Id, string Union, string Selection, string SelectionName, string Honour, HonourKind Kind, HonourLevel Level, Recipient Recipient, string Name, Gender? Gender, string Workplace, string? Post, bool Frontline, bool Migrant,
    string Deeds, NominationState State, string At, IReadOnlyList<WayAnswer> Way, DateOnly? SubmittedOn, ConsentAnswer? Consent, IReadOnlyList<OpinionAnswer> Opinions, IReadOnlyList<ReviewAnswer> Reviews,
    IReadOnlyList<NoticeAnswer> Notices, IReadOnlyList<ObjectionAnswer> Objections, IReadOnlyList<string> Offers, string? Next, DateOnly? WaitsUntil, bool MayOpen, int Version)
{
    internal static async Task<NominationAnswer> OfAsync(Nomination n, LabourContext context, IUnionDirectory unions, UnionInfo union, DateOnly today, CancellationToken cancellation)
    {
        var codes = new Dictionary<long, string>();
        foreach (var id in n.Levels.Select(l => l.LevelUnionId).Distinct()) codes[id] = (await unions.FindAsync(id, cancellation))?.Code ?? Text.Of(id);
        var way = n.Levels.OrderBy(l => l.Place).Select(l => new WayAnswer(codes[l.LevelUnionId], l.PassedOn)).ToList();
        var selection = await context.Selections.Where(s => s.Id == n.SelectionId).Select(s => s.Name).SingleAsync(cancellation);
        var consent = n.ConsentOn is { } on ? new ConsentAnswer(on, n.ConsentMeeting!, n.ConsentPresent, n.ConsentInFavour, n.ConsentPaper!) : null;
        return new NominationAnswer(
            Text.Of(n.Id), way[0].Union, Text.Of(n.SelectionId), selection, Text.Of(n.HonourId), n.Kind, n.Level, n.Recipient, n.Name, n.Gender, n.Workplace, n.Post, n.Frontline, n.Migrant, n.Deeds, n.State,
            codes[n.AtUnionId], way, n.SubmittedOn, consent,
            [.. n.Opinions.OrderBy(o => o.Number).Select(o => new OpinionAnswer(o.Number, way[o.Place].Union, o.Office, o.Date, o.Favourable, o.Paper, o.Words, o.Papers))],
            [.. n.Reviews.OrderBy(r => r.Number).Select(r => new ReviewAnswer(r.Stage, way[r.Place].Union, r.Date, r.Passed, r.Words, r.Lapsed))],
            [.. n.Notices.OrderBy(p => p.Number).Select(p => new NoticeAnswer(p.Number, p.Stage, way[p.Place].Union, p.From, p.To, p.WorkingDays, p.Where, p.Name, p.Lapsed))],
            [.. n.Objections.OrderBy(o => o.Number).Select(o => new ObjectionAnswer(o.Number, o.Notice, o.Date, o.Words, o.AnsweredOn, o.Upheld, o.Finding))],
            [.. LabourModelsModule.Acts.Where(a => a.IsOffered(n, union.Id, today)).Select(a => a.Path)], n.AtUnionId == union.Id ? n.Waits(today) : null, n.WaitsUntil(today), n.PlaceReached(union.Id) is not null, n.Version);
    }
}

public sealed record WayAnswer(string Union, DateOnly? PassedOn);

public sealed record ConsentAnswer(DateOnly Date, string Meeting, int Present, int InFavour, string Paper);

/// <param name="Union">The level that took it.</param>
/// <param name="Papers">How many scans of it there are.</param>
public sealed record OpinionAnswer(int Number, string Union, OpinionOffice Office, DateOnly Date, bool Favourable, string Paper, string? Words, int Papers);

/// <param name="Lapsed">Whether a return has undone it.</param>
public sealed record ReviewAnswer(ReviewStage Stage, string Union, DateOnly Date, bool Passed, string? Words, bool Lapsed);

/// <param name="WorkingDays">By the official calendar.</param>
public sealed record NoticeAnswer(int Number, NoticeStage Stage, string Union, DateOnly From, DateOnly To, int WorkingDays, string Place, string Name, bool Lapsed);

/// <param name="Upheld">Null until it is answered.</param>
public sealed record ObjectionAnswer(int Number, int Notice, DateOnly Date, string Words, DateOnly? AnsweredOn, bool? Upheld, string? Finding);
