using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Export;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests.Imports;

[Collection(FairsCollection.Name)]
public sealed class ImportTests(FairsFixture house)
{
    private const string Fairs = "title,mode,starts,ends,venue,link,division,coHostCodes,state,note\n";
    private const string AtPost = "fair,employerCode,title,place,phone,";
    private const string Stands = "fair,starts,employer,employerCode,sector,stall,attendance\n";
    private const string Posts = "招聘会名称,统一社会信用代码,岗位名称,工作地点,工种,招聘人数,wageFrom,wageTo,division\n";
    private const string Seekers = "fair,phone,name,identityNumber,trade,arrivedOn\n";

    [Fact]
    public async Task A_credit_code_is_taken_in_any_spelling_and_an_older_one_once_it_is_confirmed()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (wide, dashed) = (Given.EmployerCode(), Given.EmployerCode());
        var table = $"{Stands}春风行动招聘会,,全角企业,{string.Concat(wide.Select(c => (char)(c - '!' + '！')))},manufacturing,,\n春风行动招聘会,,横线企业,{dashed[..8]}-{dashed[8..]},manufacturing,,\n";
        Assert.Equal(2, await house.ImportAsync(mine, "fair-stands", table));
        Assert.Equal([$"{wide} 全角企业  Expected", $"{dashed} 横线企业  Expected"], await StandsAsync(mine, fair));
        // Given out in Xiamen before 2016; its check character follows no standard.
        var asked = await Assert.ThrowsAsync<Unconfirmed>(() => house.ImportAsync(mine, "fair-stands", $"{Stands}春风行动招聘会,,厦门企业,91350203M0001QKT19,manufacturing,,\n"));
        Assert.Equal(("line 2, column employerCode", "credit-code-unchecked"), (asked.Questions.Single().Key, asked.Codes.Single()));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-stands", $"{Stands}春风行动招聘会,,某企业,9135020IM0001QKT19,manufacturing,,\n"));
        Assert.Equal("bad-credit-code", told.Problems.Single().Value.Single().Code);
    }

    [Fact]
    public async Task Employers_come_in_once_and_are_put_right_by_the_same_table()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (first, second, third) = (Given.EmployerCode(), Given.EmployerCode(), Given.EmployerCode());
        var table = Stands + $"春风行动招聘会,,某机械厂,{first.ToLowerInvariant()},制造业,A1,已到场\n春风行动招聘会,2017-03-30,某矿,{second},mining,A2,\n";
        Assert.Equal((2, 0, 0), await house.CountsAsync(mine, "fair-stands", table));
        Assert.Empty(await StandsAsync(mine, fair));
        Assert.Equal(2, await house.ImportAsync(mine, "fair-stands", table));
        Assert.Equal([$"{first} 某机械厂 A1 Present", $"{second} 某矿 A2 Expected"], await StandsAsync(mine, fair));
        await house.PostAsync(mine, fair, Given.Post((await house.AskAsync(mine, new ListRecords<Stand, StandAnswer>(fair, new RecordFilter { Search = second }, PageRequest.First))).Items.Single()));
        Assert.Contains("201703 fairs.stands", await house.TakeMarksAsync(mine));

        Assert.Equal(2, await house.ImportAsync(mine, "fair-stands", table));
        Assert.Empty(await house.TakeMarksAsync(mine));

        // The second has come and stands elsewhere, where the first stood no longer is; an empty stall says nothing. Its posts are offered with it.
        var corrected = Stands + $"春风行动招聘会,,某机械厂,{first},manufacturing,A3,\n春风行动招聘会,,某矿,{second},mining,,present\n春风行动招聘会,,某医院,{third},health,A1,absent\n";
        Assert.Equal((1, 2, 0), await house.CountsAsync(mine, "fair-stands", corrected));
        await house.ImportAsync(mine, "fair-stands", corrected);
        Assert.Equal([$"{first} 某机械厂 A3 Present", $"{second} 某矿 A2 Present", $"{third} 某医院 A1 Absent"], await StandsAsync(mine, fair));
        Assert.Equal(["201703 fairs.posts", "201703 fairs.stands"], await house.TakeMarksAsync(mine));
    }

    [Fact]
    public async Task What_is_wrong_with_employers_is_told_by_cell_and_nothing_is_kept()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        foreach (var _ in new[] { 1, 2 }) await house.PlannedAsync(mine, Titled("两场同名"));
        var later = Titled("下月招聘会");
        (later.Starts, later.Ends) = (TimeProvider.System.Today().AddDays(9), TimeProvider.System.Today().AddDays(9));
        await house.PlannedAsync(mine, later);
        var code = Given.EmployerCode();
        var wrong = code[..17] + (code[17] == '0' ? '1' : '0');
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-stands", Stands + $"""
            春风行动招聘会,,某厂,{code},制造业,A1,
            春风行动招聘会,,某厂,{wrong},制造业,,
            没有的招聘会,,某厂,{Given.EmployerCode()},制造业,,
            春风行动招聘会,2017-03-31,某厂,{Given.EmployerCode()},制造业,,
            两场同名,,某厂,{Given.EmployerCode()},制造业,,
            春风行动招聘会,,某厂,{Given.EmployerCode()},制造业,A1,
            下月招聘会,,某厂,{Given.EmployerCode()},制造业,,已到场
            春风行动招聘会,,某厂,{code},制造业,,
            春风行动招聘会,,,{Given.EmployerCode()},幽灵,,
            """));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 3, column employerCode"] = "bad-credit-code", ["line 4, column fair"] = "fair-unknown", ["line 5, column fair"] = "fair-unknown", ["line 6, column fair"] = "fair-not-unique",
                ["line 7, column stall"] = "stall-taken", ["line 8, column attendance"] = "fair-not-begun", ["line 9, column employerCode"] = "given-twice-in-table", ["line 10, column employer"] = "required",
                ["line 10, column sector"] = "not-one-of",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Empty(await StandsAsync(mine, fair));
        // Of a fair that was reported no list is taken any more; one that says what is there already is no mistake.
        await house.StandAsync(mine, fair, code: code, employer: "某厂");
        await house.CloseAsync(mine, fair);
        Assert.Equal((0, 0, 1), await house.CountsAsync(mine, "fair-stands", Stands + $"春风行动招聘会,,某厂,{code},制造业,,\n"));
        var over = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-stands", Stands + $"春风行动招聘会,,某厂,{Given.EmployerCode()},制造业,,\n"));
        Assert.Equal("fair-held", over.Problems["line 2, column fair"].Single().Code);
    }

    [Fact]
    public async Task A_fair_of_another_union_is_not_found_and_who_may_not_write_hands_nothing_in()
    {
        var (district, mine) = await house.FoundAsync();
        await house.AnnouncedAsync(mine);
        var table = Stands + $"春风行动招聘会,,某厂,{Given.EmployerCode()},制造业,,\n";
        Assert.Equal("fair-unknown", (await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(district, "fair-stands", table))).Problems.Single().Value.Single().Code);
        await using var unit = house.Enter(mine, Role.Leader);
        await Assert.ThrowsAsync<NotAllowed>(() => unit.AskAsync(new Framework.Import.DescribeTable("fair-stands")));
    }

    [Fact]
    public async Task Posts_come_in_under_their_employers_and_the_same_table_again_changes_nothing()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var code = Given.EmployerCode();
        await house.StandAsync(mine, fair, code: code);
        await house.TakeMarksAsync(mine);
        var table = Posts + $"春风行动招聘会,{code},焊工,新城区,焊接,12,4000,5000,610102\n春风行动招聘会,{code},焊工,莲湖区,焊接,3,,,610104\n";
        Assert.Equal(2, await house.ImportAsync(mine, "fair-posts", table));
        Assert.Equal(["201703 fairs.posts"], await house.TakeMarksAsync(mine));
        Assert.Equal(["焊工 新城区 12 4000-5000", "焊工 莲湖区 3 -"], await PostsAsync(mine, fair));
        Assert.Equal(2, await house.ImportAsync(mine, "fair-posts", table));
        Assert.Empty(await house.TakeMarksAsync(mine));
        // Empty wages leave those that are there.
        var corrected = Posts + $"春风行动招聘会,{code},焊工,新城区,焊接,15,,,610102\n";
        Assert.Equal((0, 1, 0), await house.CountsAsync(mine, "fair-posts", corrected));
        await house.ImportAsync(mine, "fair-posts", corrected);
        Assert.Equal(["焊工 新城区 15 4000-5000", "焊工 莲湖区 3 -"], await PostsAsync(mine, fair));
        var broken = Posts + $"春风行动招聘会,{code},\"电工\n夜班\",新城区,电工,1,,,610102\n";
        await house.ImportAsync(mine, "fair-posts", broken);
        Assert.Equal((0, 0, 1), await house.CountsAsync(mine, "fair-posts", broken));
    }

    [Fact]
    public async Task What_is_wrong_with_posts_is_told_by_cell_and_nothing_is_kept()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var code = Given.EmployerCode();
        var stand = await house.StandAsync(mine, fair, code: code);
        foreach (var _ in new[] { 1, 2 }) await house.PostAsync(mine, fair, Given.Post(stand));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-posts", Posts + $"""
            春风行动招聘会,{code},电工,新城区,电工,2,5000,6000,610102
            春风行动招聘会,{Given.EmployerCode()},电工,新城区,电工,2,5000,6000,610102
            春风行动招聘会,{code},钳工,新城区,机械加工,0,5000,4000,无此地
            春风行动招聘会,{code},焊工,新城区,焊接,2,5000,6000,610102
            """));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 3, column employerCode"] = "employer-not-at-fair", ["line 4, column openings"] = "not-positive", ["line 4, column wageTo"] = "wage-reversed", ["line 4, column division"] = "not-a-division",
                ["line 5, column title"] = "post-there-twice",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Equal(2, (await PostsAsync(mine, fair)).Count);
    }

    [Fact]
    public async Task Seekers_come_in_once_by_their_phone_numbers_with_the_mark_of_their_family()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (first, second, number) = (Given.Phone(), Given.Phone(), Given.IdentityNumber());
        await house.AskAsync(mine, new MarkHardship(new HardshipInput { IdentityNumber = number, From = new DateOnly(2016, 1, 1) }));
        await house.TakeMarksAsync(mine);
        var table = Seekers + $"春风行动招聘会,{first[..3]} {first[3..7]}-{first[7..]},甲,{number},焊接,2017-03-30\n春风行动招聘会,{second},乙,,,\n";
        Assert.Equal(2, await house.ImportAsync(mine, "fair-seekers", table));
        Assert.Equal(["201703 fairs.visitors"], await house.TakeMarksAsync(mine));
        Assert.Equal(["甲 2017-03-30 hardship", "乙  "], await SeekersAsync(mine, fair));
        Assert.Equal((0, 0, 2), await house.CountsAsync(mine, "fair-seekers", table));
        Assert.Equal(2, await house.ImportAsync(mine, "fair-seekers", table));
        Assert.Empty(await house.TakeMarksAsync(mine));
        // The second has come; what was known of the first stays where the table is silent.
        await house.ImportAsync(mine, "fair-seekers", Seekers + $"春风行动招聘会,+86{second},乙,,电工,2017-03-31\n春风行动招聘会,{first},甲,,,\n");
        Assert.Equal(["甲 2017-03-30 hardship", "乙 2017-03-31 "], await SeekersAsync(mine, fair));
        // By phone at the door, the one who was imported is found.
        Assert.Equal("乙", Assert.Single((await house.AskAsync(mine, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter { Search = second }, PageRequest.First))).Items).Name);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-seekers", Seekers + $"春风行动招聘会,{Given.Phone()},丙,,,2017-04-09\n春风行动招聘会,029-1,丁,123,,\n春风行动招聘会,,戊,,,\n"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 2, column arrivedOn"] = "outside-fair", ["line 3, column phone"] = "bad-phone", ["line 3, column identityNumber"] = "bad-identity-number", ["line 4, column phone"] = "required",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Equal(2, (await SeekersAsync(mine, fair)).Count);
    }

    [Fact]
    public async Task Two_employers_change_places_in_one_table_and_a_third_is_refused_theirs()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var codes = new[] { Given.EmployerCode(), Given.EmployerCode(), Given.EmployerCode() };
        await house.ImportAsync(mine, "fair-stands", Stands + $"春风行动招聘会,,甲厂,{codes[0]},制造业,A1,\n春风行动招聘会,,乙厂,{codes[1]},制造业,A2,\n");
        var swapped = Stands + $"春风行动招聘会,,甲厂,{codes[0]},制造业,A2,\n春风行动招聘会,,乙厂,{codes[1]},制造业,A1,\n";
        Assert.Equal((0, 2, 0), await house.CountsAsync(mine, "fair-stands", swapped));
        await house.ImportAsync(mine, "fair-stands", swapped);
        Assert.Equal([$"{codes[0]} 甲厂 A2 Expected", $"{codes[1]} 乙厂 A1 Expected"], await StandsAsync(mine, fair));
        var taken = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-stands", Stands + $"春风行动招聘会,,甲厂,{codes[0]},制造业,A1,\n春风行动招聘会,,丙厂,{codes[2]},制造业,A2,\n"));
        Assert.Equal(("line 2, column stall", "stall-taken"), (taken.Problems.Single().Key, taken.Problems.Single().Value.Single().Code));
    }

    [Fact]
    public async Task Fairs_come_in_by_title_and_first_day_with_their_co_hosts_and_the_same_table_again_changes_nothing()
    {
        var (mine, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var table = Fairs + $"春季招聘会,venue,2018-03-10,2018-03-11,文化宫,,西安市新城区,{other.Code},已发布,\n网络招聘月,网上,2018-05-01,2018-05-31,,https://example.cn,,,,全月\n";
        Assert.Equal((2, 0, 0), await house.CountsAsync(mine, "fairs", table));
        await house.ImportAsync(mine, "fairs", table);
        Assert.Equal(["春季招聘会 2018-03-11 Announced 610102 1", "网络招聘月 2018-05-31 Planned  0"], await FairsAsync(mine));
        Assert.Equal(FairState.Announced, Assert.Single((await house.AskAsync(other, new ListCoHosted(new CoHostedFilter(), PageRequest.First))).Items).State);
        await house.TakeMarksAsync(mine);
        Assert.Equal((0, 0, 2), await house.CountsAsync(mine, "fairs", table));
        await house.ImportAsync(mine, "fairs", table);
        Assert.Empty(await house.TakeMarksAsync(mine));
        // A day longer, into another month, with what counts there; an empty cell leaves the co-hosts.
        var fair = Given.Id((await house.AskAsync(mine, new ListFairs(new FairFilter { Search = "春季" }, PageRequest.First))).Items.Single().Id);
        await house.PostAsync(mine, fair);
        await house.SeekerAsync(mine, fair, Given.Seeker(arrived: new DateOnly(2018, 3, 11)));
        await house.TakeMarksAsync(mine);
        await house.ImportAsync(mine, "fairs", Fairs + "春季招聘会,venue,2018-03-10,2018-04-01,文化宫,,,,,\n");
        Assert.Equal("春季招聘会 2018-04-01 Announced 610102 1", (await FairsAsync(mine))[0]);
        Assert.Contains("201804 fairs.posts", await house.TakeMarksAsync(mine));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fairs", Fairs + $"""
            春季招聘会,venue,2018-03-10,2018-03-10,文化宫,,,,,
            夏季招聘会,venue,2018-07-02,2018-07-01,文化宫,,,,,
            秋季招聘会,venue,2018-09-02,2018-09-02,,,,,,
            冬季招聘会,venue,2018-12-02,2018-12-02,文化宫,,,nobody,,
            冬季招聘会,venue,2018-12-03,2018-12-03,文化宫,,,{mine.Code},,
            元旦招聘会,venue,2019-01-01,2019-01-01,文化宫,,,,已举办,
            春季招聘会,venue,2018-03-10,2018-04-01,文化宫,,,,,
            """));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 2, column ends"] = "fair-records-outside", ["line 3, column ends"] = "fair-dates-reversed", ["line 4, column venue"] = "required", ["line 5, column coHostCodes"] = "no-such-union",
                ["line 6, column coHostCodes"] = "host-is-co-host", ["line 7, column state"] = "not-one-of", ["line 8, column title"] = "given-twice-in-table",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Equal(2, (await FairsAsync(mine)).Count);
    }

    [Fact]
    public async Task Visitors_are_found_by_their_day_and_the_same_table_again_changes_nothing()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var table = "fair,date,进场人次\n春风行动招聘会,2017-03-30,350\n春风行动招聘会,2017-03-31,420\n";
        await house.ImportAsync(mine, "fair-visitors", table);
        Assert.Equal(["201703 fairs.visitors"], (await house.TakeMarksAsync(mine)).Where(m => m.EndsWith("visitors", StringComparison.Ordinal)));
        await house.ImportAsync(mine, "fair-visitors", table);
        Assert.Empty(await house.TakeMarksAsync(mine));
        await house.ImportAsync(mine, "fair-visitors", "fair,date,people\n春风行动招聘会,2017年3月31日,400\n");
        Assert.Equal(750, (await house.AskAsync(mine, new SummariseFair(fair))).Visitors);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-visitors", "fair,date,people\n春风行动招聘会,2017-04-01,1\n春风行动招聘会,2017-03-30,0\n"));
        Assert.Equal(["line 2, column date outside-fair", "line 3, column people not-positive"], told.Problems.Select(p => $"{p.Key} {p.Value.Single().Code}"));
    }

    [Fact]
    public async Task From_applications_to_follow_ups_tables_find_their_records_and_the_same_ones_again_change_nothing()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (code, number) = (Given.EmployerCode(), Given.IdentityNumber());
        var post = await house.PostAsync(mine, fair, Given.Post(await house.StandAsync(mine, fair, code: code), openings: 10));
        await house.AskAsync(mine, new MarkHardship(new HardshipInput { IdentityNumber = number, From = new DateOnly(2016, 1, 1) }));
        var (first, second) = (Given.Seeker(number, Given.First), Given.Seeker(arrived: Given.First));
        foreach (var seeker in new[] { first, second }) await house.SeekerAsync(mine, fair, seeker);
        var at = $"春风行动招聘会,{code},焊工,新城区";
        var tables = new (string Kind, string Csv)[]
        {
            ("fair-applications", AtPost + $"date\n{at},{first.Phone},2017-03-30\n{at},{second.Phone},2017-03-31\n"),
            ("fair-offers", AtPost + $"people,date\n{at},{first.Phone},,2017-03-30\n{at},,6,2017-03-31\n"),
            ("fair-placements", AtPost + $"people,ofHardship,date\n{at},{first.Phone},,,2017-04-05\n{at},,7,2,2017-04-06\n"),
            ("fair-follow-ups", AtPost + $"placedOn,after,date,reached,employed\n{at},{first.Phone},,30,2017-05-10,,1\n{at},,2017-04-06,30,2017-05-10,6,5\n"),
        };
        foreach (var (kind, csv) in tables)
        {
            Assert.Equal((2, 0, 0), await house.CountsAsync(mine, kind, csv));
            await house.ImportAsync(mine, kind, csv);
        }
        var summary = await house.AskAsync(mine, new SummariseFair(fair));
        Assert.Equal((7, 8, 3), (summary.Offers, summary.Placed, summary.OfHardship));
        Assert.Equal(8, (await house.AskAsync(mine, new GetRecord<Post, PostAnswer>(fair, Given.Id(post.Id)))).Filled);
        Assert.Contains("201704 fairs.placements", await house.TakeMarksAsync(mine));
        foreach (var (kind, csv) in tables)
        {
            Assert.Equal((0, 0, 2), await house.CountsAsync(mine, kind, csv));
            await house.ImportAsync(mine, kind, csv);
        }
        Assert.Empty(await house.TakeMarksAsync(mine));
        // More of the one day; together with the seeker they fill the post, and no more.
        await house.ImportAsync(mine, "fair-placements", AtPost + $"people,date\n{at},,9,2017-04-06\n");
        Assert.Equal(10, (await house.AskAsync(mine, new GetRecord<Post, PostAnswer>(fair, Given.Id(post.Id)))).Filled);
        // What one row gives up another takes, whichever comes first.
        await house.ImportAsync(mine, "fair-placements", AtPost + $"people,date\n{at},,3,2017-04-07\n{at},,6,2017-04-06\n");
        Assert.Equal(10, (await house.AskAsync(mine, new GetRecord<Post, PostAnswer>(fair, Given.Id(post.Id)))).Filled);
        await TellsAsync("fair-applications", $"date\n{at},{Given.Phone()},2017-03-30\n春风行动招聘会,{code},焊工,别处,{first.Phone},2017-03-30\n{at},{first.Phone},2017-03-01\n", "2 phone seeker-not-at-fair", "3 title post-not-at-fair", "4 date outside-fair");
        await TellsAsync("fair-applications", $"date\n{at},,2017-03-30\n", "2 phone required");
        await TellsAsync("fair-placements", $"people,date\n{at},,1,2017-04-09\n{at},,2,2017-04-06\n", "3 people reached-above-placed");
        await TellsAsync("fair-placements", $"people,date\n{at},,1,2017-04-09\n", "2 people placed-above-openings");
        await TellsAsync("fair-follow-ups", $"placedOn,after,date,reached,employed\n{at},{second.Phone},,30,2017-05-10,,1\n{at},,,30,2017-05-10,,1\n{at},{first.Phone},,90,2017-05-10,,1\n", "2 placedOn placement-unknown", "3 placedOn phone-or-day", "4 date follow-up-too-early");

        async Task TellsAsync(string kind, string rest, params string[] problems)
        {
            var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, kind, AtPost + rest));
            Assert.Equal(problems, told.Problems.Select(p => $"{p.Key.Replace("line ", "", StringComparison.Ordinal).Replace(", column", "", StringComparison.Ordinal)} {p.Value.Single().Code}"));
        }
    }

    [Fact]
    public async Task A_seeker_is_placed_once_by_a_table_as_by_hand()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var code = Given.EmployerCode();
        var stand = await house.StandAsync(mine, fair, code: code);
        await house.PostAsync(mine, fair, Given.Post(stand));
        var welder = Given.Post(stand);
        welder.Title = "钳工";
        await house.PostAsync(mine, fair, welder);
        var seeker = Given.Seeker(arrived: Given.First);
        await house.SeekerAsync(mine, fair, seeker);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-placements", AtPost + $"date\n春风行动招聘会,{code},焊工,新城区,{seeker.Phone},2017-04-05\n春风行动招聘会,{code},钳工,新城区,{seeker.Phone},2017-04-05\n"));
        Assert.Equal(("line 3, column phone", "placed-already"), (told.Problems.Single().Key, told.Problems.Single().Value.Single().Code));
    }

    [Fact]
    public async Task A_workbook_that_was_filled_in_brings_the_same_rows()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var codes = new[] { Given.EmployerCode(), Given.EmployerCode() };
        var path = Path.Combine(Path.GetTempPath(), $"{codes[0]}.xlsx");
        await using (var unit = house.Enter(mine))
        {
            await unit.Get<Exporter>().WriteFileAsync(
                new ExportTable("employers", [.. new[] { "招聘会名称", "招聘会开始日期", "employer", "统一社会信用代码", "行业", "展位号", "到场情况" }.Select(t => new ExportColumn(t))], RowsAsync()), "employers", path, CancellationToken.None);
        }
        await using var workbook = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 4096, FileOptions.DeleteOnClose);
        using var file = await Framework.Import.TableFile.ReceiveAsync(workbook, CancellationToken.None);
        Assert.Equal(2, (await house.AskAsync(mine, new Framework.Import.ImportTable("fair-stands", file.Fingerprint) { File = file })).Rows);
        Assert.Equal([$"{codes[0]} 某机械厂 A1 Present", $"{codes[1]} 😀 & <厂> A2 Expected"], await StandsAsync(mine, fair));

        async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync()
        {
            await Task.Yield();
            yield return ["春风行动招聘会", Given.First, "某机械厂", codes[0], "制造业", "A1", "已到场"];
            yield return ["春风行动招聘会", Given.First, "😀 & <厂>", codes[1], "采矿业", "A2", null];
        }
    }

    private static FairInput Titled(string title)
    {
        var terms = Given.Terms();
        terms.Title = title;
        return terms;
    }

    private async Task<IReadOnlyList<string>> FairsAsync(UnionInfo union) =>
        [.. (await house.AskAsync(union, new ListFairs(new FairFilter(), PageRequest.First))).Items.Select(f => FormattableString.Invariant($"{f.Title} {f.Ends:yyyy-MM-dd} {f.State} {f.Division} {f.CoHosts.Count}"))];

    private async Task<IReadOnlyList<string>> StandsAsync(UnionInfo union, long fair)
    {
        await using var unit = house.Enter(union);
        return [.. (await unit.Context.Stands.Where(s => s.FairId == fair).OrderBy(s => s.EmployerCode).ToListAsync()).Select(s => $"{s.EmployerCode} {s.Employer} {s.Stall} {s.Attendance}")];
    }

    private async Task<IReadOnlyList<string>> PostsAsync(UnionInfo union, long fair)
    {
        await using var unit = house.Enter(union);
        return [.. (await unit.Context.Posts.Where(p => p.FairId == fair).OrderBy(p => p.Id).ToListAsync()).Select(p => FormattableString.Invariant($"{p.Title} {p.Place} {p.Openings} {p.WageFrom:0}-{p.WageTo:0}"))];
    }

    private async Task<IReadOnlyList<string>> SeekersAsync(UnionInfo union, long fair) =>
        [.. (await house.AskAsync(union, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter(), PageRequest.First))).Items.Select(s => FormattableString.Invariant($"{s.Name} {s.ArrivedOn:yyyy-MM-dd} {(s.Hardship ? "hardship" : "")}"))];
}
