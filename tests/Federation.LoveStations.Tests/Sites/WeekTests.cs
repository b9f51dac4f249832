using System.Globalization;
using Autofac;
using Federation.Framework.Web;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Published;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Tests.Sites;

[Collection(ProvinceCollection.Name)]
public sealed class WeekTests(Province province)
{
    private readonly Texts texts = province.Federation.Container.Resolve<Texts>();

    [Theory]
    [InlineData("周一至周五 08:00-18:00；周六 09:00-12:00", "周一至周五 08:00-18:00；周六 09:00-12:00")]
    [InlineData("星期一到星期日 8:00—18:00", "每天 8:00-18:00")]
    [InlineData("08:00~18:00", "每天 08:00-18:00")]
    [InlineData("每天　08：00－12：00，14：00－18：00", "每天 08:00-12:00、14:00-18:00")]
    [InlineData("周六至周一 22:00-06:00", "周一 22:00-06:00；周六、周日 22:00-06:00")]
    [InlineData("周二、周四:09:00 - 17:00", "周二 09:00-17:00；周四 09:00-17:00")]
    [InlineData("Mon to Fri 08:00-18:00; Sat 09:00-12:00", "周一至周五 08:00-18:00；周六 09:00-12:00")]
    [InlineData("daily 00:00-24:00", "每天 00:00-24:00")]
    public void Hours_are_read_as_people_write_them(string written, string said)
    {
        // Said in Chinese, whatever the language of whoever runs the tests.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var hours = Week.Read(written, texts);
        Assert.NotNull(hours);
        var again = Week.Say(hours.Select(h => (h.Weekday, h.Opens, h.Closes)), texts);
        Assert.Equal(said, again);
        Assert.Equal(said, Week.Say(Week.Read(again, texts)!.Select(h => (h.Weekday, h.Opens, h.Closes)), texts));
    }

    /// <summary>What is open over midnight is kept in stretches of the week, the last of which ends with it.</summary>
    [Theory]
    [InlineData("每天 22:00-06:00")]
    [InlineData("周一至周五 22:00-06:00；周六 09:00-12:00")]
    [InlineData("周六 22:00-06:00")]
    [InlineData("每天 00:00-06:00、22:00-24:00")]
    [InlineData("每天 00:00-24:00")]
    [InlineData("周五至周日 18:00-02:00", "周五至周日 18:00-02:00")]
    public void Hours_over_midnight_are_shown_as_they_were_said(string written, string? said = null)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var input = new SiteInput { Code = "N1", Name = "夜站", Address = "路1号", State = SiteState.InService, Since = new DateOnly(2020, 1, 1), Hours = Week.Read(written, texts) };
        var site = ServiceSite.Enter(1, input, new DateOnly(2021, 1, 1), province.Federation.Container.Resolve<Kernel.Ids>());
        var kept = PublishedSite.Of(site).Hours;
        Assert.Equal(said ?? written, Week.Say(PublishedHours.AsSaid(kept).Select(h => (h.Day, Week.TimeOf(h.Opens), Week.TimeOf(h.Closes))), texts));
    }

    [Theory]
    [InlineData("上午")]
    [InlineData("周八 08:00-18:00")]
    [InlineData("周一 08:00")]
    [InlineData("周一-周二-周三 08:00-18:00")]
    [InlineData("；")]
    public void What_are_no_hours_is_not_guessed_at(string written) => Assert.Null(Week.Read(written, texts));
}
