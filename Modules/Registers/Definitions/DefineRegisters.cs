using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Registers.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Definitions;

/// <summary>A register as the API shows it.</summary>
/// <param name="Union">Code of the union that has defined it.</param>
/// <param name="Newest">Number of the newest definition in force; 0 for none.</param>
/// <param name="Definition">The draft where there is one, else the newest in force; null in a list.</param>
internal sealed record RegisterAnswer(
    string Id, string Code, string Zh, string En, LineOfWork Line, RegisterVisibility Visibility, string Union, RegisterState State, int Newest, bool HasDraft,
    RegisterInput? Definition, int Version);

internal sealed record ListRegisters : IRequest<RegistersView>;

internal sealed record RegistersView(IReadOnlyList<RegisterAnswer> Items);

internal sealed record GetRegister(string Code) : IRequest<RegisterAnswer>;

internal sealed record DraftRegister(RegisterInput Definition) : ICommand<RegisterAnswer>;

internal sealed record RedraftRegister(string Code, int Version, RegisterInput Definition) : ICommand<RegisterAnswer>;

/// <summary>Puts the draft in force. Its checks hold from a day on, its figures at once.</summary>
internal sealed record ActivateRegister(string Code, int Version, ActivationInput Input) : ICommand<RegisterAnswer>;

internal sealed record RetireRegister(string Code, int Version) : ICommand<RegisterAnswer>;

internal sealed class ActivationInput
{
    /// <summary>Today where left out.</summary>
    public DateOnly? From { get; set; }
}

internal sealed class ListRegistersHandler(RegisterDirectory registers, RecordTools tools) : IHandler<ListRegisters, RegistersView>
{
    public Permission Permission => Permissions.Read;

    public async Task<RegistersView> HandleAsync(ListRegisters request, CancellationToken cancellation)
    {
        var used = await registers.UsedBy(tools.Union).AsNoTracking().OrderBy(r => r.Line).ThenBy(r => r.Code).ToListAsync(cancellation);
        var items = new List<RegisterAnswer>();
        foreach (var register in used) items.Add(await register.ShowAsync(tools, null, cancellation));
        return new RegistersView(items);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet(
        "/unions/{union}/registers", async (HttpContext http, IHandler<ListRegisters, RegistersView> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListRegisters(), cancellation))).Handles<ListRegisters, RegistersView>();
}

