using System.Text.Json;
using Federation.Framework.Calendar;
using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Files;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Nominations;

/// <summary>What acting on a nomination needs beside it.</summary>
internal sealed class ActTools(LabourContext context, Caller caller, IUnionDirectory unions, WorkingDays days, ModelFiles files, Texts texts, TimeProvider time)
{
    /// <summary>The history is written once and sealed: in the language of the papers that it names.</summary>
    private const string Written = "zh-CN";

    public LabourContext Context => context;
    public Caller Caller => caller;
    public IUnionDirectory Unions => unions;
    public WorkingDays Days => days;
    public ModelFiles Files => files;
    public DateOnly Today => time.Today();

    public string Note(string key) => texts.Find(key, Written) ?? key;

    public string Note(Enum word) => Note($"{JsonNamingPolicy.KebabCaseLower.ConvertName(word.GetType().Name)}-{JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString())}");
}

/// <summary>What was done, for the history.</summary>
/// <param name="More">What is to be saved with it, in the name of the nomination's union.</param>
internal sealed record CompletedAct(StepKind Kind, string Words, Func<Task>? More = null);

/// <summary>Something that a level does to a nomination; each has an address of its own.</summary>
internal abstract class NominationAct<TInput>(string path, Permission permission, bool byItsOwnUnion = false) : INominationAct where TInput : class, Framework.Handlers.IChecked, new()
{
    public string Path => path;
    public Permission Permission => permission;
    public bool ByItsOwnUnion => byItsOwnUnion;

    public abstract Task<CompletedAct> DoAsync(Nomination nomination, TInput input, ActTools tools, CancellationToken cancellation);

    public void Register(Autofac.ContainerBuilder builder) => NominationActs.Register(builder, this);

    public void MapEndpoints(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder api) => ActEndpoint.Map(api, this);

    public void MapPages(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder pages) => NominationPages.MapAct(pages, this);

    public virtual bool IsOffered(Nomination nomination, long union, DateOnly today) => !nomination.HasEnded && (byItsOwnUnion ? nomination.UnionId == union : nomination.AtUnionId == union);

    protected static Task<CompletedAct> Done(StepKind kind, string words) => Task.FromResult(new CompletedAct(kind, words));
}

internal sealed class GiveConsent() : NominationAct<ConsentInput>("consent", Permissions.Write)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination is { At: 0, ConsentOn: null };

    public override Task<CompletedAct> DoAsync(Nomination nomination, ConsentInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.TakeConsent(input, tools.Today);
        return Done(StepKind.Consent, $"{Text.Of(input.Date)} {input.Meeting} {Text.Of(input.InFavour)}/{Text.Of(input.Present)} {input.Paper}");
    }
}

internal sealed class GiveOpinion() : NominationAct<OpinionInput>("opinions", Permissions.Write)
{
    public override Task<CompletedAct> DoAsync(Nomination nomination, OpinionInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.TakeOpinion(input, tools.Today);
        return Done(StepKind.Opinion, $"{Text.Of(input.Date)} {tools.Note(input.Office)} {tools.Note(input.Favourable ? "favourable" : "unfavourable")} {input.Paper}");
    }
}

internal sealed class ReviewNomination() : NominationAct<ReviewInput>("reviews", Permissions.Decide)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) =>
        base.IsOffered(nomination, union, today) && Enum.GetValues<ReviewStage>().Any(s => nomination.IsForHere(s) && nomination.Standing(s) is null);

    public override Task<CompletedAct> DoAsync(Nomination nomination, ReviewInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.TakeReview(input, tools.Today);
        return Done(StepKind.Review, $"{Text.Of(input.Date)} {tools.Note(input.Stage)} {tools.Note(input.Passed ? "passed" : "not-passed")} {input.Words}");
    }
}

internal sealed class GiveNotice() : NominationAct<NoticeInput>("notices", Permissions.Write)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && Enum.GetValues<NoticeStage>().Any(s => nomination.IsForHere(s) && nomination.Standing(s) is null);

    public override async Task<CompletedAct> DoAsync(Nomination nomination, NoticeInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.TakeNotice(input, await PublicNotice.WorkingDaysOfAsync(input.From, input.To, tools.Days, cancellation));
        return new CompletedAct(StepKind.Notice, $"{tools.Note(input.Stage)} {Text.Of(input.From)} {Text.Of(input.To)} {input.Place} {input.Name}");
    }
}

internal sealed class RaiseObjection() : NominationAct<ObjectionInput>("objections", Permissions.Write)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination.Notices.Any(n => !n.Lapsed);

    public override Task<CompletedAct> DoAsync(Nomination nomination, ObjectionInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.TakeObjection(input, tools.Today);
        return Done(StepKind.Objection, $"{tools.Note(input.Stage)} {Text.Of(input.Date)} {input.Words}");
    }
}

internal sealed class AnswerObjection() : NominationAct<AnswerInput>("answers", Permissions.Write)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination.Objections.Any(o => o.Upheld is null);

    public override Task<CompletedAct> DoAsync(Nomination nomination, AnswerInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.Answer(input, tools.Today);
        return Done(StepKind.Answer, $"{Text.Of(input.Objection)} {Text.Of(input.Date)} {tools.Note(input.Upheld ? "upheld" : "not-upheld")} {input.Words}");
    }
}

