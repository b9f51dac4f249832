using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.EntityFrameworkCore;
using System.Globalization;
using System.Text;

namespace Federation.SeasonalSupport.Tests.Records;

[Collection(SeasonalCollection.Name)]
public sealed class PersonalDataTests(SeasonalFixture house)
{
    private static readonly PageRequest FirstPage = new(50, null);

    [Fact]
    public async Task Named_recipients_say_how_many_and_how_much_and_are_shown_masked()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Winter);
        await house.TakeMarksAsync(mine);
        var number = Given.IdentityNumber();
        var delivery = await VisitAsync(mine, place, ("甲", number, 300), ("乙", Given.IdentityNumber(), 200));
        Assert.Equal((2, 500m, true), (delivery.HeadCount, delivery.Money, delivery.Named));
        Assert.Equal(["201701 seasonal.budget", "201701 seasonal.deliveries-winter", "201701 seasonal.portions", "201701 seasonal.recipients"], await house.TakeMarksAsync(mine));

        var shown = (await house.AskAsync(mine, new ListRecipients(place.Parent, Id(delivery), FirstPage))).Items;
        Assert.Equal(["甲", "乙"], shown.Select(r => r.Name));
        Assert.Equal(number[..6] + "********" + number[14..], shown[0].IdentityNumber);

        await using var unit = house.Enter(mine);
        var kept = await unit.Context.Recipients.SingleAsync(r => r.Id == long.Parse(shown[0].Id, CultureInfo.InvariantCulture));
        Assert.Equal(unit.Get<Secrets>().Hash("person", number), kept.PersonHash);
        Assert.DoesNotContain(number, Encoding.ASCII.GetString(kept.IdentityEncrypted));
        Assert.Equal(number, unit.Get<Secrets>().Decrypt(kept.IdentityEncrypted));
    }

    [Fact]
    public async Task A_change_keeps_the_recipients_unless_it_names_others()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Winter);
        var delivery = await VisitAsync(mine, place, ("甲", Given.IdentityNumber(), 300), ("乙", Given.IdentityNumber(), 200));
        await house.TakeMarksAsync(mine);
        var moved = await ChangeAsync(mine, place, delivery, new WinterDeliveryInput { Date = new DateOnly(2017, 2, 3), Place = "工区" });
        Assert.Equal((2, 500m), (moved.HeadCount, moved.Money));
        Assert.Contains("201701 seasonal.recipients", await house.TakeMarksAsync(mine));
        await using (var unit = house.Enter(mine)) Assert.All(await unit.Context.Recipients.Where(r => r.DeliveryId == Id(delivery)).ToListAsync(), r => Assert.Equal(201702, r.Month));

        var rule = await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync(mine, place, moved, new WinterDeliveryInput { Date = moved.Date, Place = "工区", HeadCount = 9 }));
        Assert.Equal("does-not-match-recipients", rule.Code);
        var other = await ChangeAsync(mine, place, moved, new WinterDeliveryInput { Date = moved.Date, Place = "工区", Recipients = [new RecipientInput { Name = "丙", IdentityNumber = Given.IdentityNumber(), Amount = 100 }] });
        Assert.Equal((1, 100m), (other.HeadCount, other.Money));
        Assert.Equal(["丙"], (await house.AskAsync(mine, new ListRecipients(place.Parent, Id(delivery), FirstPage))).Items.Select(r => r.Name));
        var unnamed = await ChangeAsync(mine, place, other, new WinterDeliveryInput { Date = moved.Date, Place = "工区", HeadCount = 30, Recipients = [] });
        Assert.Equal((30, 0m, false), (unnamed.HeadCount, unnamed.Money, unnamed.Named));
        await house.AskAsync(mine, new RemoveRecord<WinterDelivery>(place, Id(delivery), unnamed.Version));
    }

    [Fact]
    public async Task Identity_numbers_are_checked_and_nobody_is_visited_twice_at_once()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Winter);
        var number = Given.IdentityNumber();
        var told = await Assert.ThrowsAsync<InvalidInput>(() => VisitAsync(mine, place, ("甲", number, 1), ("乙", "610102199001011234", 1), ("丙", number.ToLowerInvariant(), 1)));
        Assert.Equal(["recipients[1].identityNumber", "recipients[2].identityNumber"], told.Problems.Keys.Order());
        Assert.Contains("headCount", (await Assert.ThrowsAsync<InvalidInput>(() => VisitAsync(mine, place))).Problems.Keys);
    }

    [Fact]
    public async Task From_above_there_are_no_people_only_the_visit()
    {
        var (district, mine) = await house.FoundAsync();
        var place = await house.RunningAsync(mine, Season.Winter);
        var delivery = await VisitAsync(mine, place, ("甲", Given.IdentityNumber(), 300));
        Assert.Equal(1, (await house.AskAsync(mine, new GetRecord<WinterDelivery, WinterDeliveryAnswer>(place, Id(delivery)), Role.Leader, at: district)).HeadCount);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new ListRecipients(place.Parent, Id(delivery), FirstPage), Role.Leader, at: district));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new ListRecipients(place.Parent, Id(delivery), FirstPage), Role.Administrator));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(district, new ListRecipients(place.Parent, Id(delivery), FirstPage)));

        var autumn = await house.RunningAsync(mine, Season.Autumn);
        await GrantAsync(mine, autumn, 2_000);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new ListRecords<ScholarshipGrant, ScholarshipGrantAnswer>(autumn, new RecordFilter(), FirstPage), Role.Auditor, at: district));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(district, new ListRecords<ScholarshipGrant, ScholarshipGrantAnswer>(autumn, new RecordFilter(), FirstPage)));
        Assert.Single((await house.AskAsync(mine, new ListRecords<ScholarshipGrant, ScholarshipGrantAnswer>(autumn, new RecordFilter(), FirstPage), Role.Auditor)).Items);
    }

    [Fact]
    public async Task Payments_stay_within_what_was_granted_and_raised()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Autumn, raised: 3_000);
        var applied = await GrantAsync(mine, place, 2_000, GrantState.Applied);
        var under = new RecordPlace(Id(applied), place.Parent);
        Assert.Equal("grant-not-approved", await RuleOf(PayAsync(mine, under, 500)));
        var grant = await ChangeAsync(mine, place, applied, 2_000);

        await house.TakeMarksAsync(mine);
        var payment = await PayAsync(mine, under, 1_500);
        Assert.Equal(["201709 seasonal.budget", "201709 seasonal.payments"], await house.TakeMarksAsync(mine));
        Assert.Equal("paid-above-granted", await RuleOf(PayAsync(mine, under, 501)));
        Assert.Equal("paid-above-granted", await RuleOf(ChangeAsync(mine, place, grant, 1_499)));
        Assert.Equal("grant-has-payments", await RuleOf(house.AskAsync(mine, new RemoveRecord<ScholarshipGrant>(place, Id(grant), grant.Version))));
        Assert.Equal("spent-above-raised", await RuleOf(PayAsync(mine, new RecordPlace(Id(await GrantAsync(mine, place, 5_000)), place.Parent), 1_501)));
        Assert.Equal(1_500m, (await house.AskAsync(mine, new GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>(place, Id(grant)))).Paid);

        var changed = await house.AskAsync(mine, new ChangeRecord<ScholarshipPayment, PaymentInput, PaymentAnswer>(under, Id(payment), payment.Version, new PaymentInput { Date = payment.Date, Amount = 2_000 }));
        Assert.Equal("2000", (await house.AskAsync(mine, new ListRecords<ScholarshipPayment, PaymentAnswer>(under, new RecordFilter(), FirstPage))).Items.Single().Amount.ToString("0", CultureInfo.InvariantCulture));
        await house.AskAsync(mine, new RemoveRecord<ScholarshipPayment>(under, Id(payment), changed.Version));
        await Assert.ThrowsAsync<NotFound>(() => PayAsync(mine, new RecordPlace(1, place.Parent), 1));
    }

    [Fact]
    public async Task A_corrected_identity_number_moves_the_students_payments_with_it()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Autumn);
        var grant = await GrantAsync(mine, place, 2_000);
        await PayAsync(mine, new RecordPlace(Id(grant), place.Parent), 500);
        await house.TakeMarksAsync(mine);
        var number = Given.IdentityNumber();
        await ChangeAsync(mine, place, grant, 2_000, number);
        Assert.Contains("201709 seasonal.payments", await house.TakeMarksAsync(mine));
        await using var unit = house.Enter(mine);
        Assert.Equal(unit.Get<Secrets>().Hash("person", number), (await unit.Context.Payments.SingleAsync(p => p.GrantId == Id(grant))).PersonHash);
    }

    [Fact]
    public async Task A_placement_is_one_person_by_name_or_a_number_of_people()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Spring);
        Task<PlacementAnswer> Place(PlacementInput input)
        {
            (input.Date, input.Employer) = (new DateOnly(2017, 6, 5), "某矿");
            return house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(mine, place, input);
        }
        Assert.Equal(12, (await Place(new PlacementInput { People = 12 })).People);
        var named = await Place(new PlacementInput { Name = "甲", IdentityNumber = Given.IdentityNumber() });
        Assert.Contains("********", named.IdentityNumber, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidInput>(() => Place(new PlacementInput { Name = "甲", People = 2 }));
        await Assert.ThrowsAsync<InvalidInput>(() => Place(new PlacementInput { IdentityNumber = Given.IdentityNumber() }));
    }

    private Task<WinterDeliveryAnswer> VisitAsync(UnionInfo mine, RecordPlace place, params (string Name, string Number, decimal Amount)[] people) =>
        house.RecordAsync<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(mine, place, new WinterDeliveryInput
        {
            Date = new DateOnly(2017, 1, 20), Place = "工区", Group = WinterGroup.Hardship,
            Recipients = people.Length == 0 ? null : [.. people.Select(p => new RecipientInput { Name = p.Name, IdentityNumber = p.Number, Amount = p.Amount })],
        });

    private Task<WinterDeliveryAnswer> ChangeAsync(UnionInfo mine, RecordPlace place, WinterDeliveryAnswer delivery, WinterDeliveryInput input) =>
        house.AskAsync(mine, new ChangeRecord<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(place, Id(delivery), delivery.Version, input));

    private Task<ScholarshipGrantAnswer> GrantAsync(UnionInfo mine, RecordPlace place, decimal amount, GrantState state = GrantState.Approved) =>
        house.RecordAsync<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(mine, place, Grant(amount, state, Given.IdentityNumber()));

    private Task<ScholarshipGrantAnswer> ChangeAsync(UnionInfo mine, RecordPlace place, ScholarshipGrantAnswer grant, decimal amount, string? number = null) =>
        house.AskAsync(mine, new ChangeRecord<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(place, Id(grant), grant.Version, Grant(amount, GrantState.Approved, number)));

    private static ScholarshipGrantInput Grant(decimal amount, GrantState state, string? number) =>
        new() { Date = new DateOnly(2017, 8, 1), Student = "学生", IdentityNumber = number, School = "第一中学", Stage = SchoolStage.SeniorHigh, Amount = amount, State = state };

    private Task<PaymentAnswer> PayAsync(UnionInfo mine, RecordPlace grant, decimal amount) =>
        house.RecordAsync<ScholarshipPayment, PaymentInput, PaymentAnswer>(mine, grant, new PaymentInput { Date = new DateOnly(2017, 9, 10), Amount = amount });

    private static long Id(IRecordAnswer answer) => long.Parse(answer.Id, CultureInfo.InvariantCulture);

    private static async Task<string> RuleOf(Task work) => (await Assert.ThrowsAsync<RuleViolation>(() => work)).Code;
}
