using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Cases;

/// <summary>How a union hands in.</summary>
public sealed record HandingInAnswer(string Union, bool ClerksSubmit, bool TwoPersons);

/// <summary>The leader says who hands in.</summary>
internal sealed record SetHandingIn(HandingInInput Input) : ICommand<HandingInAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class SetHandingInHandler(ReportsContext context, Caller caller) : IHandler<SetHandingIn, HandingInAnswer>
{
    public Permission Permission => Permissions.GiveMandates;

    public async Task<HandingInAnswer> HandleAsync(SetHandingIn request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var rules = await context.HandingIn.SingleOrDefaultAsync(h => h.UnionId == union.Id, cancellation);
        if (rules is null) context.Add(rules = new HandingIn { UnionId = union.Id });
        (rules.ClerksSubmit, rules.TwoPersons) = (request.Input.ClerksSubmit, request.Input.TwoPersons);
        await context.SaveChangesAsync(cancellation);
        return new HandingInAnswer(union.Code, rules.ClerksSubmit, rules.TwoPersons);
    }
}

internal static class HandingInEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/unions/{union}/handing-in", async (HttpContext http, IHandler<SetHandingIn, HandingInAnswer> handler, CancellationToken cancellation) =>
        EndpointExtensions.Answer(
            http, await handler.HandleAsync(new SetHandingIn(await http.Request.ReadInputAsync<HandingInInput>(cancellation)), cancellation)))
        .Handles<SetHandingIn, HandingInAnswer>().AcceptsInput<HandingInInput>().WithTags("reports");
}
