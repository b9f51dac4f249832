using Federation.Framework.Demo;
using Federation.Framework.Calendar;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Seeding;

/// <summary>Writes the demo's labour models by the same rules as one by one.</summary>
internal sealed class LabourSeed(LabourContext context, Caller caller, RecordTools tools, DemoRecords<LabourContext> records, WorkingDays days, Secrets secrets) : IDemoSeed
{
    public async Task SeedAsync(DemoData demo, CancellationToken cancellation)
    {
        var seeded = new PublishedModels(demo).All();
        foreach (var nomination in seeded.Nominations) await NominateAsync(nomination, cancellation);
        foreach (var studio in seeded.Studios) await OpenStudioAsync(studio, cancellation);
        foreach (var (union, rule) in seeded.Rules) await records.AddAsync<AllowanceRule, AllowanceInput, AllowanceAnswer>(union, rule, cancellation);
        foreach (var model in seeded.Models) await TakeOnRecordAsync(model, cancellation);
        foreach (var (union, talk) in seeded.Talks) await records.AddAsync<Talk, TalkInput, TalkAnswer>(union, talk, cancellation);
    }

    private async Task NominateAsync(SeededNomination seeded, CancellationToken cancellation)
    {
        var (begins, keeper) = (seeded.Way[0], seeded.Way[^1]);
        caller.Enter(keeper);
        var honour = await HonourAsync(keeper, seeded.Honour, cancellation);
        var selection = await context.Selections.SingleOrDefaultAsync(s => s.UnionId == keeper.Id && s.Name == seeded.Selection.Name, cancellation);
        if (selection is null)
        {
            seeded.Selection.Honour = Text.Of(honour.Id);
            Check(seeded.Selection);
            selection = Kept<Selection>(keeper, 0);
            selection.Apply(seeded.Selection, tools);
            context.Add(selection);
        }
        await context.SaveChangesAsync(cancellation);

        caller.Enter(begins);
        Check(seeded.Terms);
        // Two weeks before it went up the congress agreed and the notice began; it stood for the five working days that it has to.
        var (congress, from, to) = (seeded.SubmittedOn.AddDays(-21), seeded.SubmittedOn.AddDays(-20), seeded.SubmittedOn.AddDays(-6));
        var nomination = Nomination.Begin([.. seeded.Way.Select(u => u.Id)], selection, honour, seeded.Terms, seeded.SubmittedOn, context.Ids);
        var steps = new List<(StepKind, string)> { (StepKind.Begun, nomination.Name) };
        var consent = new ConsentInput { Date = congress, Meeting = "职工代表大会", Present = 60, InFavour = 58, Paper = "职代会决议" };
        nomination.TakeConsent(consent, tools.Today);
        steps.Add((StepKind.Consent, $"{Text.Of(consent.Date)} {consent.Meeting} {consent.Paper}"));
        nomination.TakeNotice(new NoticeInput { Stage = NoticeStage.Workplace, From = from, To = to, Place = seeded.Terms.Workplace, Name = nomination.Name }, await days.CountAsync(from, to, cancellation));
        steps.Add((StepKind.Notice, $"{Text.Of(from)} {Text.Of(to)} {nomination.Name}"));
        nomination.Pass(seeded.SubmittedOn);
        steps.Add((StepKind.Passed, ""));
        context.Add(nomination);
        var person = new NominatedPerson { NominationId = nomination.Id, UnionId = begins.Id };
        if (seeded.Terms.IdentityNumber is { } number) (person.IdentityEncrypted, person.PersonHash) = tools.Identity.Seal(number);
        context.Add(person);
        await context.ClaimInSelectionAsync(nomination, cancellation);
        NominationStep? before = null;
        foreach (var (kind, words) in steps)
        {
            var at = new DateTimeOffset(seeded.SubmittedOn, new TimeOnly(2, 0), TimeSpan.Zero);
            var step = new NominationStep { NominationId = nomination.Id, UnionId = nomination.UnionId, At = at, ActingUnionId = begins.Id, Kind = kind, Words = words };
            step.SealAfter(before, secrets);
            context.Add(step);
            before = step;
        }
        await context.SaveChangesAsync(cancellation);
    }

    private async Task OpenStudioAsync(SeededStudio seeded, CancellationToken cancellation)
    {
        caller.Enter(seeded.Union);
        Check(seeded.Studio);
        var studio = Kept<Studio>(seeded.Union, 0);
        studio.Apply(seeded.Studio, tools);
        context.Add(studio);
        await context.MarkAsync(studio, null, studio.Counted, tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        foreach (var input in seeded.Results) await records.AddAsync<Result, ResultInput, ResultAnswer>(seeded.Union, input, cancellation, studio.Id);
        foreach (var input in seeded.Patents) await records.AddAsync<Patent, PatentInput, PatentAnswer>(seeded.Union, input, cancellation, studio.Id);
    }

    private async Task TakeOnRecordAsync(SeededModel seeded, CancellationToken cancellation)
    {
        caller.Enter(seeded.Keeper);
        var honour = await HonourAsync(seeded.Keeper, seeded.Honour, cancellation);
        await context.SaveChangesAsync(cancellation);
        caller.Enter(seeded.Union);
        Check(seeded.File);
        var file = Kept<ModelFile>(seeded.Union, 0);
        file.Apply(seeded.File, tools);
        await context.ClaimAsync(file, cancellation);
        context.Add(file);
        await context.MarkAsync(file, null, file.Counted, tools.Today, cancellation);
        (seeded.Award.Honour, seeded.Award.Model) = (Text.Of(honour.Id), Text.Of(file.Id));
        Check(seeded.Award);
        var award = Kept<Award>(seeded.Union, 0);
        award.Apply(seeded.Award, tools);
        award.TakeNameOf(honour);
        context.Add(award);
        await context.SaveChangesAsync(cancellation);
        foreach (var input in seeded.Hardship) await records.AddAsync<HardshipSpell, HardshipInput, HardshipAnswer>(seeded.Union, input, cancellation, file.Id);
        foreach (var input in seeded.Benefits) await records.AddAsync<Benefit, BenefitInput, BenefitAnswer>(seeded.Union, input, cancellation, file.Id);
    }

    private async Task<Honour> HonourAsync(UnionInfo keeper, HonourInput input, CancellationToken cancellation)
    {
        if (await context.Honours.SingleOrDefaultAsync(h => h.UnionId == keeper.Id && h.Name == input.Name, cancellation) is { } known) return known;
        Check(input);
        var honour = Kept<Honour>(keeper, 0);
        honour.Apply(input, tools);
        context.Add(honour);
        return honour;
    }

    private TEntry Kept<TEntry>(UnionInfo union, long holder) where TEntry : Record, new()
    {
        var entry = new TEntry();
        entry.PlaceIn(union.Id, holder, context.Ids);
        return entry;
    }

    private static void Check(Framework.Handlers.IChecked input)
    {
        var problems = new InputProblems();
        input.Check(problems);
        problems.ThrowIfAny();
    }
}
