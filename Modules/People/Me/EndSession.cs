using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Sessions;

namespace Federation.People.Me;

/// <summary>Signs me out of one of my browsers, or of every one with null, this one too.</summary>
internal sealed record EndSession(long? Id) : ICommand<EndedSessions>;

internal sealed record EndedSessions(int Count);

internal sealed class EndSessionHandler(OwnAccount own, PeopleContext context, SessionRegistry sessions, Caller caller) : IHandler<EndSession, EndedSessions>
{
    public Permission Permission => GetMe.Permission;

    public async Task<EndedSessions> HandleAsync(EndSession request, CancellationToken cancellation)
    {
        var ended = await sessions.EndAsync(caller.PersonId!.Value, cancellation, only: request.Id);
        if (ended == 0) throw new NotFound(request.Id?.ToString(CultureInfo.InvariantCulture) ?? "session");
        own.Record(request.Id is null ? "account.sign-out-everywhere" : "account.end-session");
        await context.SaveChangesAsync(cancellation);
        return new EndedSessions(ended);
    }
}
