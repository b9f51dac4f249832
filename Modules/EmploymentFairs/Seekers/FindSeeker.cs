using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Seekers;

/// <summary>Whoever comes to the door of a fair is looked for by the phone number, by those who register people there. It is posted, for addresses are written to logs and histories.</summary>
internal sealed record FindSeeker(long Fair, PhoneInput Input) : IRequest<FoundSeekers>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class PhoneInput : RecordInput
{
    [MaxLength(20)]
    public string Phone { get; set; } = "";

    public override void Check(InputProblems problems) => CheckPhone(problems, "phone", Phone);
}

/// <param name="Items">One, or none.</param>
internal sealed record FoundSeekers(IReadOnlyList<SeekerAnswer> Items);

internal sealed class FindSeekerHandler(Caller caller, RecordReader<FairsContext> reader, RecordTools tools) : IHandler<FindSeeker, FoundSeekers>
{
    public Permission Permission => Permissions.Write;

    public async Task<FoundSeekers> HandleAsync(FindSeeker request, CancellationToken cancellation)
    {
        var seekers = await reader.ReadableAsync(Seeker.Definition, request.Fair, null, cancellation);
        var phone = tools.Secrets.PhoneHash(request.Input.Phone);
        return new FoundSeekers([.. (await seekers.Where(s => s.PhoneHash == phone).ToListAsync(cancellation)).Select(s => s.ToAnswer(tools, caller.Union!.Code))]);
    }
}

internal static class FindSeekerEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/fairs/{fair}/seekers/find",
        async (HttpContext http, IHandler<FindSeeker, FoundSeekers> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new FindSeeker(http.PathId("fair"), await http.Request.ReadInputAsync<PhoneInput>(cancellation)), cancellation)))
        .Handles<FindSeeker, FoundSeekers>().AcceptsInput<PhoneInput>();
}
