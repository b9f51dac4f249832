using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Reports.Cases;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Acts;

/// <summary>
/// The unit asks for another edition of a closed report: a revision or a correction, with reason, extent and evidence. It begins with the figures of the
/// edition before, which stays as it is, and goes up the chain like any other.
/// </summary>
internal sealed class ReviseReport : ReportAct<ReviseInput>
{
    public override ReportAction Action => ReportAction.Revise;

    public override async Task<Report> DoAsync(OpenReport open, ReviseInput input, ActTools tools, CancellationToken cancellation)
    {
        var closed = open.Report;
        var (form, union, period) = (closed.FormId, closed.UnionId, closed.Period);
        if (await tools.Context.Reports.AnyAsync(r => r.FormId == form && r.UnionId == union && r.Period == period && r.Edition > closed.Edition,
            cancellation)) throw new RuleViolation("report-revised-already");
        var standing = await tools.Reading.SubmissionAsync(closed.Id, closed.ApprovedNumber!.Value, cancellation) ?? throw new NotFound("submission");
        var next = new Report
        {
            Id = tools.Context.Ids.Next(), UnionId = union, FormId = form, Number = closed.Number, Period = period, FirstDay = closed.FirstDay,
            LastDay = closed.LastDay, Edition = closed.Edition + 1,
            Kind = input.Kind, Reason = input.Reason, Extent = input.Extent, Evidence = input.Evidence, AuthorId = tools.Desk.Person,
            DeciderId = closed.DeciderId, KeepsOwn = true,
        };
        foreach (var value in standing.Values.Where(v => v.Status != ValueStatus.NotAsked && tools.Book.Find(v.Indicator) is { Kind: not IndicatorKind.Ratio }))
        {
            tools.Context.Add(new ReportCell
            {
                ReportId = next.Id, Indicator = value.Indicator, UnionId = union, Value = value.Own, Status = value.Status == ValueStatus.Typed ? null
                    : value.Status, Remark = value.Remark,
                TypedBy = value.TypedBy,
            });
        }
        await tools.Desk.BeginAsync(next, open.Unit, $"{Text.Of(input.Kind)}: {input.Reason}", cancellation);
        return next;
    }
}
