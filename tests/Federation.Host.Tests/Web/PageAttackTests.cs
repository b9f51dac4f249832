namespace Federation.Host.Tests.Web;

/// <summary>Every page and every form that the application has, tried by those who may not.</summary>
public sealed class PageAttackTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    private static readonly Role[] EveryRole = Enum.GetValues<Role>();
    private readonly IReadOnlyList<Endpoint> pages = Endpoint.Pages(mine.Federation);

    [Fact]
    public void Only_the_way_in_and_what_is_published_is_open_to_everybody() => Assert.Equal(
        ["GET /", "GET /fairs", "GET /fairs/{host}/{fair}", "GET /fairs/{host}/{fair}/register", "GET /language/{language}", "GET /sign-in", "GET /sign-in/code", "GET /sign-in/password", "GET /sign-in/second-factor", "GET /stations", "POST /fairs/{host}/{fair}/register", "POST /sign-in", "POST /sign-in/code", "POST /sign-in/password", "POST /sign-in/second-factor", "POST /sign-out"],
        pages.Where(e => e.IsPublic).Select(e => e.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_way_in()
    {
        using var browser = mine.Federation.Browser();
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var page in pages.Where(e => !e.IsPublic))
            {
                using var answer = await SendAsync(browser, page, mine.PathOf(page));
                Assert.True((int)answer.StatusCode is 302 or 303, $"{page} answered {(int)answer.StatusCode}");
                Assert.StartsWith("/sign-in?return=%2F", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task To_somebody_of_another_district_the_mine_does_not_exist()
    {
        // Nobody holds two of the three offices, so they come one after the other.
        foreach (var role in EveryRole)
        {
            using var browser = await mine.Federation.SignedInBrowserAsync((AttackedFederation.OtherDistrict, role), (AttackedFederation.OtherMine, role));
            var token = await TokenAsync(browser);
            await mine.Federation.NothingIsWrittenAsync(async () =>
            {
                foreach (var page in pages.Where(e => e.NamesUnion))
                {
                    using var answer = await SendAsync(browser, page, mine.PathOf(page), token);
                    Assert.True((int)answer.StatusCode == 404, $"{page} answered {role} with {(int)answer.StatusCode}");
                    Assert.DoesNotContain("某矿", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                }
            });
        }
    }

    [Fact]
    public async Task A_role_that_may_not_is_refused_by_page_and_form()
    {
        foreach (var role in EveryRole)
        {
            using var browser = await mine.Federation.SignedInBrowserAsync(AttackedFederation.Code, role);
            var token = await TokenAsync(browser);
            await mine.Federation.NothingIsWrittenAsync(async () =>
            {
                foreach (var page in pages.Where(e => e.NamesUnion && !e.Roles.Contains(role)))
                {
                    using var answer = await SendAsync(browser, page, mine.PathOf(page, AttackedFederation.Code), token);
                    Assert.True((int)answer.StatusCode == 403, $"{page} answered {role} with {(int)answer.StatusCode}");
                }
            });
        }
    }

    [Fact]
    public async Task A_form_that_does_not_come_from_our_pages_does_nothing()
    {
        foreach (var role in EveryRole)
        {
            using var browser = await mine.Federation.SignedInBrowserAsync((AttackedFederation.Code, role), (AttackedFederation.Province, role));
            await mine.Federation.NothingIsWrittenAsync(async () =>
            {
                foreach (var page in pages.Where(e => e.Writes && (e.IsPublic || e.Roles.Count == 0 || e.Roles.Contains(role))))
                {
                    foreach (var token in new string?[] { null, "", "CfDJ8garbage" })
                    {
                        using var answer = await SendAsync(browser, page, mine.PathOf(page), token);
                        Assert.True((int)answer.StatusCode == 400, $"{page} answered {(int)answer.StatusCode}");
                    }
                }
                // Nor does the API, to a browser that another site makes post.
                using var written = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{mine.Campaign("summer")}/close"));
                Assert.Equal(400, (int)written.StatusCode);
            });
        }
    }

    [Fact]
    public async Task Odd_text_in_the_address_of_a_page_is_refused_and_never_breaks()
    {
        var odd = Odd.InAddress;
        string[] questions = ["period", "from", "to", "limit", "cursor", "search", "indicator", "tree", "season", "year", "state", "subtree", "return", "done", "module", "action", "kind", "before"];
        var turn = Repetition.Seed;
        foreach (var role in EveryRole)
        {
            using var browser = await mine.Federation.SignedInBrowserAsync((AttackedFederation.Code, role), (AttackedFederation.Province, role));
            await mine.Federation.NothingIsWrittenAsync(async () =>
            {
                // Each by one role that may see it.
                foreach (var page in pages.Where(e => !e.Writes && e.Roles.DefaultIfEmpty(EveryRole[0]).First() == role && !e.Pattern.EndsWith("/events", StringComparison.Ordinal)))
                {
                    var path = mine.PathOf(page);
                    // Every page with a share of the questions; the texts take turns, for each with each is a quarter of an hour.
                    foreach (var question in Repetition.Share(questions, 1, page.Pattern)) await NeverBreaksAsync(browser, $"{path}?{question}={odd[(turn++ & int.MaxValue) % odd.Length]}");
                    if (page.Pattern.EndsWith('}'))
                        foreach (var text in Repetition.Share(odd, 1, page.Pattern)) await NeverBreaksAsync(browser, $"{path[..path.LastIndexOf('/')]}/{text}");
                }
            });
        }

        static async Task NeverBreaksAsync(HttpClient browser, string path)
        {
            using var answer = await browser.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Each form that the mine's people see, with something odd in one of its fields, in the hidden ones as well.</summary>
    [Fact]
    public async Task Odd_text_in_a_form_is_refused_and_never_breaks()
    {
        var (tried, turn) = (0, Repetition.Seed & int.MaxValue);
        foreach (var role in new[] { Role.Clerk, Role.Leader, Role.Administrator, Role.SecurityAdministrator })
        {
            using var browser = await mine.Federation.SignedInBrowserAsync((AttackedFederation.Code, role), (AttackedFederation.Province, role));
            var own = pages.Where(e => !e.Writes && e.NamesUnion && e.Roles.Contains(role) && !e.Pattern.EndsWith("/events", StringComparison.Ordinal)).ToList();
            foreach (var page in Repetition.Share(own, 20, $"odd forms of {role}"))
            {
                foreach (var (action, fields) in await browser.FormsAsync(mine.PathOf(page)))
                {
                    // Signing out is the end of the others.
                    if (action == "/sign-out" || fields.Count == 0) continue;
                    var names = fields.Keys.Where(n => !n.StartsWith("__", StringComparison.Ordinal)).Append("no such field").ToList();
                    foreach (var field in Repetition.Share(names, 2, action).Append("_version").Append("_once"))
                    {
                        var typed = fields.Where(f => f.Key != field).Append(KeyValuePair.Create(field, Odd.Typed[turn++ % Odd.Typed.Length]));
                        using var answer = await browser.PostAsync(action, typed);
                        Assert.True((int)answer.StatusCode < 500, $"{action} with {field} = {Odd.Typed[(turn - 1) % Odd.Typed.Length]}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                        tried++;
                    }
                }
            }
        }
        // Not every page has a form, and which pages are tried is drawn.
        Assert.True(tried > 20, $"{tried} forms");
    }

    /// <summary>A form's own key and the version of its record, of any length and kind.</summary>
    [Theory]
    [InlineData("_once", 100)]
    [InlineData("_once", 400)]
    [InlineData("_version", 20)]
    public async Task What_a_form_hides_may_be_of_any_length(string field, int length)
    {
        using var browser = await mine.Federation.SignedInBrowserAsync(AttackedFederation.Code, Role.Clerk);
        var page = $"/u/{AttackedFederation.Code}/campaigns/new?season=summer&year=2017";
        var form = await browser.FormAsync(page);
        using var answer = await browser.PostAsync(page, form.Where(f => f.Key != field).Append(KeyValuePair.Create(field, new string('9', length))));
        Assert.InRange((int)answer.StatusCode, 200, 499);
    }

    [Fact]
    public async Task A_way_back_in_any_script_is_taken()
    {
        using var browser = mine.Federation.Browser();
        using var answer = await browser.GetAsync($"/language/en?return={Uri.EscapeDataString("/stations?near=咸阳")}");
        Assert.Equal((303, "/stations?near=%E5%92%B8%E9%98%B3"), ((int)answer.StatusCode, answer.Headers.GetValues("Location").Single()));
    }

    /// <summary>Every form on every page that the mine's people see, sent twice just as it stands: the second time writes nothing.</summary>
    [Fact]
    public async Task A_form_that_is_sent_twice_does_its_work_once()
    {
        var forms = 0;
        foreach (var role in new[] { Role.Clerk, Role.Reviewer, Role.Leader })
        {
            using var browser = await mine.Federation.SignedInBrowserAsync(AttackedFederation.Code, role);
            // A form stands on several pages, such as a button in a list and beside its record.
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var page in pages.Where(e => !e.Writes && e.NamesUnion && e.Roles.Contains(role) && !e.Pattern.EndsWith("/events", StringComparison.Ordinal)))
            {
                var path = mine.PathOf(page);
                foreach (var (action, fields) in await browser.FormsAsync(path))
                {
                    if (action.StartsWith("/sign-out", StringComparison.Ordinal) || !known.Add($"{action} {string.Join(' ', fields.Keys)}")) continue;
                    using var first = await browser.PostAsync(action, fields);
                    await mine.Federation.NothingIsWrittenAsync(async () =>
                    {
                        using var second = await browser.PostAsync(action, fields);
                        Assert.True((int)first.StatusCode < 500 && (int)second.StatusCode < 500, $"{action} on {path} answered {(int)first.StatusCode}, then {(int)second.StatusCode}");
                    }, $"{action} on {path}, sent again,");
                    forms++;
                }
            }
        }
        Assert.True(forms > 15, $"only {forms} forms were found");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, Endpoint page, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(page.Method), path);
        if (page.Writes) request.Content = new FormUrlEncodedContent(token is null ? [] : [KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string> TokenAsync(TestBrowser browser) => (await browser.FormAsync("/me", "/sign-out"))["__RequestVerificationToken"];
}
