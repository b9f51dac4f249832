using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Studios;

[Collection(LabourCollection.Name)]
public sealed class StudioTests(LabourFixture house)
{
    private static readonly DateOnly Opened = new(2021, 2, 1);

    [Fact]
    public async Task What_comes_of_a_studio_lies_within_its_days_and_is_seen_from_above()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var studio = await OpenAsync(family.Mine);
        Assert.Equal(["202102 models.studios", "202103 models.studios", "202104 models.studios"], await house.TakeMarksAsync(family.Mine));
        var result = await ResultAsync(family.Mine, studio, new DateOnly(2021, 3, 3));
        Assert.Equal(["202103 models.results"], await house.TakeMarksAsync(family.Mine));
        Assert.Equal("studio-not-open", await RuleOf(ResultAsync(family.Mine, studio, new DateOnly(2021, 1, 31))));
        Task<StudioAnswer> Change(StudioAnswer now, DateOnly? closed) => house.AskAsync(family.Mine, new ChangeRecord<Studio, StudioInput, StudioAnswer>(0, Id(studio.Id), now.Version, Terms(closed)));
        Assert.Equal("work-outside-studio", await RuleOf(Change(studio, new DateOnly(2021, 3, 1))));
        var closed = await Change(studio, new DateOnly(2021, 4, 1));
        Assert.Contains("202104 models.studios", await house.TakeMarksAsync(family.Mine));
        Assert.Equal("studio-not-open", await RuleOf(ResultAsync(family.Mine, studio, new DateOnly(2021, 4, 1))));
        Assert.Equal("studio-in-use", await RuleOf(house.AskAsync(family.Mine, new RemoveRecord<Studio>(0, Id(studio.Id), closed.Version))));

        Assert.Equal(result.Id, Assert.Single((await house.AskAsync(family.City, new ListRecords<Result, ResultAnswer>(Id(studio.Id), new RecordFilter(), new PageRequest(10, null)))).Items).Id);
        Assert.Equal(family.Mine.Code, Assert.Single((await house.AskAsync(family.City, new ListRecords<Studio, StudioAnswer>(0, new RecordFilter { Subtree = true }, new PageRequest(10, null)))).Items).Union);
        Assert.Empty((await house.AskAsync(family.City, new ListRecords<Studio, StudioAnswer>(0, new RecordFilter(), new PageRequest(10, null)))).Items);
        // Only its own union adds to it.
        await Assert.ThrowsAsync<NotFound>(() => ResultAsync(family.City, studio, new DateOnly(2021, 3, 3)));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.City, new RemoveRecord<Result>(Id(studio.Id), Id(result.Id), 1)));
    }

    [Fact]
    public async Task A_patent_of_one_number_is_recorded_once()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var studio = await OpenAsync(family.Mine);
        Task<PatentAnswer> Patent() => house.AddAsync<Patent, PatentInput, PatentAnswer>(
            family.Mine, new PatentInput { Name = "锚杆钻机支架", Kind = PatentKind.UtilityModel, Date = new DateOnly(2021, 3, 1), Number = "ZL2021" }, Id(studio.Id));
        await Patent();
        Assert.Equal("patent-there-already", await RuleOf(Patent()));
        Assert.Equal("studio-there-already", await RuleOf(OpenAsync(family.Mine)));
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged_in_the_database()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        foreach (var (year, speaker) in new[] { (2019, "甲"), (2020, "甲"), (2020, "乙"), (2021, "甲") })
            await house.AddAsync<Talk, TalkInput, TalkAnswer>(family.Mine, new TalkInput { Date = new DateOnly(year, 3, 1), Speaker = speaker, Topic = "劳模精神", Place = "礼堂", Audience = 80 });
        Task<PageOf<TalkAnswer>> List(RecordFilter filter, PageRequest page) => house.AskAsync(family.Mine, new ListRecords<Talk, TalkAnswer>(0, filter, page, NewestFirst: true));
        Assert.Equal(2, (await List(new RecordFilter { Year = 2020 }, new PageRequest(10, null))).Items.Count);
        Assert.Equal("乙", Assert.Single((await List(new RecordFilter { Year = 2020, Search = "乙" }, new PageRequest(10, null))).Items).Speaker);
        var first = await List(new RecordFilter { Search = "甲" }, new PageRequest(2, null));
        Assert.Equal([2021, 2020], first.Items.Select(t => t.Date.Year));
        var second = await List(new RecordFilter { Search = "甲" }, PageRequest.Following(first.Next));
        Assert.Equal([2019], second.Items.Select(t => t.Date.Year));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task The_catalogue_is_read_from_below_and_kept_above()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var (family, other) = (await house.FoundAsync(), await house.FoundAsync());
        var selection = await house.SelectionAsync(family.City);
        var honour = Assert.Single((await house.AskAsync(family.Mine, new ListRecords<Honour, HonourAnswer>(0, new RecordFilter(), new PageRequest(10, null)))).Items);
        Assert.Equal(selection.Honour, honour.Id);
        Assert.Empty((await house.AskAsync(other.Mine, new ListRecords<Honour, HonourAnswer>(0, new RecordFilter(), new PageRequest(10, null)))).Items);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.District, new RemoveRecord<Honour>(0, Id(honour.Id), honour.Version)));
        Assert.Equal("honour-in-use", await RuleOf(house.AskAsync(family.City, new RemoveRecord<Honour>(0, Id(honour.Id), honour.Version))));
        Assert.Equal("honour-for-the-other", await RuleOf(house.AddAsync<Honour, HonourInput, HonourAnswer>(family.City, new HonourInput { Name = "先进集体", Kind = HonourKind.AdvancedCollective, Recipient = Recipient.Person, Body = "市政府" })));

        AwardInput Old(string number) => new() { Honour = honour.Id, Name = "李海燕", Body = "市人民政府", Number = number, Date = new DateOnly(1995, 5, 1) };
        await house.AddAsync<Award, AwardInput, AwardAnswer>(family.Mine, Old("1号"));
        Assert.Equal("award-there-already", await RuleOf(house.AddAsync<Award, AwardInput, AwardAnswer>(family.Mine, Old("1号"))));
        Assert.Equal("honour-unknown", await RuleOf(house.AddAsync<Award, AwardInput, AwardAnswer>(other.Mine, Old("2号"))));
        Assert.Contains("199505 models.awards", await house.TakeMarksAsync(family.Mine));
    }

    private static StudioInput Terms(DateOnly? closed = null) => new() { Name = "王建国创新工作室", Leader = "王建国", Opened = Opened, Closed = closed };

    private Task<StudioAnswer> OpenAsync(UnionInfo union) => house.AddAsync<Studio, StudioInput, StudioAnswer>(union, Terms());

    private Task<ResultAnswer> ResultAsync(UnionInfo union, StudioAnswer studio, DateOnly date) => house.AddAsync<Result, ResultInput, ResultAnswer>(union, new ResultInput { Name = "成果", Date = date }, Id(studio.Id));
}
