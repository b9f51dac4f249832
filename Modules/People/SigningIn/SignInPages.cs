using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.Persons;
using Federation.People.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.People.SigningIn;

/// <summary>The pages for signing in and out. They are public.</summary>
internal static class SignInPages
{
    private const string SignInPath = "/sign-in";
    private const string Return = "return";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(SignInPath, async (HttpContext http, Caller caller, Landing landing, Ids ids) =>
            caller.IsSignedIn
                ? http.RedirectTo(PageAddress.Local(http.Request.Query[Return], await landing.OfAsync(caller.PersonId!.Value, http.RequestAborted)))
                : http.Page<SignInPage>(new() { ["Form"] = PageForm.New(ids) })).Public();

        pages.MapPost(SignInPath, async (HttpContext http, Caller caller, SignInFlow signInFlow, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            SignInStep? step = null;
            return await form.TryAsync(texts, async () => step = await signInFlow.ByPasswordAsync(form["userName"], form["password"], http.Session(), http.Visitor(), http.RequestAborted))
                ? await ContinueAsync(http, step!, landing)
                : http.Page<SignInPage>(form, []);
        }).LimitsGuesses().Public();

        pages.MapGet(SignInPath + "/code", (HttpContext http, SignInFlow signInFlow, Ids ids) =>
            WaitingAsync(http, signInFlow, SessionStage.Code, _ => Task.FromResult(http.Page<CodePage>(new() { ["Form"] = PageForm.New(ids) })))).Public();

        pages.MapPost(SignInPath + "/code", async (HttpContext http, Caller caller, SignInFlow signInFlow, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            SignInStep? step = null;
            return await form.TryAsync(texts, async () => step = await signInFlow.ByCodeAsync(http.PendingSignIn() ?? "", form["code"], http.Visitor(), http.RequestAborted))
                ? await ContinueAsync(http, step!, landing)
                : http.Page<CodePage>(form, []);
        }).LimitsGuesses().Public();

        pages.MapGet(SignInPath + "/password", (HttpContext http, SignInFlow signInFlow, Ids ids) =>
            WaitingAsync(http, signInFlow, SessionStage.NewPassword, _ => Task.FromResult(http.Page<NewPasswordPage>(new() { ["Form"] = PageForm.New(ids) })))).Public();

        pages.MapPost(SignInPath + "/password", async (HttpContext http, Caller caller, SignInFlow signInFlow, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            SignInStep? step = null;
            return await form.TryAsync(texts, async () =>
            {
                if (form["newPassword"] != form["repeated"]) throw new InvalidInput("repeated", "password-not-repeated");
                step = await signInFlow.ByNewPasswordAsync(http.PendingSignIn() ?? "", form["newPassword"], http.Visitor(), http.RequestAborted);
            })
                ? await ContinueAsync(http, step!, landing)
                : http.Page<NewPasswordPage>(form, []);
        }).Public();

        pages.MapGet(SignInPath + "/second-factor", (HttpContext http, SignInFlow signInFlow, Accounts.AccountManager accounts, Ids ids) =>
            WaitingAsync(http, signInFlow, SessionStage.SecondFactor, async account =>
            {
                await signInFlow.EnsureKeyAsync(account);
                return http.Page<SecondFactorPage>(new() { ["Form"] = PageForm.New(ids), ["Key"] = await accounts.GetAuthenticatorKeyAsync(account), ["UserName"] = account.UserName });
            })).Public();

        pages.MapPost(SignInPath + "/second-factor", async (HttpContext http, Caller caller, SignInFlow signInFlow, Accounts.AccountManager accounts, Landing landing, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            (SignInStep Entered, IReadOnlyList<string> RecoveryCodes)? done = null;
            if (await form.TryAsync(texts, async () => done = await signInFlow.BySecondFactorAsync(http.PendingSignIn() ?? "", form["code"], http.Visitor(), http.RequestAborted)))
            {
                http.Enter(done!.Value.Entered);
                return http.Page<RecoveryCodesPage>(new() { ["Codes"] = done.Value.RecoveryCodes, ["Onward"] = await TargetAsync(http, done.Value.Entered, landing) });
            }
            return await WaitingAsync(http, signInFlow, SessionStage.SecondFactor, async account =>
                http.Page<SecondFactorPage>(form, new() { ["Key"] = await accounts.GetAuthenticatorKeyAsync(account), ["UserName"] = account.UserName }));
        }).Public();

        pages.MapPost("/sign-out", async (HttpContext http, SignInFlow signInFlow) =>
        {
            await signInFlow.SignOutAsync(http.Session(), http.RequestAborted);
            http.Leave();
            return http.RedirectTo(SignInPath);
        }).Public();
    }

    /// <summary>A page of a later step; a browser without that step is sent to the first one.</summary>
    private static async Task<IResult> WaitingAsync(HttpContext http, SignInFlow signInFlow, SessionStage stage, Func<Accounts.Account, Task<IResult>> page) =>
        await signInFlow.FindPendingStepAsync(http.PendingSignIn(), http.RequestAborted) is { } waiting && waiting.Stage == stage ? await page(waiting.Account) : http.RedirectTo(SignInPath);

    private static async Task<IResult> ContinueAsync(HttpContext http, SignInStep step, Landing landing)
    {
        http.Enter(step);
        return http.RedirectTo(await TargetAsync(http, step, landing));
    }

    private static async Task<string> TargetAsync(HttpContext http, SignInStep step, Landing landing)
    {
        var wanted = http.Request.Query[Return].ToString();
        var rest = wanted.Length == 0 ? "" : $"?{Return}={Uri.EscapeDataString(wanted)}";
        return step.Stage switch
        {
            SessionStage.Code => SignInPath + "/code" + rest,
            SessionStage.NewPassword => SignInPath + "/password" + rest,
            SessionStage.SecondFactor => SignInPath + "/second-factor" + rest,
            _ => PageAddress.Local(wanted, await landing.OfAsync(step.Person, http.RequestAborted)),
        };
    }
}

/// <summary>The first page after signing in, if none was asked for: the union of the person's first grant.</summary>
internal sealed class Landing(PeopleContext context, IUnionResolver resolver, TimeProvider time)
{
    public async Task<string> OfAsync(long person, CancellationToken cancellation)
    {
        var grants = await context.Grants.HeldAsync(person, time.Today(), cancellation);
        return await resolver.ByGrantsAsync(grants, cancellation) is { } union ? PageAddress.Of(union) : "/me";
    }
}
