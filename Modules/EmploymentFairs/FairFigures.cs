using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs;

/// <summary>The module's indicators, and what each counts.</summary>
internal static class FairFigures
{
    public static readonly IReadOnlyList<FigureSource> All =
    [
        FigureSource.Flow(Sources.Fairs, scope => scope.Filter<Fair>().Where(f => f.State == FairState.Held))
            .Count(new(27, "fairs.held", "招聘会场次", "Fairs held", "fairs", "fairs whose last day lies in the period (a joint fair counts once with its host)")),

        FigureSource.Flow(Sources.CoHosts, scope => scope.Filter<CoHosting>().Where(c => c.State == FairState.Held))
            .Count(new(49, "fairs.co-hosted", "协办招聘会场次", "Fairs co-hosted", "fairs", "joint fairs at each co-host; never added to fairs.held")),

        FigureSource.Flow(Sources.Stands, scope => scope.Filter<Stand>().Where(s => s.Attendance == Attendance.Present))
            .Count(new(28, "fairs.attendances", "进场招聘企业(家次)", "Employer attendances", "attendances", "employers present at fairs"))
            .Distinct(new(29, "fairs.employers", "招聘企业数", "Different employers", "employers", "employers by unified social credit code"), s => s.EmployerHash),

        FigureSource.Flow(Sources.Posts, scope => scope.Filter<Post>().Where(p => p.Offered))
            .Sum(
                new(30, "fairs.posts", "提供岗位数", "Posts offered", "posts", "openings of posts offered at fairs by employers who were present"),
                p => p.Openings),

        // An indicator comes from one query, so those counted and those registered are put under one another before they are added up.
        FigureSource.Flow(Sources.Visitors, scope => scope.Filter<VisitorCount>().Select(v => new { v.UnionId, v.Month, v.People })
                .Concat(scope.Filter<Seeker>().Where(s => s.ArrivedOn != null).Select(s => new { s.UnionId, s.Month, People = 1 })))
            .Sum(new(31, "fairs.visitors", "进场求职人次", "Job seekers", "person-times", "visitors counted or registered"), v => v.People),

        // Applications are no indicator; that there are some says that the union has handed something in.
        FigureSource.Of<JobApplication>(Sources.Applications),

        FigureSource.Of<JobOffer>(Sources.Offers).Sum(new(32, "fairs.offers", "达成意向人数", "Offers agreed", "person-times", "offers recorded"), o => o.People),

        FigureSource.Of<Placement>(Sources.Placements)
            .Sum(new(33, "fairs.placed", "实现就业人数", "People placed", "placements", "placements confirmed"), p => p.People)
            .Sum(
                new(
                    34, "fairs.placed-hardship", "困难家庭成员就业人数", "Placed from hardship families", "placements",
                    "of those from families with a hardship file", "fairs.placed"),
                p => p.OfHardship),

        FigureSource.Of<FollowUp>(Sources.FollowUps)
            .Ratio(
                new(35, "fairs.retained", "稳定就业率", "Still employed at follow-up", "percent", "still employed at the follow-up / followed up"),
                f => f.Employed, f => f.Reached),
    ];
}
