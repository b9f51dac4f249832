using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;

namespace Federation.LabourModels.Tests.Records;

/// <summary>What is recorded lies within the life of its union and of its person; a title may be older than the union.</summary>
[Collection(LabourCollection.Name)]
public sealed class LifeTests(LabourFixture house)
{
    private static readonly UnionLife Life = new(new DateOnly(2018, 1, 1), new DateOnly(2020, 1, 1));

    [Fact]
    public async Task An_award_and_a_studio_may_be_older_than_their_union_a_talk_may_not()
    {
        var mine = await house.FoundMineAsync() with { Life = Life };
        var honour = await house.AddAsync<Honour, HonourInput, HonourAnswer>(mine, new HonourInput
        {
            Name = "老奖章", Kind = HonourKind.LabourCertificate, Level = HonourLevel.City, Recipient = Recipient.Collective, Granting = GrantingBody.Government, Body = "市人民政府",
        });
        AwardInput Award(int year) => new() { Honour = honour.Id, Name = "采煤队", Granting = GrantingBody.Government, Body = "市人民政府", Number = $"{year}号", Date = new DateOnly(year, 5, 1) };
        await house.AddAsync<Award, AwardInput, AwardAnswer>(mine, Award(2015));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.AddAsync<Award, AwardInput, AwardAnswer>(mine, Award(2020)));
        Assert.Equal("after-union-closed", told.Problems["date"].Single().Code);
        await house.AddAsync<Studio, StudioInput, StudioAnswer>(mine, new StudioInput { Name = "老工作室", Leader = "王建国", Opened = new DateOnly(2012, 1, 1) });
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.AddAsync<Talk, TalkInput, TalkAnswer>(mine, new TalkInput { Date = new DateOnly(2015, 5, 1), Speaker = "王建国", Topic = "劳模精神", Place = "礼堂", Audience = 9 }));
        Assert.Equal("before-union-founded", told.Problems["date"].Single().Code);
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "talks", "date,speaker,topic,place,audience\n2019-05-01,王建国,劳模精神,礼堂,9\n2020-05-01,王建国,劳模精神,礼堂,9\n"));
        Assert.Equal("line 3, column date", told.Problems.Single().Key);
    }

    [Theory]
    [InlineData("20990302", "", "not-born-then")]
    [InlineData("20130302", "", "too-young-then")]
    [InlineData("20000302", "", "young-then")]
    [InlineData("19600302", "1950-01-01", "not-born-then")]
    public async Task Nobody_is_honoured_or_retires_before_having_worked(string born, string retired, string code)
    {
        var family = await house.FoundAsync();
        await house.AddAsync<Honour, HonourInput, HonourAnswer>(family.City, new HonourInput
        {
            Name = "五一劳动奖章", Kind = HonourKind.LabourMedal, Level = HonourLevel.City, Recipient = Recipient.Person, Granting = GrantingBody.Government, Body = "市人民政府",
        });
        var digits = $"610428{born}123";
        var table = $"name,identityNumber,honour,number,date,workplace,retiredOn\n某人,{digits}{Kernel.Checks.IdentityNumber.CheckDigit(digits)},五一劳动奖章,一号,2015-04-28,采煤队,{retired}\n";
        var preview = await house.PreviewAsync(family.Mine, "models", table);
        var told = preview.Bad.SelectMany(b => b.Problems.Values).Concat(preview.Questions.Values).SelectMany(p => p).Select(p => p.Code).Distinct();
        Assert.Equal([code], told);
        Assert.Equal(code == "young-then", preview.IsGood);
    }
}
