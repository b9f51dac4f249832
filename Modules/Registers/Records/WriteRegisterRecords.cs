using System.Text.Json;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Records;

/// <summary>A clerk adds a record to a register.</summary>
/// <param name="Body">The JSON body; its fields are those of the register.</param>
internal sealed record AddRegisterRecord(string Register, JsonElement Body) : ICommand<RegisterRecordAnswer>;

/// <summary>A clerk corrects a record, having read the version that is named.</summary>
internal sealed record ChangeRegisterRecord(string Register, long Id, int Version, JsonElement Body) : ICommand<RegisterRecordAnswer>;

internal sealed record RemoveRegisterRecord(string Register, long Id, int Version) : ICommand<Removed>;

/// <summary>A record goes on to another state.</summary>
internal sealed record MoveRegisterRecord(string Register, long Id, int Version, MoveInput Input) : ICommand<RegisterRecordAnswer>;

internal sealed class MoveInput
{
    /// <summary>Code of the state.</summary>
    [MaxLength(40)]
    public string To { get; set; } = "";

    /// <summary>Today where left out.</summary>
    public DateOnly? On { get; set; }
}

internal sealed class AddRegisterRecordHandler(RegistersContext context, RecordTools tools, RegisterDirectory registers, RecordKeeper keeper)
    : IHandler<AddRegisterRecord, RegisterRecordAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<RegisterRecordAnswer> HandleAsync(AddRegisterRecord request, CancellationToken cancellation)
    {
        var (definition, number) = await registers.OpenAsync(request.Register, tools.Union, cancellation);
        var problems = new InputProblems();
        var values = RegisterBodies.Read(request.Body, definition, problems);
        var record = keeper.Begin(definition);
        keeper.TakeOver(record, definition, number, values, problems);
        problems.ThrowIfAny();
        context.Questions.AskAll(problems);
        if (record.Key is { } key && await keeper.Records(definition).AnyAsync(r => r.UnionId == record.UnionId && r.Key == key, cancellation))
            context.Questions.Ask("record", "register-same-key", string.Join(", ", definition.Key.Select(f => f.Input.Zh)));
        context.AddRange(keeper.Enter(record, definition));
        context.AddRange(keeper.FurtherDaysOf(record, definition));
        context.Add(record);
        keeper.MarkStocks(record, definition, record.Date);
        await context.SaveChangesAsync(cancellation);
        return definition.Show(record, tools.Union.Code);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPost(
        RegisterAddresses.Records, async (string register, HttpContext http, IHandler<AddRegisterRecord, RegisterRecordAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new AddRegisterRecord(register, await RegisterBodies.ReceiveAsync(http, cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<AddRegisterRecord, RegisterRecordAnswer>(StatusCodes.Status201Created).AcceptsInput<Dictionary<string, object>>();
}

internal sealed class ChangeRegisterRecordHandler(RegistersContext context, RecordTools tools, RegisterDirectory registers, RecordKeeper keeper)
    : IHandler<ChangeRegisterRecord, RegisterRecordAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<RegisterRecordAnswer> HandleAsync(ChangeRegisterRecord request, CancellationToken cancellation)
    {
        var (definition, number) = await registers.OpenAsync(request.Register, tools.Union, cancellation);
        var record = await keeper.FindOwnAsync(definition, request.Id, request.Version, context.TenantId, cancellation);
        var before = record.Date;
        var problems = new InputProblems();
        var values = RegisterBodies.Read(request.Body, definition, problems);
        record.PlaceIn(record.UnionId, default, context.Ids);
        keeper.TakeOver(record, definition, number, values, problems);
        problems.ThrowIfAny();
        context.Questions.AskAll(problems);
        await keeper.FollowAsync(record, definition, cancellation);
        if (record.Date != before) await keeper.RedateAsync(record, definition, cancellation);
        keeper.MarkStocks(record, definition, record.Date < before ? record.Date : before);
        await context.SaveChangesAsync(cancellation);
        return definition.Show(record, tools.Union.Code);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPut(
        RegisterAddresses.Record, async (string register, HttpContext http, IHandler<ChangeRegisterRecord, RegisterRecordAnswer> handler, CancellationToken cancellation) =>
        {
            var (id, version) = (http.PathId("record"), http.Request.RequiredVersion());
            var answer = await handler.HandleAsync(new ChangeRegisterRecord(register, id, version, await RegisterBodies.ReceiveAsync(http, cancellation)), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ChangeRegisterRecord, RegisterRecordAnswer>().AcceptsInput<Dictionary<string, object>>();
}

internal sealed class RemoveRegisterRecordHandler(RegistersContext context, RecordTools tools, RegisterDirectory registers, RecordKeeper keeper)
    : IHandler<RemoveRegisterRecord, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveRegisterRecord request, CancellationToken cancellation)
    {
        var (definition, _) = await registers.OpenAsync(request.Register, tools.Union, cancellation);
        var record = await keeper.FindOwnAsync(definition, request.Id, request.Version, context.TenantId, cancellation);
        context.RemoveRange(await context.FurtherDays.Where(d => d.RecordId == record.Id && d.UnionId == record.UnionId).ToListAsync(cancellation));
        context.RemoveRange(await context.StateSpans.Where(s => s.RecordId == record.Id && s.UnionId == record.UnionId).ToListAsync(cancellation));
        context.Remove(record);
        keeper.MarkStocks(record, definition, record.Date);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapDelete(
        RegisterAddresses.Record, async (string register, HttpContext http, IHandler<RemoveRegisterRecord, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveRegisterRecord(register, http.PathId("record"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        }).Handles<RemoveRegisterRecord, Removed>(StatusCodes.Status204NoContent);
}

internal sealed class MoveRegisterRecordHandler(RegistersContext context, RecordTools tools, Caller caller, RegisterDirectory registers, RecordKeeper keeper)
    : IHandler<MoveRegisterRecord, RegisterRecordAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<RegisterRecordAnswer> HandleAsync(MoveRegisterRecord request, CancellationToken cancellation)
    {
        var (definition, _) = await registers.OpenAsync(request.Register, tools.Union, cancellation);
        var record = await keeper.FindOwnAsync(definition, request.Id, request.Version, context.TenantId, cancellation);
        var from = definition.States.FirstOrDefault(s => s.Number == record.State)?.Input.Code;
        var to = definition.States.FirstOrDefault(s => s.Input.Code == request.Input.To)
            ?? throw new InvalidInput("to", "not-one-of", string.Join(", ", definition.States.Select(s => s.Input.Code)));
        var transition = definition.Transitions.FirstOrDefault(t => t.Input.From == from && t.Input.To == to.Input.Code)
            ?? throw new RuleViolation("register-no-such-transition", from ?? "", to.Input.Code);
        if (transition.Input.ReviewerOnly == true && !caller.May(Permissions.Write with { Roles = [Role.Reviewer] })) throw new NotAllowed(Permissions.Write.Code);
        if (transition.Needs?.Invoke(record) == false) throw new RuleViolation("register-transition-needs", transition.Input.Needs!);
        var on = request.Input.On ?? tools.Today;
        tools.RefuseFutureDate("on", on);
        if (on < record.StateSince) throw new InvalidInput("on", "register-before-its-state", on, record.StateSince.Value);

        var open = await context.StateSpans.SingleAsync(s => s.RecordId == record.Id && s.UnionId == record.UnionId && s.Until == null, cancellation);
        open.Until = on;
        context.Add(keeper.Span(record, to.Number, on));
        record.PlaceIn(record.UnionId, default, context.Ids);
        record.MoveTo(to.Number, on);
        // Whether a record counts in the months of its dates may hang on its state.
        await keeper.FollowAsync(record, definition, cancellation);
        keeper.MarkStocks(record, definition, on);
        await context.SaveChangesAsync(cancellation);
        return definition.Show(record, tools.Union.Code);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPost(
        RegisterAddresses.Record + "/move", async (string register, HttpContext http, IHandler<MoveRegisterRecord, RegisterRecordAnswer> handler, CancellationToken cancellation) =>
        {
            var (id, version) = (http.PathId("record"), http.Request.RequiredVersion());
            var answer = await handler.HandleAsync(new MoveRegisterRecord(register, id, version, await http.Request.ReadInputAsync<MoveInput>(cancellation)), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<MoveRegisterRecord, RegisterRecordAnswer>().AcceptsInput<MoveInput>();
}

internal static class RegisterAddresses
{
    public const string Records = "/unions/{union}/registers/{register}/records";
    public const string Record = Records + "/{record}";
}

internal static class RegisterBodies
{
    public static async Task<JsonElement> ReceiveAsync(HttpContext http, CancellationToken cancellation)
    {
        using var body = await http.Request.ReadJsonAsync(cancellation);
        return body.RootElement.Clone();
    }

    public static Dictionary<string, object?> Read(JsonElement body, Definition definition, InputProblems problems) =>
        InputReader.FromJson(RecordKeeper.FieldsOf(definition), body, problems);

    /// <summary>A register in force, to be written to.</summary>
    public static async Task<(Definition Definition, int Number)> OpenAsync(this RegisterDirectory registers, string code, UnionInfo union, CancellationToken cancellation)
    {
        var register = await registers.FindAsync(code, union, cancellation);
        if (register.State == RegisterState.Retired) throw new RuleViolation("register-retired", code);
        return await registers.InForceAsync(register, cancellation);
    }
}
