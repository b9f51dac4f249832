using Federation.Framework.Tenancy;
using Federation.Reports.Inputs;

namespace Federation.Reports.Cases;

/// <summary>In whose name somebody acts on a report.</summary>
internal enum Side
{
    /// <summary>The union whose report it is.</summary>
    Unit,

    /// <summary>A union that hands in for it by a mandate (代报).</summary>
    Holder,

    /// <summary>The parent on the reporting line at the period's end.</summary>
    Decider,

    /// <summary>The root of the tree.</summary>
    Top,
}

/// <summary>One line of the table: in that state, that side may do that, in one of these roles, and the state is then the next.</summary>
/// <param name="ByRight">Roles that may do it only where the unit says so.</param>
internal sealed record Move(ReportState From, ReportAction Action, Side Side, ReportState To, IReadOnlyList<Role> Roles, IReadOnlyList<Role> ByRight);

/// <summary>
/// The one state machine of reports. Whatever is not in the table is refused. What a move needs besides (checks, children, number and hash, a reason) stands
/// with the act.
/// </summary>
internal static class ReportFlow
{
    private static readonly Role[] Nobody = [], Clerks = [Role.Clerk, Role.Reviewer], Deciders = [Role.Reviewer, Role.Leader],
        Unit = [Role.Clerk, Role.Reviewer, Role.Leader];

    public static IReadOnlyList<Move> Table { get; } =
    [
        new(ReportState.Draft, ReportAction.Fill, Side.Unit, ReportState.Draft, Unit, Nobody),
        new(ReportState.Draft, ReportAction.Fill, Side.Holder, ReportState.Draft, Unit, Nobody),
        new(ReportState.Draft, ReportAction.Confirm, Side.Unit, ReportState.Draft, Unit, Nobody),
        new(ReportState.Draft, ReportAction.Submit, Side.Unit, ReportState.Submitted, [Role.Leader], Clerks),
        new(ReportState.Draft, ReportAction.Submit, Side.Holder, ReportState.Submitted, Unit, Nobody),
        new(ReportState.Submitted, ReportAction.Withdraw, Side.Unit, ReportState.Draft, Unit, Nobody),
        new(ReportState.Submitted, ReportAction.Withdraw, Side.Holder, ReportState.Draft, Unit, Nobody),
        new(ReportState.Submitted, ReportAction.Review, Side.Decider, ReportState.UnderReview, Deciders, Nobody),
        new(ReportState.UnderReview, ReportAction.Return, Side.Decider, ReportState.Returned, Deciders, Nobody),
        new(ReportState.UnderReview, ReportAction.Approve, Side.Decider, ReportState.Approved, Deciders, Nobody),
        new(ReportState.Returned, ReportAction.Fill, Side.Unit, ReportState.Returned, Unit, Nobody),
        new(ReportState.Returned, ReportAction.Fill, Side.Holder, ReportState.Returned, Unit, Nobody),
        new(ReportState.Returned, ReportAction.Confirm, Side.Unit, ReportState.Returned, Unit, Nobody),
        new(ReportState.Returned, ReportAction.Submit, Side.Unit, ReportState.Submitted, [Role.Leader], Clerks),
        new(ReportState.Returned, ReportAction.Submit, Side.Holder, ReportState.Submitted, Unit, Nobody),
        new(ReportState.Approved, ReportAction.PullBack, Side.Decider, ReportState.Returned, Deciders, Nobody),
        new(ReportState.Approved, ReportAction.Close, Side.Top, ReportState.Closed, [Role.Leader], Nobody),
        // The edition that is closed stays closed; what begins is the draft of the next one.
        new(ReportState.Closed, ReportAction.Revise, Side.Unit, ReportState.Closed, Unit, Nobody),
    ];

    /// <summary>The lines for an action in a state.</summary>
    public static IEnumerable<Move> For(ReportState state, ReportAction action) => Table.Where(m => m.From == state && m.Action == action);

    /// <summary>Every role in which an action may be taken at all: what an endpoint asks for before it looks at the report.</summary>
    public static Role[] RolesFor(ReportAction action) => [.. Table.Where(m => m.Action == action).SelectMany(m => m.Roles.Concat(m.ByRight)).Distinct()];
}
