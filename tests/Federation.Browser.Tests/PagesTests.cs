using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Federation.Browser.Tests;

/// <summary>What holds for every page, on every screen and in both languages.</summary>
[Collection(FederatedCollection.Name)]
public class PagesTests(Federated federated)
{
    /// <summary>Who looks at which page; with the demo's data, and where there is nothing yet.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "", "/" },
        { "", "/sign-in" },
        { "", "/no-such-page" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_sound(string user, string path)
    {
        foreach (var screen in new[] { Screen.Phone, Screen.Tablet, Screen.Desk })
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                var page = user.Length == 0 ? await federated.OpenAsync(screen, language) : await federated.SignedInAsync(user, screen, language);
                var complaints = new List<string>();
                page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(message.Text); };
                page.PageError += (_, error) => complaints.Add(error);
                await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
                var at = $"{path} as {user} at {screen.Width} in {language}";
                Assert.True(complaints.Count == 0, $"{at}: {string.Join("; ", complaints)}");
                Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{at} is wider than the screen");
                var axe = await page.RunAxe();
                var grave = axe.Violations.Where(v => v.Impact is "serious" or "critical").ToList();
                Assert.True(grave.Count == 0, $"{at}: {string.Join("; ", grave.Select(v => $"{v.Id}: {v.Help} {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}"))}");
                await page.Context.CloseAsync();
            }
        }
    }
}