internal sealed class PassNomination() : NominationAct<PassInput>("pass", Permissions.Write)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination.At < nomination.Levels.Count - 1;

    public override async Task<CompletedAct> DoAsync(Nomination nomination, PassInput input, ActTools tools, CancellationToken cancellation)
    {
        var context = tools.Context;
        var selection = await context.Selections.SingleAsync(s => s.Id == nomination.SelectionId, cancellation);
        if (nomination.At == 0)
        {
            // One that came back to be put right may go up again after the last day.
            if (nomination.SubmittedOn is null) selection.RefuseOutside(tools.Today);
            if (nomination.Recipient == Recipient.Person && !await context.NominatedPersons.AnyAsync(p => p.NominationId == nomination.Id && p.PersonHash != null, cancellation)) throw new RuleViolation("identity-missing");
        }
        var place = nomination.At;
        nomination.Pass(tools.Today);
        await CheckQuotaAsync(nomination, place, selection, context, cancellation);
        return new CompletedAct(StepKind.Passed, input.Words ?? "");
    }

    /// <summary>
    /// Whether the union may send one more up, and whether with this one its composition can still be met. The places are locked until the transaction
    /// ends: two that go up at once go one after the other.
    /// </summary>
    private static async Task CheckQuotaAsync(Nomination nomination, int place, Selection selection, LabourContext context, CancellationToken cancellation)
    {
        var union = context.TenantId;
        await context.LockPlacesAsync(selection.Id, cancellation);
        var quota = await context.Quotas.AsNoTracking().SingleOrDefaultAsync(q => q.ParentId == selection.Id && q.ForUnionId == union, cancellation);
        if (quota is null)
        {
            // Who hands out places to some has none for the others.
            var above = nomination.Levels[place + 1].LevelUnionId;
            if (above == selection.UnionId && await context.Quotas.AnyAsync(q => q.ParentId == selection.Id && q.UnionId == above, cancellation)) throw new RuleViolation("no-quota");
            return;
        }
        var others = await context.Nominations.AsNoTracking().SentUp(selection.Id, union).Where(n => n.Id != nomination.Id).Select(n => new { n.Frontline, n.Migrant, n.Gender }).ToListAsync(cancellation);
        if (others.Count >= quota.Places) throw new RuleViolation("quota-used", quota.Places);
        if (nomination.Recipient != Recipient.Person) return;
        var left = quota.Places - others.Count - 1;
        if (Lacks(quota.Frontline, others.Count(o => o.Frontline), nomination.Frontline)) throw new RuleViolation("quota-frontline", quota.Frontline, left + 1);
        if (Lacks(quota.Women, others.Count(o => o.Gender == Gender.Woman), nomination.Gender == Gender.Woman)) throw new RuleViolation("quota-women", quota.Women, left + 1);
        if (Lacks(quota.Migrant, others.Count(o => o.Migrant), nomination.Migrant)) throw new RuleViolation("quota-migrant", quota.Migrant, left + 1);

        bool Lacks(int least, int before, bool oneMore) => least - before - (oneMore ? 1 : 0) > left;
    }
}

internal sealed class ReturnNomination() : NominationAct<ReturnInput>("return", Permissions.Decide)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination.At > 0;

    public override async Task<CompletedAct> DoAsync(Nomination nomination, ReturnInput input, ActTools tools, CancellationToken cancellation)
    {
        long? to = input.To is null ? null : (await tools.Unions.FindAsync(input.To, cancellation))?.Id ?? throw new InvalidInput("to", "unknown-union", input.To);
        nomination.Return(to);
        return new CompletedAct(StepKind.Returned, input.Reason);
    }
}

internal sealed class RefuseNomination() : NominationAct<RefusalInput>("refuse", Permissions.Decide)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination.At > 0;

    public override Task<CompletedAct> DoAsync(Nomination nomination, RefusalInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.Refuse();
        return Done(StepKind.Refused, input.Reason);
    }
}

internal sealed class WithdrawNomination() : NominationAct<WithdrawalInput>("withdraw", Permissions.Write, byItsOwnUnion: true)
{
    public override Task<CompletedAct> DoAsync(Nomination nomination, WithdrawalInput input, ActTools tools, CancellationToken cancellation)
    {
        nomination.Withdraw();
        return Done(StepKind.Withdrawn, input.Reason);
    }
}

internal sealed class GrantHonour() : NominationAct<DecisionInput>("grant", Permissions.Decide)
{
    public override bool IsOffered(Nomination nomination, long union, DateOnly today) => base.IsOffered(nomination, union, today) && nomination.At == nomination.Levels.Count - 1;

    public override async Task<CompletedAct> DoAsync(Nomination nomination, DecisionInput input, ActTools tools, CancellationToken cancellation)
    {
        var context = tools.Context;
        // Locked: two grants at once do not both take the last place.
        await context.LockPlacesAsync(nomination.SelectionId, cancellation);
        var selection = await context.Selections.AsNoTracking().SingleAsync(s => s.Id == nomination.SelectionId, cancellation);
        var granted = await context.Nominations.CountAsync(n => n.SelectionId == selection.Id && n.State == NominationState.Granted, cancellation);
        if (granted >= selection.Places) throw new RuleViolation("selection-full", selection.Places);
        nomination.Grant(input, tools.Today);
        return new CompletedAct(StepKind.Granted, $"{Text.Of(input.Date)} {input.Body} {input.Number}", () => tools.Files.TakeGrantedAsync(nomination, input, cancellation));
    }
}
