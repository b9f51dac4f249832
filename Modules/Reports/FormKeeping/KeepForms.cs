using Federation.Figures.Contracts;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.FormKeeping;

/// <summary>A version of a form as the API answers it.</summary>
/// <param name="Owner">Code of the union that made it; null for the national federation's.</param>
/// <param name="DefinitionHash">Over rows and checks: reports with the same one were asked the same.</param>
/// <param name="Started">The first day from which periods are reported on in the union of the address; null where that has not begun.</param>
public sealed record FormAnswer(
    string Id, string? Owner, string Number, int Version, string NameZh, string NameEn, string Issuer, string? Approval, DateOnly ValidFrom, DateOnly? ValidTo,
    YearType YearType,
    string DefinitionHash, DateOnly? Started, IReadOnlyList<FormRowAnswer> Rows, IReadOnlyList<FormCheckAnswer> Checks, IReadOnlyList<FormDutyAnswer> Duties)
{
    internal static FormAnswer Of(Form form, string? owner, DateOnly? started, IFigureBook book) => new(
        Text.Of(form.Id), owner, form.Number, form.Version, form.NameZh, form.NameEn, form.Issuer, form.Approval, form.ValidFrom, form.ValidTo, form.YearType,
        form.DefinitionHash, started,
        [.. form.Rows.OrderBy(r => r.Number)
            .Select(r => new FormRowAnswer(r.Number, r.Indicator, book.Find(r.Indicator)?.Name ?? r.Indicator, book.Find(r.Indicator)?.Unit ?? "", r.PartOf))],
        [.. form.Checks.OrderBy(c => c.Number).Select(c => new FormCheckAnswer(c.Code, c.Kind, c.Level, c.Row, c.OtherRows, c.Percent, c.Amount))],
        [.. form.Duties.OrderBy(d => d.Number).Select(d => new FormDutyAnswer(d.Level, d.From, d.To, d.DueDays, d.SumsUp))]);
}

public sealed record FormRowAnswer(int Number, string Indicator, string Name, string Unit, string? PartOf);

public sealed record FormCheckAnswer(
    string Code, CheckKind Kind, CheckLevel Level, string Row, IReadOnlyList<string> Others, decimal? Percent, decimal? Amount);

public sealed record FormDutyAnswer(UnionLevel Level, DateOnly From, DateOnly? To, int DueDays, bool SumsUp);

public sealed record FormsAnswer(IReadOnlyList<FormAnswer> Items);

/// <summary>Makes a form, or its next version.</summary>
internal sealed record MakeForm(FormInput Input) : ICommand<FormAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class MakeFormHandler(ReportsContext context, FormTree tree, IFigureBook book, Caller caller) : IHandler<MakeForm, FormAnswer>
{
    public Permission Permission => Permissions.KeepForms;

    public async Task<FormAnswer> HandleAsync(MakeForm request, CancellationToken cancellation)
    {
        var (union, input) = (caller.Union!, request.Input);
        RequireRows(input);
        var known = await tree.KnownAsync(union, cancellation);
        if (known.Any(f => f.Number == input.Number && f.UnionId != union.Id)) throw new RuleViolation("form-number-taken", input.Number);
        var versions = await context.Forms.IgnoreAutoIncludes().Where(f => f.UnionId == union.Id && f.Number == input.Number).ToListAsync(cancellation);
        if (versions.MaxBy(f => f.Version) is { } last)
        {
            if (last.YearType != input.YearType) throw new RuleViolation("form-of-another-year-type", input.Number);
            if (input.ValidFrom <= last.ValidFrom) throw new RuleViolation("form-version-too-early", last.ValidFrom);
            // What was reported on by the version before goes on reading by it.
            if (last.ValidTo is null || last.ValidTo >= input.ValidFrom) last.ValidTo = input.ValidFrom.AddDays(-1);
            if (await context.Reports.AnyAsync(r => r.FormId == last.Id && r.LastDay >= input.ValidFrom, cancellation)) throw new RuleViolation(
                "form-version-in-use", input.Number, input.ValidFrom);
        }
        var form = Form.Of(input, context.Ids.Next(), union.Id, versions.Count + 1);
        context.Add(form);
        await context.SaveChangesAsync(cancellation);
        return FormAnswer.Of(form, union.Code, null, book);
    }

