using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel.Checks;
using System.Globalization;

namespace Federation.EmploymentFairs.Tests;

/// <summary>Fairs and records as tests begin with them.</summary>
internal static class Given
{
    extension(Unit unit)
    {
        public FairsContext Context => unit.Get<FairsContext>();
    }

    public static readonly DateOnly First = new(2017, 3, 30), Last = new(2017, 3, 31);

    public static FairInput Terms(params CoHostInput[] coHosts) =>
        new() { Title = "春风行动招聘会", Mode = FairMode.Venue, Starts = First, Ends = Last, Venue = "工人文化宫", Division = "610102", CoHosts = coHosts };

    public static async Task<long> PlannedAsync(this FairsFixture house, UnionInfo union, FairInput? terms = null) => Id((await house.AskAsync(union, new PlanFair(terms ?? Terms()))).Id);

    public static async Task<long> AnnouncedAsync(this FairsFixture house, UnionInfo union, FairInput? terms = null)
    {
        var fair = await house.PlannedAsync(union, terms);
        await house.AnnounceAsync(union, fair);
        return fair;
    }

    /// <summary>The fair's version, as a page of the fair would know it.</summary>
    public static async Task<int> VersionAsync(this FairsFixture house, UnionInfo union, long fair) => (await house.AskAsync(union, new GetFair(fair))).Version;

    public static async Task<FairAnswer> AnnounceAsync(this FairsFixture house, UnionInfo union, long fair) => await house.AskAsync(union, new AnnounceFair(fair, await house.VersionAsync(union, fair)));

    public static async Task<FairAnswer> CloseAsync(this FairsFixture house, UnionInfo union, long fair) => await house.AskAsync(union, new CloseFair(fair, await house.VersionAsync(union, fair)));

    public static async Task<FairAnswer> ReopenAsync(this FairsFixture house, UnionInfo union, long fair, Role role = Role.Clerk) => await house.AskAsync(union, new ReopenFair(fair, await house.VersionAsync(union, fair)), role);

    public static async Task<FairAnswer> CancelAsync(this FairsFixture house, UnionInfo union, long fair) =>
        await house.AskAsync(union, new CancelFair(fair, await house.VersionAsync(union, fair), new CancelInput { Reason = "暴雨" }));

    public static Task<TAnswer> RecordAsync<TRecord, TInput, TAnswer>(this FairsFixture house, UnionInfo union, long fair, TInput input) where TInput : RecordInput =>
        house.AskAsync(union, new AddRecord<TRecord, TInput, TAnswer>(fair, input));

    public static Task<StandAnswer> StandAsync(this FairsFixture house, UnionInfo union, long fair, Attendance attendance = Attendance.Present, string? code = null, string employer = "某机械厂") =>
        house.RecordAsync<Stand, StandInput, StandAnswer>(union, fair, new StandInput { Employer = employer, EmployerCode = code ?? EmployerCode(), Sector = Sector.Manufacturing, Attendance = attendance });

    public static PostInput Post(StandAnswer stand, int openings = 10, Trade trade = Trade.Welding, decimal? from = 4_000, decimal? to = 5_000, string division = "610102") =>
        new() { Stand = stand.Id, Title = "焊工", Trade = trade, Openings = openings, WageFrom = from, WageTo = to, Division = division, Place = "新城区" };

    public static Task<PostAnswer> PostAsync(this FairsFixture house, UnionInfo union, long fair, PostInput input) => house.RecordAsync<Post, PostInput, PostAnswer>(union, fair, input);

    public static async Task<PostAnswer> PostAsync(this FairsFixture house, UnionInfo union, long fair, int openings = 10) => await house.PostAsync(union, fair, Post(await house.StandAsync(union, fair), openings));

    public static SeekerInput Seeker(string? identity = null, DateOnly? arrived = null) => new() { Name = "王某某", Phone = Phone(), IdentityNumber = identity, ArrivedOn = arrived };

    public static Task<SeekerAnswer> SeekerAsync(this FairsFixture house, UnionInfo union, long fair, SeekerInput? input = null) => house.RecordAsync<Seeker, SeekerInput, SeekerAnswer>(union, fair, input ?? Seeker(arrived: First));

    public static string Phone() => MadeUp.Phone();

    public static string EmployerCode() => MadeUp.EmployerCode();

    public static string IdentityNumber() => MadeUp.IdentityNumber();

    public static long Id(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
