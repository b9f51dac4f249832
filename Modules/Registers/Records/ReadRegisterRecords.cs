using System.Linq.Expressions;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Language;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Records;

/// <summary>What a list of records is narrowed to.</summary>
internal sealed class RegisterFilter
{
    /// <summary>A part of one of the texts that lists show.</summary>
    public string? Search { get; set; }

    public int? Year { get; set; }

    /// <summary>Code of a state.</summary>
    [MaxLength(40)]
    public string? State { get; set; }

    /// <summary>A condition in the language of definitions.</summary>
    [MaxLength(Formula.MaxLength)]
    public string? Filter { get; set; }

    /// <summary>With the records of the unions below, where those are seen from above.</summary>
    public bool? Subtree { get; set; }
}

/// <summary>The records of a register in the order in which they were added.</summary>
internal sealed record ListRegisterRecords(string Register, RegisterFilter Filter, PageRequest Page) : IRequest<PageOf<RegisterRecordAnswer>>;

internal sealed record GetRegisterRecord(string Register, long Id) : IRequest<RegisterRecordAnswer>;

internal sealed class ListRegisterRecordsHandler(RegistersContext context, RecordTools tools, RegisterReader reader)
    : IHandler<ListRegisterRecords, PageOf<RegisterRecordAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<RegisterRecordAnswer>> HandleAsync(ListRegisterRecords request, CancellationToken cancellation)
    {
        var (definition, records) = await reader.ReadableAsync(request.Register, null, cancellation);
        var (filter, own, after) = (request.Filter, context.TenantId, request.Page.AfterId ?? 0);
        if (definition.IsPersonal || filter.Subtree is not true) records = records.Where(r => r.UnionId == own);
        if (filter.Year is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            records = records.Where(r => r.Date >= first && r.Date <= last);
        }
        if (filter.State is { } code)
        {
            var state = definition.States.FirstOrDefault(s => s.Input.Code == code)?.Number
                ?? throw new InvalidInput("state", "not-one-of", string.Join(", ", definition.States.Select(s => s.Input.Code)));
            records = records.Where(r => r.State == state);
        }
        if (filter.Search is { } search) records = records.Where(Containing(definition, search));
        if (filter.Filter is { } formula) records = records.Where(Meeting(definition, formula));
        var read = request.Page.ToPage(
            await records.Where(r => r.Id > after).OrderBy(r => r.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation), r => Text.Of(r.Id));
        var codes = new Dictionary<long, string>();
        foreach (var union in read.Items.Select(r => r.UnionId).Distinct())
            codes[union] = (await tools.Unions.FindAsync(union, cancellation))?.Code ?? tools.Union.Code;
        return new PageOf<RegisterRecordAnswer>([.. read.Items.Select(r => definition.Show(r, codes[r.UnionId]))], read.Next);
    }

    private static Expression<Func<WideRecord, bool>> Containing(Definition definition, string search)
    {
        var record = Expression.Parameter(typeof(WideRecord), "r");
        var texts = definition.Fields.Where(f => f.Slot.Kind == SlotKind.Text).Select(f => Expression.Property(record, f.Slot.Property));
        var found = texts.Select(t => (Expression)Expression.Call(t, nameof(string.Contains), null, Expression.Constant(search)));
        return Expression.Lambda<Func<WideRecord, bool>>(found.Aggregate((Expression)Expression.Constant(false), Expression.OrElse), record);
    }

    private static Expression<Func<WideRecord, bool>> Meeting(Definition definition, string text)
    {
        var formula = Formula.Read(text, definition.Named, ValueKind.Truth, FormulaUse.Query, out var problem)
            ?? throw new InvalidInput("filter", problem!.Code, problem.Arguments);
        var record = Expression.Parameter(typeof(WideRecord), "r");
        return Expression.Lambda<Func<WideRecord, bool>>(Translation.Truth(formula.Root, record), record);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet(
        RegisterAddresses.Records,
        async (string register, HttpContext http, IHandler<ListRegisterRecords, PageOf<RegisterRecordAnswer>> handler, CancellationToken cancellation) =>
        {
            var filter = InputReader.FromQuery<RegisterFilter>(http.Request, (f, problems) =>
            {
                if (f.Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
            });
            return EndpointExtensions.Answer(http, await handler.HandleAsync(new ListRegisterRecords(register, filter, PageRequest.From(http.Request)), cancellation));
        }).Handles<ListRegisterRecords, PageOf<RegisterRecordAnswer>>().WithQuery(QueryParameter.Of<RegisterFilter>());
}

internal sealed class GetRegisterRecordHandler(RecordTools tools, RegisterReader reader) : IHandler<GetRegisterRecord, RegisterRecordAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<RegisterRecordAnswer> HandleAsync(GetRegisterRecord request, CancellationToken cancellation)
    {
        var (definition, records) = await reader.ReadableAsync(request.Register, request.Id, cancellation);
        var record = await records.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) ?? throw new NotFound(request.Register);
        return definition.Show(record, (await tools.Unions.FindAsync(record.UnionId, cancellation))?.Code ?? tools.Union.Code);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet(
        RegisterAddresses.Record, async (string register, HttpContext http, IHandler<GetRegisterRecord, RegisterRecordAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetRegisterRecord(register, http.PathId("record")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetRegisterRecord, RegisterRecordAnswer>();
}

/// <summary>The records of a register that the caller may see. An audit entry is committed before records of persons are shown.</summary>
internal sealed class RegisterReader(RegisterDirectory registers, RecordKeeper keeper, Caller caller, IAudit audit, RecordTools tools)
{
    public async Task<(Definition Definition, IQueryable<WideRecord> Records)> ReadableAsync(string code, long? id, CancellationToken cancellation)
    {
        var register = await registers.FindAsync(code, tools.Union, cancellation);
        // What was recorded stays readable when the register is retired.
        if (await registers.NewestAsync(register, cancellation) is not { } newest) throw new RuleViolation("register-not-in-force", code);
        if (newest.Definition.IsPersonal)
        {
            caller.RequirePersonal(Permissions.ReadPersonal, code);
            await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, id is { } one ? $"{code} {Text.Of(one)}" : code, cancellation);
        }
        return (newest.Definition, keeper.Records(newest.Definition).AsNoTracking());
    }
}
