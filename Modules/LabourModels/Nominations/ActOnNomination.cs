using Autofac;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LabourModels.Nominations;

/// <summary>An act as the module lists it.</summary>
internal interface INominationAct
{
    /// <summary>The last part of its address.</summary>
    string Path { get; }

    Permission Permission { get; }

    /// <summary>Whether the union may do it next; a rule may still refuse it.</summary>
    bool IsOffered(Nomination nomination, long union, DateOnly today);

    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);

    void MapPages(IEndpointRouteBuilder pages);
}

/// <summary>A level does something to a nomination that it holds, having read the version that is named.</summary>
internal sealed record ActOnNomination<TInput>(long Id, int Version, TInput Input) : ICommand<NominationAnswer>, IChecked where TInput : class, IChecked, new()
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class ActOnNominationHandler<TInput>(NominationAct<TInput> act, ActTools tools, NominationDesk desk) : IHandler<ActOnNomination<TInput>, NominationAnswer> where TInput : class, IChecked, new()
{
    public Permission Permission => act.Permission;

    public async Task<NominationAnswer> HandleAsync(ActOnNomination<TInput> request, CancellationToken cancellation)
    {
        var nomination = await desk.OpenAsync(request.Id, request.Version, act.ByItsOwnUnion, cancellation);
        var deed = await act.DoAsync(nomination, request.Input, tools, cancellation);
        await desk.SaveAsync(nomination, deed.Kind, deed.Words.Trim(), cancellation, deed.More);
        return await NominationAnswer.OfAsync(nomination, tools.Context, tools.Unions, tools.Caller.Union!, tools.Today, cancellation);
    }
}

internal static class NominationActs
{
    /// <summary>Each act has an input of its own, by which its handler is found.</summary>
    public static void Register<TInput>(ContainerBuilder builder, NominationAct<TInput> act) where TInput : class, IChecked, new() =>
        builder.RegisterType<ActOnNominationHandler<TInput>>().As<IHandler<ActOnNomination<TInput>, NominationAnswer>>().WithParameter(TypedParameter.From(act)).InstancePerLifetimeScope();
}

internal static class ActEndpoint
{
    public static void Map<TInput>(IEndpointRouteBuilder api, NominationAct<TInput> act) where TInput : class, IChecked, new() =>
        api.MapPost($"/unions/{{union}}/nominations/{{nomination}}/{act.Path}", async (HttpContext http, IHandler<ActOnNomination<TInput>, NominationAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new ActOnNomination<TInput>(http.PathId("nomination"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ActOnNomination<TInput>, NominationAnswer>().AcceptsInput<TInput>();
}
