using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.People.Administration;

/// <summary>The administrators' addresses, for programs and as pages; both call the same handlers.</summary>
internal static class PeopleEndpoints
{
    private const string People = "unions/{union}/people";
    private const string One = People + "/{person}";
    private const string Pages = "/u/{union}/people";

    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet(People, async (HttpContext http, IHandler<ListPeople, PageOf<PersonAnswer>> handler) => EndpointExtensions.Answer(http, await handler.HandleAsync(Asked(http), http.RequestAborted)))
            .Handles<ListPeople, PageOf<PersonAnswer>>();
        api.MapGet(One, async (HttpContext http, string person, IHandler<GetPerson, PersonAnswer> handler) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetPerson(EndpointExtensions.Id(person)), http.RequestAborted))).Handles<GetPerson, PersonAnswer>();
        api.MapPost(People, async (HttpContext http, string union, IHandler<CreatePerson, HandedOutPassword> handler) =>
        {
            var made = await handler.HandleAsync(await http.Request.ReadInputAsync<CreatePerson>(http.RequestAborted), http.RequestAborted);
            return EndpointExtensions.Created(http, $"/api/v1/unions/{Uri.EscapeDataString(union)}/people/{made.Person.Id}", made);
        }).AcceptsInput<CreatePerson>().Handles<CreatePerson, HandedOutPassword>();
        Plain<ResetPassword, HandedOutPassword>(api, "reset-password", id => new ResetPassword(id));
        Plain<ResetSecondFactor, PersonAnswer>(api, "reset-second-factor", id => new ResetSecondFactor(id));
        Plain<LockPerson, PersonAnswer>(api, "lock", id => new LockPerson(id, Locked: true));
        Plain<LockPerson, PersonAnswer>(api, "unlock", id => new LockPerson(id, Locked: false));
        WithInput<GrantInput, GiveGrant>(api, "grants", (id, input) => new GiveGrant(id, input));
        WithInput<GrantEnd, EndGrant>(api, "grants/end", (id, input) => new EndGrant(id, input));
        WithInput<HandOverInput, HandOver>(api, "hand-over", (id, input) => new HandOver(id, input));
    }

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Pages, async (HttpContext http, IHandler<ListPeople, PageOf<PersonAnswer>> handler) =>
            http.Page<PeoplePage>(new() { ["People"] = await handler.HandleAsync(Asked(http), http.RequestAborted) })).Handles<ListPeople, PageOf<PersonAnswer>>();
        pages.MapGet(Pages + "/new", (HttpContext http, Ids ids) => http.Page<NewPersonPage>(new() { ["Form"] = PageForm.New(ids) })).Handles<CreatePerson, HandedOutPassword>();
        pages.MapPost(Pages + "/new", async (HttpContext http, Caller caller, IHandler<CreatePerson, HandedOutPassword> handler, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            HandedOutPassword? made = null;
            return await form.TryAsync(texts, async () => made = await handler.HandleAsync(form.Input<CreatePerson>(), http.RequestAborted))
                ? http.Page<HandedOutPage>(new() { ["HandedOut"] = made })
                : http.Page<NewPersonPage>(form, []);
        }).Handles<CreatePerson, HandedOutPassword>();
        pages.MapGet(Pages + "/{person}", async (HttpContext http, string person, IHandler<GetPerson, PersonAnswer> handler, Ids ids) =>
            await PersonAsync(http, person, handler, PageForm.New(ids), PageForm.New(ids))).Handles<GetPerson, PersonAnswer>();
        pages.MapPost(Pages + "/{person}/reset-password", async (HttpContext http, string person, Caller caller, IHandler<ResetPassword, HandedOutPassword> handler) =>
        {
            await PageForm.ReadAsync(http, caller);
            return http.Page<HandedOutPage>(new() { ["HandedOut"] = await handler.HandleAsync(new ResetPassword(EndpointExtensions.Id(person)), http.RequestAborted) });
        }).Handles<ResetPassword, HandedOutPassword>();
        PlainPage<ResetSecondFactor>(pages, "reset-second-factor", "reset-second-factor", (id, _) => new ResetSecondFactor(id));
        PlainPage<LockPerson>(pages, "lock", "locked-person", (id, _) => new LockPerson(id, Locked: true));
        PlainPage<LockPerson>(pages, "unlock", "unlocked-person", (id, _) => new LockPerson(id, Locked: false));
        PlainPage<EndGrant>(pages, "grants/end", "ended-grant", (id, form) => new EndGrant(id, form.Input<GrantEnd>()));
        pages.MapPost(Pages + "/{person}/grants", async (HttpContext http, string person, Caller caller, IHandler<GiveGrant, PersonAnswer> handler, IHandler<GetPerson, PersonAnswer> get, Texts texts, Ids ids) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new GiveGrant(EndpointExtensions.Id(person), form.Input<GrantInput>()), http.RequestAborted))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"people/{person}"), "gave-grant")
                : await PersonAsync(http, person, get, form, PageForm.New(ids), form.Status);
        }).Handles<GiveGrant, PersonAnswer>();
        pages.MapPost(Pages + "/{person}/hand-over", async (HttpContext http, string person, Caller caller, IHandler<HandOver, PersonAnswer> handler, IHandler<GetPerson, PersonAnswer> get, Texts texts, Ids ids) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            PersonAnswer? successor = null;
            return await form.TryAsync(texts, async () => successor = await handler.HandleAsync(new HandOver(EndpointExtensions.Id(person), form.Input<HandOverInput>()), http.RequestAborted))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"people/{successor!.Id}"), "handed-over")
                : await PersonAsync(http, person, get, PageForm.New(ids), form, form.Status);
        }).Handles<HandOver, PersonAnswer>();
    }

    private static ListPeople Asked(HttpContext http)
    {
        var search = http.Request.Query["search"].ToString().Trim();
        if (search.Length > 100) throw new InvalidInput("search", "too-long", 100);
        return new ListPeople(search, PageRequest.From(http.Request));
    }

    private static void Plain<TRequest, TAnswer>(IEndpointRouteBuilder api, string path, Func<long, TRequest> request) where TRequest : IRequest<TAnswer> =>
        api.MapPost($"{One}/{path}", async (HttpContext http, string person, IHandler<TRequest, TAnswer> handler) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(request(EndpointExtensions.Id(person)), http.RequestAborted))).Handles<TRequest, TAnswer>();

    private static void WithInput<TInput, TRequest>(IEndpointRouteBuilder api, string path, Func<long, TInput, TRequest> request) where TInput : class, new() where TRequest : IRequest<PersonAnswer> =>
        api.MapPost($"{One}/{path}", async (HttpContext http, string person, IHandler<TRequest, PersonAnswer> handler) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(request(EndpointExtensions.Id(person), await http.Request.ReadInputAsync<TInput>(http.RequestAborted)), http.RequestAborted)))
            .AcceptsInput<TInput>().Handles<TRequest, PersonAnswer>();

    private static void PlainPage<TRequest>(IEndpointRouteBuilder pages, string path, string done, Func<long, PageForm, TRequest> request) where TRequest : IRequest<PersonAnswer> =>
        pages.MapPost($"{Pages}/{{person}}/{path}", async (HttpContext http, string person, Caller caller, IHandler<TRequest, PersonAnswer> handler) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(request(EndpointExtensions.Id(person), form), http.RequestAborted);
            return http.RedirectTo(PageAddress.Of(caller.Union!, $"people/{person}"), done);
        }).Handles<TRequest, PersonAnswer>();

    private static async Task<IResult> PersonAsync(HttpContext http, string person, IHandler<GetPerson, PersonAnswer> handler, PageForm grant, PageForm handOver, int status = StatusCodes.Status200OK) =>
        http.Page<PersonPage>(new() { ["Person"] = await handler.HandleAsync(new GetPerson(EndpointExtensions.Id(person)), http.RequestAborted), ["Grant"] = grant, ["HandOver"] = handOver }, status);
}