    /// <summary>What adds up from level to level can be a row, and the share of two rows. Different ones and coverages cannot be added.</summary>
    private void RequireRows(FormInput input)
    {
        var problems = new InputProblems();
        var on = input.Rows.Select(r => r.Indicator).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < input.Rows.Count; i++)
        {
            var at = $"rows[{i}].indicator";
            if (book.Find(input.Rows[i].Indicator) is not { } indicator) problems.Add(at, "unknown-indicator-on-form", input.Rows[i].Indicator);
            else if (indicator.Kind is IndicatorKind.Coverage or IndicatorKind.Distinct) problems.Add(at, "form-row-does-not-add-up", indicator.Name);
            else if (indicator.Kind == IndicatorKind.Ratio
                && (indicator.Above is null || !on.Contains(indicator.Above) || !on.Contains(indicator.Below!))) problems.Add(
                    at, "form-share-without-parts", indicator.Name);
            else if (indicator.Source == IndicatorSource.Form && input.YearType == YearType.Month) problems.Add(at, "form-row-of-a-year", indicator.Name);
        }
        for (var i = 0; i < input.Checks.Count; i++)
            foreach (var other in input.Checks[i].Others.Where(o => book.Find(o) is null)) problems.Add(
                $"checks[{i}].others", "unknown-indicator-on-form", other);
        problems.ThrowIfAny();
    }
}

/// <summary>The forms that the union knows: its own, those of the unions above it, the national federation's; every version.</summary>
internal sealed record ListForms : IRequest<FormsAnswer>;

internal sealed class ListFormsHandler(
    ReportsContext context, FormTree tree, IFigureBook book, IUnionDirectory unions, Caller caller) : IHandler<ListForms, FormsAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<FormsAnswer> HandleAsync(ListForms request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        long[] above = [union.Id, .. union.Ancestors];
        var starts = await context.Starts.AsNoTracking().Where(s => above.Contains(s.UnionId)).ToListAsync(cancellation);
        var answers = new List<FormAnswer>();
        foreach (var form in await tree.KnownAsync(union, cancellation))
        {
            var owner = form.UnionId == Form.National ? null : (await unions.FindAsync(form.UnionId, cancellation))?.Code;
            answers.Add(
                FormAnswer.Of(form, owner, starts.Where(s => s.OwnerId == form.UnionId && s.Number == form.Number).Select(s => (DateOnly?)s.From).Min(), book));
        }
        return new FormsAnswer(answers);
    }
}

/// <summary>Switches a form on, and approval with it, from a day: in the union and below it.</summary>
internal sealed record StartForm(string Number, DateOnly From) : ICommand<FormAnswer>;

internal sealed class StartFormHandler(
    ReportsContext context, FormTree tree, IFigureBook book, IUnionDirectory unions, Caller caller, TimeProvider time) : IHandler<StartForm, FormAnswer>
{
    public Permission Permission => Permissions.KeepForms;

    public async Task<FormAnswer> HandleAsync(StartForm request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var form = (await tree.KnownAsync(union, cancellation)).Where(f => f.Number == request.Number).MaxBy(f => f.Version) ?? throw new NotFound("form");
        // The national federation's forms begin for a whole province, a union's own with that union.
        if (form.UnionId == Form.National ? union.Parent is not null : form.UnionId != union.Id) throw new NotAllowed(Permission.Code);
        var start = await context.Starts.SingleOrDefaultAsync(s => s.UnionId == union.Id && s.OwnerId == form.UnionId && s.Number == form.Number, cancellation);
        if (start is null) context.Add(new FormStart { UnionId = union.Id, OwnerId = form.UnionId, Number = form.Number, From = request.From });
        else
        {
            // Reports that were made would no longer be owed.
            var (from, number) = (request.From, form.Number);
            if (await context.Reports.AnyAsync(r => r.Number == number && r.FirstDay < from
                && context.Tree.Any(c => c.AncestorId == union.Id && c.DescendantId == r.UnionId), cancellation))
                throw new RuleViolation("form-reported-on-earlier", form.Number, request.From);
            start.From = request.From;
        }
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "reports.start-form", $"{form.Number} {Text.Of(request.From)}"));
        await context.SaveChangesAsync(cancellation);
        return FormAnswer.Of(form, form.UnionId == Form.National ? null : (await unions.FindAsync(form.UnionId, cancellation))?.Code, request.From, book);
    }
}

internal static class FormEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/unions/{union}/forms", async (HttpContext http, IHandler<ListForms, FormsAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListForms(), cancellation))).Handles<ListForms, FormsAnswer>().WithTags("reports");
        api.MapPost("/unions/{union}/forms", async (HttpContext http, IHandler<MakeForm, FormAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new MakeForm(await http.Request.ReadInputAsync<FormInput>(cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{Uri.EscapeDataString(answer.Number)}", answer);
        }).Handles<MakeForm, FormAnswer>(StatusCodes.Status201Created).AcceptsInput<FormInput>().WithTags("reports");
        api.MapPut("/unions/{union}/forms/{form}/start",
            async (string form, HttpContext http, IHandler<StartForm, FormAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<FormStartInput>(cancellation);
            return EndpointExtensions.Answer(http, await handler.HandleAsync(new StartForm(form, input.From), cancellation));
        }).Handles<StartForm, FormAnswer>().AcceptsInput<FormStartInput>().WithTags("reports");
    }
}
