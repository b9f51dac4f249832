using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.SigningIn;

/// <summary>The pages of the way in and out. They are public: who comes here has not signed in yet.</summary>
internal static class SignInPages
{
    private const string Door = "/sign-in";
    private const string Return = "return";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Door, async (HttpContext http, Caller caller, Landing landing, Ids ids) =>
            caller.IsSignedIn
                ? http.Onward(PageAddress.Local(http.Request.Query[Return], await landing.OfAsync(caller.PersonId!.Value, http.RequestAborted)))
                : http.Page<SignInPage>(new() { ["Form"] = PageForm.New(ids) })).Public();

        pages.MapPost(Door, async (HttpContext http, Caller caller, Entrance entrance, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            Entered? entered = null;
            return await form.TryAsync(texts, async () => entered = await entrance.ByPasswordAsync(form["userName"], form["password"], http.Session(), http.Visitor(), http.RequestAborted))
                ? await GoOnAsync(http, entered!, landing)
                : http.Page<SignInPage>(form, []);
        }).LimitsGuesses().Public();

        pages.MapGet(Door + "/code", (HttpContext http, Entrance entrance, Ids ids) =>
            WaitingAsync(http, entrance, SessionStage.Code, _ => Task.FromResult(http.Page<CodePage>(new() { ["Form"] = PageForm.New(ids) })))).Public();

        pages.MapPost(Door + "/code", async (HttpContext http, Caller caller, Entrance entrance, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            Entered? entered = null;
            return await form.TryAsync(texts, async () => entered = await entrance.ByCodeAsync(http.AtTheDoor() ?? "", form["code"], http.Visitor(), http.RequestAborted))
                ? await GoOnAsync(http, entered!, landing)
                : http.Page<CodePage>(form, []);
        }).LimitsGuesses().Public();

        pages.MapGet(Door + "/password", (HttpContext http, Entrance entrance, Ids ids) =>
            WaitingAsync(http, entrance, SessionStage.NewPassword, _ => Task.FromResult(http.Page<NewPasswordPage>(new() { ["Form"] = PageForm.New(ids) })))).Public();

        pages.MapPost(Door + "/password", async (HttpContext http, Caller caller, Entrance entrance, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            Entered? entered = null;
            return await form.TryAsync(texts, async () =>
            {
                if (form["newPassword"] != form["repeated"]) throw new InvalidInput("repeated", "password-not-repeated");
                entered = await entrance.ByNewPasswordAsync(http.AtTheDoor() ?? "", form["newPassword"], http.Visitor(), http.RequestAborted);
            })
                ? await GoOnAsync(http, entered!, landing)
                : http.Page<NewPasswordPage>(form, []);
        }).Public();

        pages.MapGet(Door + "/second-factor", (HttpContext http, Entrance entrance, Accounts.AccountManager accounts, Ids ids) =>
            WaitingAsync(http, entrance, SessionStage.SecondFactor, async account =>
            {
                await entrance.EnsureKeyAsync(account);
                return http.Page<SecondFactorPage>(new() { ["Form"] = PageForm.New(ids), ["Key"] = await accounts.GetAuthenticatorKeyAsync(account), ["UserName"] = account.UserName });
            })).Public();

        pages.MapPost(Door + "/second-factor", async (HttpContext http, Caller caller, Entrance entrance, Accounts.AccountManager accounts, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            (Entered Entered, IReadOnlyList<string> RecoveryCodes)? done = null;
            if (await form.TryAsync(texts, async () => done = await entrance.BySecondFactorAsync(http.AtTheDoor() ?? "", form["code"], http.Visitor(), http.RequestAborted)))
            {
                http.Enter(done!.Value.Entered);
                return http.Page<RecoveryCodesPage>(new() { ["Codes"] = done.Value.RecoveryCodes, ["Onward"] = await TargetAsync(http, done.Value.Entered, landing) });
            }
            return await WaitingAsync(http, entrance, SessionStage.SecondFactor, async account =>
                http.Page<SecondFactorPage>(form, new() { ["Key"] = await accounts.GetAuthenticatorKeyAsync(account), ["UserName"] = account.UserName }));
        }).Public();

        pages.MapPost("/sign-out", async (HttpContext http, Entrance entrance) =>
        {
            await entrance.SignOutAsync(http.Session(), http.RequestAborted);
            http.Leave();
            return http.Onward(Door);
        }).Public();
    }

    /// <summary>A page of a step at the door; who has not come that far begins again.</summary>
    private static async Task<IResult> WaitingAsync(HttpContext http, Entrance entrance, SessionStage stage, Func<Accounts.Account, Task<IResult>> page) =>
        await entrance.WaitingAsync(http.AtTheDoor(), http.RequestAborted) is { } waiting && waiting.Stage == stage ? await page(waiting.Account) : http.Onward(Door);

    private static async Task<IResult> GoOnAsync(HttpContext http, Entered entered, Landing landing)
    {
        http.Enter(entered);
        return http.Onward(await TargetAsync(http, entered, landing));
    }

    private static async Task<string> TargetAsync(HttpContext http, Entered entered, Landing landing)
    {
        var wanted = http.Request.Query[Return].ToString();
        var rest = wanted.Length == 0 ? "" : $"?{Return}={Uri.EscapeDataString(wanted)}";
        return entered.Stage switch
        {
            SessionStage.Code => Door + "/code" + rest,
            SessionStage.NewPassword => Door + "/password" + rest,
            SessionStage.SecondFactor => Door + "/second-factor" + rest,
            _ => PageAddress.Local(wanted, await landing.OfAsync(entered.Person, http.RequestAborted)),
        };
    }
}

/// <summary>Where somebody begins who asked for no page: at the union of their first grant.</summary>
internal sealed class Landing(PeopleContext context, IUnionDirectory unions, TimeProvider time)
{
    public async Task<string> OfAsync(long person, CancellationToken cancellation)
    {
        var today = time.Today();
        var first = await context.Grants.Where(g => g.PersonId == person && g.ValidFrom <= today && (g.ValidTo == null || g.ValidTo > today))
            .OrderBy(g => g.ValidFrom).ThenBy(g => g.UnionId).ThenBy(g => g.Role).Select(g => (long?)g.UnionId).FirstOrDefaultAsync(cancellation);
        return first is { } id && await unions.FindAsync(id, cancellation) is { } union ? PageAddress.Of(union) : "/me";
    }
}