internal sealed class GetRegisterHandler(RegisterDirectory registers, RecordTools tools) : IHandler<GetRegister, RegisterAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<RegisterAnswer> HandleAsync(GetRegister request, CancellationToken cancellation)
    {
        var register = await registers.FindAsync(request.Code, tools.Union, cancellation);
        var definition = register.Draft is { } draft ? RegisterDocuments.Read(draft) : (await registers.NewestAsync(register, cancellation))?.Definition.Input;
        return await register.ShowAsync(tools, definition, cancellation);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet(
        DefinedRegisters.One, async (string register, HttpContext http, IHandler<GetRegister, RegisterAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetRegister(register), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetRegister, RegisterAnswer>();
}

internal sealed class DraftRegisterHandler(RegistersContext context, RecordTools tools) : IHandler<DraftRegister, RegisterAnswer>
{
    public Permission Permission => Permissions.Define;

    public async Task<RegisterAnswer> HandleAsync(DraftRegister request, CancellationToken cancellation)
    {
        var definition = request.Definition;
        var problems = new InputProblems();
        DefinitionReader.Read(definition, new Layout(), null, problems);
        problems.ThrowIfAny();
        // A code names a source of figures, of which the whole federation has one.
        if (await context.Registers.AnyAsync(r => r.Code == definition.Code, cancellation)) throw new RuleViolation("register-code-taken", definition.Code);
        await DefinedRegisters.RefuseTooManyAsync(context, tools.Union, cancellation);
        var register = new Register();
        register.PlaceIn(context.TenantId, default, context.Ids);
        register.Keep(definition, RegisterDocuments.Write(definition));
        context.Add(register);
        await context.SaveChangesAsync(cancellation);
        return await register.ShowAsync(tools, definition, cancellation);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPost(
        "/unions/{union}/registers", async (HttpContext http, IHandler<DraftRegister, RegisterAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new DraftRegister(await http.Request.ReadInputAsync<RegisterInput>(cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Code}", answer, answer.Version);
        }).Handles<DraftRegister, RegisterAnswer>(StatusCodes.Status201Created).AcceptsInput<RegisterInput>();
}

internal sealed class RedraftRegisterHandler(RegistersContext context, RecordTools tools, RegisterDirectory registers) : IHandler<RedraftRegister, RegisterAnswer>
{
    public Permission Permission => Permissions.Define;

    public async Task<RegisterAnswer> HandleAsync(RedraftRegister request, CancellationToken cancellation)
    {
        var register = await registers.FindOwnAsync(request.Code, request.Version, tools.Union, cancellation);
        var problems = new InputProblems();
        var newest = await registers.NewestAsync(register, cancellation);
        DefinitionReader.Read(request.Definition, Layout.Read(register.Layout), newest?.Definition, problems);
        if (request.Definition.Code != register.Code && !problems.All().ContainsKey("code")) problems.Add("code", "register-code-stays", register.Code);
        problems.ThrowIfAny();
        register.PlaceIn(register.UnionId, default, context.Ids);
        register.Keep(request.Definition, RegisterDocuments.Write(request.Definition));
        await context.SaveChangesAsync(cancellation);
        return await register.ShowAsync(tools, request.Definition, cancellation);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPut(
        DefinedRegisters.One, async (string register, HttpContext http, IHandler<RedraftRegister, RegisterAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var answer = await handler.HandleAsync(new RedraftRegister(register, version, await http.Request.ReadInputAsync<RegisterInput>(cancellation)), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<RedraftRegister, RegisterAnswer>().AcceptsInput<RegisterInput>();
}

internal sealed class ActivateRegisterHandler(
    RegistersContext context, RecordTools tools, RegisterDirectory registers, Caller caller, TimeProvider time, IFigureCatalogue catalogue)
    : IHandler<ActivateRegister, RegisterAnswer>
{
    public Permission Permission => Permissions.Define;

    public async Task<RegisterAnswer> HandleAsync(ActivateRegister request, CancellationToken cancellation)
    {
        var register = await registers.FindOwnAsync(request.Code, request.Version, tools.Union, cancellation);
        if (register.Draft is not { } draft) throw new RuleViolation("register-nothing-new", register.Code);
        var newest = await registers.NewestAsync(register, cancellation);
        var problems = new InputProblems();
        // Again: what was in force when the draft was written may have gone on.
        var definition = DefinitionReader.Read(RegisterDocuments.Read(draft), Layout.Read(register.Layout), newest?.Definition, problems);
        problems.ThrowIfAny();
        var from = request.Input.From ?? tools.Today;
        register.PlaceIn(register.UnionId, default, context.Ids);
        var version = register.PutInForce(definition!, from, newest?.Version, context.Ids, caller.PersonId);
        context.Add(version);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, Permissions.Define.Code, $"activate {register.Code} {version.Number}"));
        await context.SaveChangesAsync(cancellation);
        await catalogue.RenewAsync(cancellation);
        if (newest is { } before && FirstChangedMonth(before.Definition, definition!) is { } month) await catalogue.MeasureAgainAsync(definition!.Source, month, cancellation);
        return await register.ShowAsync(tools, definition!.Input, cancellation);
    }

    /// <summary>The first month of which figures may be others than before; null where none are.</summary>
    private static int? FirstChangedMonth(Definition before, Definition now)
    {
        var states = string.Join(',', before.Counting ?? []) != string.Join(',', now.Counting ?? []);
        var choices = now.Indicators.Any(i => i.By is not null);
        if (states || choices) return 0;
        var changed = now.Indicators.SelectMany(i => i.Formulas.Select(f => (i.Input.Code, Formula: f)))
            .Where(n => !before.Indicators.Any(b => b.Input.Code == n.Code && b.Formulas.Any(f => Says(f) == Says(n.Formula)))).Select(n => (int?)n.Formula.From).ToList();
        return changed.Min();
    }

    private static string Says(DatedFormula formula) =>
        string.Join('|', new[] { formula.Of, formula.Filter, formula.Per, formula.PerFilter }.Select(n => n is null ? "" : Language.Words.Of(n, english: true)).Append($"{formula.From}"));

    public static void Map(IEndpointRouteBuilder api) => api.MapPost(
        DefinedRegisters.One + "/activate", async (string register, HttpContext http, IHandler<ActivateRegister, RegisterAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var answer = await handler.HandleAsync(new ActivateRegister(register, version, await http.Request.ReadInputAsync<ActivationInput>(cancellation)), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ActivateRegister, RegisterAnswer>().AcceptsInput<ActivationInput>();
}

internal sealed class RetireRegisterHandler(RegistersContext context, RecordTools tools, RegisterDirectory registers) : IHandler<RetireRegister, RegisterAnswer>
{
    public Permission Permission => Permissions.Define;

    public async Task<RegisterAnswer> HandleAsync(RetireRegister request, CancellationToken cancellation)
    {
        var register = await registers.FindOwnAsync(request.Code, request.Version, tools.Union, cancellation);
        register.Retire();
        register.PlaceIn(register.UnionId, default, context.Ids);
        await context.SaveChangesAsync(cancellation);
        return await register.ShowAsync(tools, (await registers.NewestAsync(register, cancellation))?.Definition.Input, cancellation);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPost(
        DefinedRegisters.One + "/retire", async (string register, HttpContext http, IHandler<RetireRegister, RegisterAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new RetireRegister(register, http.Request.RequiredVersion()), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<RetireRegister, RegisterAnswer>();
}

internal static class DefinedRegisters
{
    public const string One = "/unions/{union}/registers/{register}";

    /// <summary>A register that the entered union has defined itself, if it is still as the caller read it.</summary>
    public static async Task<Register> FindOwnAsync(this RegisterDirectory registers, string code, int version, UnionInfo union, CancellationToken cancellation)
    {
        var register = await registers.FindAsync(code, union, cancellation);
        // Those below use it and do not change it.
        if (register.UnionId != union.Id) throw new NotAllowed(Permissions.Define.Code);
        return register.Version == version ? register : throw new StaleRecord(missingCondition: false);
    }

    /// <summary>200 registers of a province, 20 of a city, 5 of a district or of a union below it.</summary>
    public static async Task RefuseTooManyAsync(RegistersContext context, UnionInfo union, CancellationToken cancellation)
    {
        var most = union.Level switch { UnionLevel.Province => 200, UnionLevel.City => 20, _ => 5 };
        if (await context.Registers.CountAsync(r => r.UnionId == union.Id, cancellation) >= most) throw new RuleViolation("register-too-many", most);
    }

    public static async Task<RegisterAnswer> ShowAsync(this Register register, RecordTools tools, RegisterInput? definition, CancellationToken cancellation) => new(
        Text.Of(register.Id), register.Code, register.Zh, register.En, register.Line, register.Visibility,
        (await tools.Unions.FindAsync(register.UnionId, cancellation))?.Code ?? tools.Union.Code, register.State, register.Newest, register.Draft is not null, definition, register.Version);
}
