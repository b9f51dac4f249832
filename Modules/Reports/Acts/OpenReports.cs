using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Federation.Reports.Mandates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Acts;

/// <summary>
/// Opens the report that the entered union owes on a form for a period, or finds its newest edition. A holder of a mandate opens it in the name of its own
/// union, with the unit's code.
/// </summary>
internal sealed record OpenForm(OpenInput Input, string? Unit) : ICommand<ReportAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class OpenFormHandler(ReportsContext context, FormTree tree, ReportDesk desk, ReadReport reading, Caller caller, IUnionDirectory unions,
    TimeProvider time) : IHandler<OpenForm, ReportAnswer>
{
    public Permission Permission => Permissions.HandIn;

    public async Task<ReportAnswer> HandleAsync(OpenForm request, CancellationToken cancellation)
    {
        var period = Period.Parse(request.Input.Period);
        var unit = await UnitAsync(request.Unit, cancellation);
        if (period.First > time.Today()) throw new RuleViolation("report-period-ahead", period.ToString());
        var (form, _) = (await tree.OwedAsync(unit, period, cancellation)).FirstOrDefault(o => o.Form.Number == request.Input.Form);
        if (form is null) throw new RuleViolation("report-not-owed", request.Input.Form, period.ToString());
        var newest = await context.Reports.Where(r => r.UnionId == unit.Id && r.FormId == form.Id && r.Period == period.Code).OrderByDescending(
            r => r.Edition).FirstOrDefaultAsync(cancellation);
        if (newest is null)
        {
            newest = new Report
            {
                Id = context.Ids.Next(), UnionId = unit.Id, FormId = form.Id, Number = form.Number, Period = period.Code, FirstDay = period.First,
                LastDay = period.Last, Edition = 1,
                DeciderId = await tree.DeciderAsync(form, unit.Id, period, cancellation),
            };
            await desk.BeginAsync(newest, unit, "", cancellation);
        }
        return await reading.AnswerAsync(newest, cancellation);
    }

    private async Task<UnionInfo> UnitAsync(string? code, CancellationToken cancellation)
    {
        var here = caller.Union!;
        if (code is null || code == here.Code) return here;
        var unit = await unions.FindAsync(code, cancellation);
        if (unit is null || !await context.MandatesFor(unit.Id, time.Today()).AnyAsync(m => m.HolderId == here.Id, cancellation))
            throw new InvalidInput("unit", "no-mandate", code);
        return unit;
    }
}

internal static class OpenFormEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/unions/{union}/form-reports", async (HttpContext http, IHandler<OpenForm, ReportAnswer> handler, CancellationToken cancellation) =>
    {
        var unit = http.Request.Query["unit"].ToString();
        var input = await http.Request.ReadInputAsync<OpenInput>(cancellation);
        var answer = await handler.HandleAsync(new OpenForm(input, unit.Length == 0 ? null : unit), cancellation);
        return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
    }).Handles<OpenForm, ReportAnswer>(StatusCodes.Status201Created).AcceptsInput<OpenInput>().WithQuery(
        new QueryParameter("unit", typeof(string))).WithTags("reports");
}
