using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.People.Me;

internal static class MePages
{
    private const string Me = "/me";
    private const string Password = Me + "/password";
    private const string Factor = Me + "/second-factor";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Me, async (HttpContext http, IHandler<GetMe, MyAccount> handler) => http.Page<MePage>(new() { ["Account"] = await handler.HandleAsync(new GetMe(), http.RequestAborted) }))
            .Handles<GetMe, MyAccount>();

        pages.MapGet(Password, (HttpContext http, Ids ids) => http.Page<PasswordPage>(new() { ["Form"] = PageForm.New(ids) })).Handles<ChangePassword, Changed>();

        pages.MapPost(Password, async (HttpContext http, Caller caller, IHandler<ChangePassword, Changed> handler, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new ChangePassword(form["password"], form["newPassword"], form["repeated"]), http.RequestAborted))
                ? http.RedirectTo(Me, "changed-password")
                : http.Page<PasswordPage>(form, []);
        }).Handles<ChangePassword, Changed>();

        MapPasswordAsked(pages, Factor + "/begin", "second-factor-begin", password => new BeginSecondFactor(password), http => http.RedirectTo(Factor));
        MapPasswordAsked(pages, Factor + "/remove", "second-factor-remove", password => new RemoveSecondFactor(password), http => http.RedirectTo(Me, "removed-second-factor"));

        pages.MapGet(Factor, async (HttpContext http, IHandler<ReadKey, AuthenticatorKey> handler, Ids ids) =>
            Setup(http, PageForm.New(ids), await handler.HandleAsync(new ReadKey(), http.RequestAborted))).Handles<ReadKey, AuthenticatorKey>();

        pages.MapPost(Factor, async (HttpContext http, Caller caller, IHandler<ConfirmSecondFactor, FreshRecoveryCodes> handler, IHandler<ReadKey, AuthenticatorKey> key, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            FreshRecoveryCodes? fresh = null;
            return await form.TryAsync(texts, async () => fresh = await handler.HandleAsync(new ConfirmSecondFactor(form["code"]), http.RequestAborted))
                ? http.Page<RecoveryCodesPage>(new() { ["Codes"] = fresh!.Codes, ["Onward"] = Me })
                : Setup(http, form, await key.HandleAsync(new ReadKey(), http.RequestAborted));
        }).Handles<ConfirmSecondFactor, FreshRecoveryCodes>();

        pages.MapPost(Me + "/sessions/{session}/end", async (HttpContext http, Caller caller, string session, IHandler<EndSession, EndedSessions> handler) =>
        {
            await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new EndSession(EndpointExtensions.Id(session)), http.RequestAborted);
            return http.RedirectTo(Me, "ended-session");
        }).Handles<EndSession, EndedSessions>();

        pages.MapPost(Me + "/sessions/end", async (HttpContext http, Caller caller, IHandler<EndSession, EndedSessions> handler) =>
        {
            await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new EndSession(null), http.RequestAborted);
            http.Leave();
            return http.RedirectTo("/sign-in");
        }).Handles<EndSession, EndedSessions>();
    }

    /// <summary>What is done after the password was typed once more.</summary>
    private static void MapPasswordAsked<TRequest>(IEndpointRouteBuilder pages, string path, string title, Func<string, TRequest> request, Func<HttpContext, IResult> onward) where TRequest : IRequest<Changed>
    {
        pages.MapGet(path, (HttpContext http, Ids ids) => http.Page<PasswordAskedPage>(new() { ["Form"] = PageForm.New(ids), ["Subject"] = title })).Handles<TRequest, Changed>();
        pages.MapPost(path, async (HttpContext http, Caller caller, IHandler<TRequest, Changed> handler, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(request(form["password"]), http.RequestAborted)) ? onward(http) : http.Page<PasswordAskedPage>(form, new() { ["Subject"] = title });
        }).Handles<TRequest, Changed>();
    }

    private static IResult Setup(HttpContext http, PageForm form, AuthenticatorKey key) => http.Page<SecondFactorPage>(form, new() { ["Key"] = key.Key, ["UserName"] = key.UserName, ["Back"] = Me });
}
