using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests.Imports;

[Collection(HouseCollection.Name)]
public sealed class ImportTests(House house)
{
    private const string Stands = "fair,starts,employer,employerCode,sector,stall,attendance\n";
    private const string Posts = "招聘会名称,统一社会信用代码,岗位名称,工作地点,工种,招聘人数,wageFrom,wageTo,division\n";
    private const string Seekers = "fair,phone,name,identityNumber,trade,arrivedOn\n";

    [Fact]
    public async Task Employers_come_in_once_and_are_put_right_by_the_same_table()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (first, second, third) = (Given.EmployerCode(), Given.EmployerCode(), Given.EmployerCode());
        var table = Stands + $"春风行动招聘会,,某机械厂,{first.ToLowerInvariant()},制造业,A1,已到场\n春风行动招聘会,2017-03-30,某矿,{second},mining,A2,\n";
        Assert.Equal((2, 0, 0), await house.PreviewAsync(mine, "fair-stands", table));
        Assert.Empty(await StandsAsync(mine, fair));
        Assert.Equal(2, await house.ImportAsync(mine, "fair-stands", table));
        Assert.Equal([$"{first} 某机械厂 A1 Present", $"{second} 某矿 A2 Expected"], await StandsAsync(mine, fair));
        await house.PostAsync(mine, fair, Given.Post((await house.AskAsync(mine, new ListRecords<Stand, StandAnswer>(fair, second, PageRequest.First))).Items.Single()));
        Assert.Contains("201703 fairs.stands", await house.TakeMarksAsync(mine));

        Assert.Equal(2, await house.ImportAsync(mine, "fair-stands", table));
        Assert.Empty(await house.TakeMarksAsync(mine));

        // The second has come and stands elsewhere, where the first stood no longer is; an empty stall says nothing. Its posts are offered with it.
        var corrected = Stands + $"春风行动招聘会,,某机械厂,{first},manufacturing,A3,\n春风行动招聘会,,某矿,{second},mining,,present\n春风行动招聘会,,某医院,{third},health,A1,absent\n";
        Assert.Equal((1, 2, 0), await house.PreviewAsync(mine, "fair-stands", corrected));
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
        Assert.Equal((0, 0, 1), await house.PreviewAsync(mine, "fair-stands", Stands + $"春风行动招聘会,,某厂,{code},制造业,,\n"));
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
        Assert.Equal((0, 1, 0), await house.PreviewAsync(mine, "fair-posts", corrected));
        await house.ImportAsync(mine, "fair-posts", corrected);
        Assert.Equal(["焊工 新城区 15 4000-5000", "焊工 莲湖区 3 -"], await PostsAsync(mine, fair));
        var broken = Posts + $"春风行动招聘会,{code},\"电工\n夜班\",新城区,电工,1,,,610102\n";
        await house.ImportAsync(mine, "fair-posts", broken);
        Assert.Equal((0, 0, 1), await house.PreviewAsync(mine, "fair-posts", broken));
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
            春风行动招聘会,{code},钳工,新城区,机械加工,0,5000,4000,西安
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
        Assert.Equal((0, 0, 2), await house.PreviewAsync(mine, "fair-seekers", table));
        Assert.Equal(2, await house.ImportAsync(mine, "fair-seekers", table));
        Assert.Empty(await house.TakeMarksAsync(mine));
        // The second has come; what was known of the first stays where the table is silent.
        await house.ImportAsync(mine, "fair-seekers", Seekers + $"春风行动招聘会,+86{second},乙,,电工,2017-03-31\n春风行动招聘会,{first},甲,,,\n");
        Assert.Equal(["甲 2017-03-30 hardship", "乙 2017-03-31 "], await SeekersAsync(mine, fair));
        // By phone at the door, the one who was imported is found.
        Assert.Equal("乙", Assert.Single((await house.AskAsync(mine, new ListRecords<Seeker, SeekerAnswer>(fair, second, PageRequest.First))).Items).Name);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "fair-seekers", Seekers + $"春风行动招聘会,{Given.Phone()},丙,,,2017-04-09\n春风行动招聘会,029-1,丁,123,,\n春风行动招聘会,,戊,,,\n"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 2, column arrivedOn"] = "outside-fair", ["line 3, column phone"] = "bad-phone", ["line 3, column identityNumber"] = "bad-identity-number", ["line 4, column phone"] = "required",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Equal(2, (await SeekersAsync(mine, fair)).Count);
    }

    private static FairInput Titled(string title)
    {
        var terms = Given.Terms();
        terms.Title = title;
        return terms;
    }

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
        [.. (await house.AskAsync(union, new ListRecords<Seeker, SeekerAnswer>(fair, null, PageRequest.First))).Items.Select(s => FormattableString.Invariant($"{s.Name} {s.ArrivedOn:yyyy-MM-dd} {(s.Hardship ? "hardship" : "")}"))];
}
