using Federation.Kernel.Checks;

namespace Federation.Framework.Tests.Input;

public sealed class PersonPaperTests
{
    [Theory]
    [InlineData("11010519491231002x", PaperKind.Resident, "11010519491231002X")]
    [InlineData("身份证：11010519491231002X", PaperKind.Resident, "11010519491231002X")]
    [InlineData("110105491231002", PaperKind.Resident, "11010519491231002X")]
    [InlineData("USA110074010103", PaperKind.PermanentResidence, "PR:USA110074010103")]
    [InlineData("E12345678", PaperKind.Passport, "PP:E12345678")]
    [InlineData("护照 AB123456", PaperKind.Passport, "PP:AB123456")]
    [InlineData("passport: 123456789", PaperKind.Passport, "PP:123456789")]
    [InlineData("H1234567890", PaperKind.HongKongMacao, "HM:H1234567890")]
    [InlineData("港澳通行证M12345678", PaperKind.HongKongMacao, "HM:M12345678")]
    [InlineData("台胞证 12345678", PaperKind.Taiwan, "TW:12345678")]
    public void A_paper_is_known_by_its_form_or_by_the_word_in_front_of_it(string written, PaperKind kind, string normal)
    {
        var paper = PersonPaper.Read(written)!.Value;
        Assert.Equal((kind, normal), (paper.Kind, paper.Normal));
        // What is kept is read as the same paper again.
        Assert.Equal(paper, PersonPaper.Read(normal));
        Assert.DoesNotContain(paper.Number, paper.Masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("110105194912310021")]
    [InlineData("110105491331002")]
    [InlineData("USA110074130103")]
    [InlineData("12345678")]
    [InlineData("护照")]
    [InlineData("台胞证 E12345678")]
    public void What_is_no_paper_is_not_guessed_at(string written) => Assert.Null(PersonPaper.Read(written));

    [Fact]
    public void Only_a_residents_number_says_the_day_of_birth_and_man_or_woman()
    {
        Assert.Equal((new DateOnly(1949, 12, 31), false), (PersonPaper.Read("11010519491231002X")!.Value.BirthDate!.Value, PersonPaper.Read("11010519491231002X")!.Value.IsMan!.Value));
        Assert.Null(PersonPaper.Read("E12345678")!.Value.BirthDate);
        Assert.Null(PersonPaper.Read("E12345678")!.Value.IsMan);
    }
}
