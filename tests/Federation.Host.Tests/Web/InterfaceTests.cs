using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Federation.Host.Tests.Web;

/// <summary>design.md, "Interface", to the letter: other programs are written against it.</summary>
public sealed partial class InterfaceTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    private const string Figures = $"/api/v1/unions/{AttackedFederation.Code}/figures";

    [Fact]
    public async Task A_list_of_unions()
    {
        foreach (var path in new[] { "/api/v1/unions", "/api/v1/unions?search=区", $"/api/v1/unions/{AttackedFederation.City}/children" })
        {
            var list = await mine.Everything.GetAsync(path).JsonAsync();
            Assert.Equal("items next", list.Names());
            Assert.NotEmpty(list.Items());
            var codes = list.Items().Select(i => i.Text("code")!).ToList();
            Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        }
    }

    [Fact]
    public async Task A_union()
    {
        var union = await mine.Everything.GetAsync($"/api/v1/unions/{AttackedFederation.Code}").JsonAsync();
        Assert.StartsWith("code name level kind parent path active", union.Names(), StringComparison.Ordinal);
        Assert.Equal((AttackedFederation.Code, "某矿工会", "grassroots", "mine", AttackedFederation.District), (union.Text("code"), union.Text("name"), union.Text("level"), union.Text("kind"), union.Text("parent")));
        Assert.Equal([AttackedFederation.Province, AttackedFederation.City, AttackedFederation.District, AttackedFederation.Code], union.Items("path").Select(c => c.GetString()));
        Assert.True(union.GetProperty("active").GetBoolean());
        foreach (var (code, level) in new[] { (AttackedFederation.Province, "province"), (AttackedFederation.City, "city"), (AttackedFederation.District, "district") })
            Assert.Equal(level, (await mine.Everything.GetAsync($"/api/v1/unions/{code}").JsonAsync()).Text("level"));
        Assert.Null((await mine.Everything.GetAsync($"/api/v1/unions/{AttackedFederation.Province}").JsonAsync()).Text("parent"));
    }

    [Fact]
    public async Task The_catalogue_of_indicators_in_its_order()
    {
        var list = await mine.Everything.GetAsync("/api/v1/indicators").JsonAsync();
        Assert.Equal("items", list.Names());
        foreach (var indicator in list.Items())
        {
            Assert.Equal("code zh en unit kind module source partOf meaning", indicator.Names());
            Assert.Contains(indicator.Text("kind"), new[] { "sum", "latest", "ratio", "coverage", "distinct" });
            Assert.Contains(indicator.Text("source"), new[] { "records", "form" });
            foreach (var text in new[] { "code", "zh", "en", "unit", "module", "meaning" }) Assert.False(string.IsNullOrWhiteSpace(indicator.Text(text)));
        }
        var codes = list.Items().Select(i => i.Text("code")!).ToList();
        Assert.Equal("seasonal.spring.posts", codes[0]);
        Assert.True(codes.IndexOf("seasonal.budget.used") < codes.IndexOf("unions.members") && codes.IndexOf("unions.members") < codes.IndexOf("seasonal.warmth.goods") && codes.IndexOf("seasonal.goods.portions") < codes.IndexOf("unions.members-women"));
        Assert.Equal("unions.members", list.Items().Single(i => i.Text("code") == "unions.members-women").Text("partOf"));
    }

    [Fact]
    public async Task A_unions_figures()
    {
        foreach (var period in new[] { "2017", "2017-07", "S2018" })
        {
            var view = await mine.Everything.GetAsync($"{Figures}?period={period}").JsonAsync();
            Assert.Equal("union period tree asOf figures", view.Names());
            Assert.Equal((AttackedFederation.Code, period, "period"), (view.Text("union"), view.Text("period"), view.Text("tree")));
            Assert.Matches(Instant(), view.Text("asOf"));
            var catalogue = (await mine.Everything.GetAsync("/api/v1/indicators").JsonAsync()).Items().Select(i => (i.Text("code"), i.Text("unit"), i.Text("kind")));
            Assert.Equal(catalogue, view.Items("figures").Select(f => (f.Text("indicator"), f.Text("unit"), f.Text("kind"))));
            foreach (var figure in view.Items("figures"))
            {
                Assert.Equal("indicator unit kind own fromBelow total numerator denominator previous target children", figure.Names());
                foreach (var number in new[] { "own", "fromBelow", "total", "numerator", "denominator", "previous", "target" })
                    Assert.True(figure.GetProperty(number).ValueKind is JsonValueKind.Number or JsonValueKind.Null, $"{number} of {figure}");
                Assert.Equal("expected reported", figure.GetProperty("children").Names());
                Assert.All(figure.GetProperty("children").EnumerateObject(), c => Assert.Equal(JsonValueKind.Number, c.Value.ValueKind));
            }
        }
    }

    [Fact]
    public async Task Figures_of_some_indicators_only_and_an_unknown_one_is_refused()
    {
        var some = await mine.Everything.GetAsync($"{Figures}?period=2017&indicator=unions.members&indicator=seasonal.cooling.funds").JsonAsync();
        Assert.Equal(2, some.Items("figures").Count());
        await NamesAsync($"{Figures}?period=2017&indicator=unions.members&indicator=no.such", "indicator");
        await NamesAsync($"{Figures}/no.such/breakdown?period=2017", "indicator");
        await NamesAsync($"{Figures}/no.such/series?from=2013&to=2018", "indicator");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?period=")]
    [InlineData("?period=1948")]
    [InlineData("?period=2101")]
    [InlineData("?period=2017-13")]
    [InlineData("?period=2017-00")]
    [InlineData("?period=2017-7")]
    [InlineData("?period=s2018")]
    [InlineData("?period=S201")]
    [InlineData("?period=2017-03-01")]
    [InlineData("?period=２０１７")]
    [InlineData("?period=%2B2017")]
    public async Task An_unknown_period_is_refused(string query)
    {
        await NamesAsync(Figures + query, "period");
        await NamesAsync($"{Figures}/unions.members/breakdown{query}", "period");
        using var put = await mine.Everything.PutAsJsonAsync($"{Figures}/unions.members{query}", new { value = 1 });
        Assert.Equal(400, (int)put.StatusCode);
    }

    [Fact]
    public async Task A_breakdown_and_a_series()
    {
        var breakdown = await mine.Everything.GetAsync($"/api/v1/unions/{AttackedFederation.City}/figures/seasonal.cooling.funds/breakdown?period=2017").JsonAsync();
        Assert.Equal("own overlap total items next", breakdown.Names());
        Assert.Equal([AttackedFederation.District, AttackedFederation.OtherDistrict], breakdown.Items().Select(i => i.Text("union")));
        Assert.All(breakdown.Items(), i => Assert.Equal("union name total reported", i.Names()));
        var series = await mine.Everything.GetAsync($"{Figures}/seasonal.cooling.funds/series?from=2013&to=2018").JsonAsync();
        Assert.Equal("points", series.Names());
        Assert.Equal(["2013", "2014", "2015", "2016", "2017", "2018"], series.Items("points").Select(p => p.Text("period")));
        Assert.All(series.Items("points"), p => Assert.Equal("period total", p.Names()));
        Assert.Equal(["2017-11", "2017-12", "2018-01"], (await mine.Everything.GetAsync($"{Figures}/unions.members/series?from=2017-11&to=2018-01").JsonAsync()).Items("points").Select(p => p.Text("period")));
        Assert.Equal(["S2017", "S2018"], (await mine.Everything.GetAsync($"{Figures}/unions.members/series?from=S2017&to=S2018").JsonAsync()).Items("points").Select(p => p.Text("period")));
        await NamesAsync($"{Figures}/unions.members/series?from=2013&to=S2018", "to");
        await NamesAsync($"{Figures}/unions.members/series?from=2018&to=2013", "to");
        await NamesAsync($"{Figures}/unions.members/series?to=2013", "from");
        await NamesAsync($"{Figures}?period=2017&tree=oak", "tree");
    }

    [Fact]
    public async Task A_list_is_at_most_two_hundred_long_and_its_cursor_is_checked()
    {
        foreach (var path in new[] { "/api/v1/unions?", $"/api/v1/unions/{AttackedFederation.City}/children?", $"/api/v1/unions/{AttackedFederation.City}/figures/unions.members/breakdown?period=2017&", $"/api/v1/unions/{AttackedFederation.Code}/campaigns?", mine.Campaign("summer") + "/funds?" })
        {
            await mine.Everything.GetAsync(path + "limit=200").JsonAsync();
            foreach (var limit in new[] { "201", "0", "-1", "all", "1.5", "99999999999" }) await NamesAsync(path + "limit=" + limit, "limit");
            foreach (var cursor in new[] { "!", "***", "%20" }) await NamesAsync(path + "cursor=" + cursor, "cursor");
            var all = (await mine.Everything.GetAsync(path + "limit=200").JsonAsync()).Items().Select(i => i.GetRawText());
            Assert.Equal(all, (await mine.Everything.AllAsync(path.TrimEnd('?', '&'), 1)).Select(i => i.GetRawText()));
        }
    }

    [Fact]
    public async Task A_roll_up_is_accepted_once_while_it_runs_and_can_be_watched()
    {
        var wish = new { period = "2016", scope = AttackedFederation.District, mode = "full" };
        using var first = await mine.Everything.PostAsJsonAsync("/api/v1/rollups", wish);
        using var second = await mine.Everything.PostAsJsonAsync("/api/v1/rollups", wish);
        Assert.Equal((202, 202), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.StartsWith("/api/v1/rollups/", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        using var other = await mine.Everything.PostAsJsonAsync("/api/v1/rollups", wish with { mode = "incremental" });
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);

        var run = await mine.Everything.GetAsync(first.Headers.Location!.ToString()).JsonAsync();
        Assert.Equal("id period scope mode state level done total startedAt finishedAt error", run.Names());
        Assert.EndsWith("/" + run.Text("id"), first.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal(("2016", AttackedFederation.District, "full", "queued"), (run.Text("period"), run.Text("scope"), run.Text("mode"), run.Text("state")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null), (run.GetProperty("startedAt").ValueKind, run.GetProperty("finishedAt").ValueKind, run.GetProperty("error").ValueKind));
        Assert.True(run.GetProperty("done").ValueKind == JsonValueKind.Number && run.GetProperty("total").ValueKind == JsonValueKind.Number);
        await mine.Everything.GetAsync("/api/v1/rollups/1").JsonAsync(404);
        await mine.Everything.GetAsync("/api/v1/rollups/x").JsonAsync(404);
        foreach (var (bad, field) in new (object, string)[] { (new { period = "17", scope = AttackedFederation.Code, mode = "full" }, "period"), (new { period = "2017", scope = AttackedFederation.Code, mode = "quick" }, "mode"), (new { period = "2017", mode = "full" }, "scope") })
            Assert.True((await mine.Everything.PostAsJsonAsync("/api/v1/rollups", bad).JsonAsync(400)).GetProperty("errors").TryGetProperty(field, out _));
        await mine.Everything.PostAsJsonAsync("/api/v1/rollups", new { period = "2017", scope = "999999", mode = "full" }).JsonAsync(404);
    }

    [Fact]
    public async Task A_typed_figure_stands_is_nil_or_is_taken_back()
    {
        async Task<(decimal? Value, decimal? Total)> AfterAsync(object body)
        {
            var typed = await mine.Everything.PutAsJsonAsync($"{Figures}/unions.members?period=2015", body).JsonAsync();
            Assert.Equal(0, await Seeding.Demo.RunAsync(mine.Federation, "rollup", "--period", "2015"));
            return (typed.Number("value"), (await mine.Everything.FiguresAsync(AttackedFederation.Code, "2015"))["unions.members"].Number("total"));
        }
        Assert.Equal((1200, 1200), await AfterAsync(new { value = 1200 }));
        Assert.Equal((900, 900), await AfterAsync(new { value = 900 }));
        Assert.Equal((0, 0), await AfterAsync(new { nil = true }));
        Assert.Equal(((decimal?)null, (decimal?)null), await AfterAsync(new { value = (int?)null }));
        await mine.Everything.PutAsJsonAsync($"{Figures}/seasonal.cooling.funds?period=2015", new { value = 1 }).JsonAsync(409);
        await mine.Everything.PutAsJsonAsync($"{Figures}/unions.member-rate?period=2015", new { value = 1 }).JsonAsync(409);
        await mine.Everything.PutAsJsonAsync($"{Figures}/unions.members?period=2015", new { }).JsonAsync(400);
        await mine.Everything.PutAsJsonAsync($"{Figures}/unions.members?period=2015", new { value = 1, nil = true }).JsonAsync(400);
        await mine.Everything.PutAsJsonAsync($"{Figures}/unions.members?period=2015", new { value = 1.5 }).JsonAsync(400);
        await mine.Everything.PutAsJsonAsync($"{Figures}/unions.members?period=2015-03", new { value = 1 }).JsonAsync(400);
    }

    [Fact]
    public async Task A_key_makes_a_second_click_harmless_and_is_good_for_one_request()
    {
        var path = mine.Campaign("summer") + "/funds";
        async Task<HttpResponseMessage> PostAsync(string key, object body, HttpClient? client = null, string? to = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, to ?? path) { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            return await (client ?? mine.Everything).SendAsync(request);
        }
        var money = new { date = "2017-06-06", source = "finance", amount = 7, note = "🎉" };
        var before = (await mine.Everything.AllAsync(path, 200)).Count;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync("click-1", money)));
        Assert.All(answers, a => Assert.Equal(201, (int)a.StatusCode));
        Assert.Single(await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync())).ContinueWith(t => t.GetAwaiter().GetResult().Distinct(), TaskScheduler.Default));
        Assert.Single(answers.Select(a => (a.Headers.Location, a.Headers.ETag?.Tag)).Distinct());
        Assert.Equal(before + 1, (await mine.Everything.AllAsync(path, 200)).Count);

        Assert.Equal("idempotency-key-reused", (await PostAsync("click-1", money with { amount = 8 }).JsonAsync(409)).Text("code"));
        Assert.Equal("idempotency-key-reused", (await PostAsync("click-1", money, to: mine.Campaign("autumn") + "/funds").JsonAsync(409)).Text("code"));
        Assert.Equal(before + 1, (await mine.Everything.AllAsync(path, 200)).Count);
        // Somebody else's key of the same name is another key.
        using var colleague = await mine.Federation.ClientAsync(AttackedFederation.Code, Role.Clerk);
        await PostAsync("click-1", money, colleague).JsonAsync(201);
        Assert.Equal(before + 2, (await mine.Everything.AllAsync(path, 200)).Count);
        // What failed was not done: the key is still free.
        await PostAsync("2", money with { date = "2016-01-01" }).JsonAsync(409);
        await PostAsync("2", money).JsonAsync(201);
        Assert.True((await PostAsync(new string('k', 101), money).JsonAsync(400)).GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Fact]
    public async Task A_change_names_the_version_that_it_changes()
    {
        using var made = await mine.Everything.PostAsJsonAsync(mine.Campaign("summer") + "/inspections", new { date = "2017-08-01", place = "井口", hazardsFound = 2, hazardsFixed = 0 });
        var (path, tag) = (made.Headers.Location!.ToString(), made.Headers.ETag!);
        async Task<HttpResponseMessage> SendAsync(HttpMethod method, string? condition)
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Put ? JsonContent.Create(new { date = "2017-08-01", place = "井口", hazardsFound = 2, hazardsFixed = 2 }) : null };
            if (condition is not null) request.Headers.TryAddWithoutValidation("If-Match", condition);
            return await mine.Everything.SendAsync(request);
        }
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            Assert.Equal("condition-required", (await SendAsync(method, null).JsonAsync(428)).Text("code"));
            foreach (var wrong in new[] { "\"77\"", "*", "nonsense", "\"\"", "W/\"1\"", "-1" }) Assert.Equal("changed-meanwhile", (await SendAsync(method, wrong).JsonAsync(412)).Text("code"));
        }
        using var changed = await SendAsync(HttpMethod.Put, tag.Tag);
        Assert.Equal(200, (int)changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag);
        await SendAsync(HttpMethod.Put, tag.Tag).JsonAsync(412);
        using var read = await mine.Everything.GetAsync(path);
        Assert.Equal(changed.Headers.ETag, read.Headers.ETag);
        Assert.Equal(204, (int)(await SendAsync(HttpMethod.Delete, read.Headers.ETag!.Tag)).StatusCode);
        await mine.Everything.GetAsync(path).JsonAsync(404);
        await SendAsync(HttpMethod.Delete, read.Headers.ETag!.Tag).JsonAsync(404);
    }

    [Fact]
    public async Task The_description_of_the_interface_is_valid_and_names_every_endpoint()
    {
        using var anonymous = mine.Federation.Anonymous();
        using var answer = await anonymous.GetAsync("/openapi/v1.json");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var read = OpenApiDocument.Parse(await answer.Content.ReadAsStringAsync(), OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors.Select(e => e.ToString()));
        var document = read.Document!;
        foreach (var endpoint in Endpoint.Api(mine.Federation).Where(e => !e.IsPublic))
        {
            Assert.True(document.Paths.TryGetValue(endpoint.Pattern, out var path), $"{endpoint} is not described");
            Assert.True(path.Operations!.TryGetValue(new HttpMethod(endpoint.Method), out var operation), $"{endpoint} is not described");
            Assert.True((operation.RequestBody is not null) == (endpoint.Body is not null || endpoint.Other.Count > 0), $"{endpoint}: body");
            var inPath = (operation.Parameters ?? []).Concat(path.Parameters ?? []).Where(p => p.In == ParameterLocation.Path).Select(p => p.Name!).Order(StringComparer.Ordinal);
            Assert.Equal(Parameter().Matches(endpoint.Pattern).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal), inPath);
        }
        Assert.NotEmpty(document.Components!.SecuritySchemes!);
    }

    [Theory]
    [InlineData("GET /api/v1/unions", "search string, limit integer, cursor string")]
    [InlineData("GET /api/v1/unions/{union}", "")]
    [InlineData("GET /api/v1/unions/{union}/children", "on string date, limit integer, cursor string")]
    [InlineData("GET /api/v1/indicators", "")]
    [InlineData("GET /api/v1/unions/{union}/figures", "*period string, asOf string date, basis string of live or approved, indicator array of string, tree string of period or today")]
    [InlineData("GET /api/v1/unions/{union}/figures/{indicator}/breakdown", "*period string, limit integer, cursor string")]
    [InlineData("GET /api/v1/unions/{union}/figures/{indicator}/series", "*from string, *to string")]
    [InlineData("PUT /api/v1/unions/{union}/figures/{indicator}", "*period string")]
    [InlineData("PUT /api/v1/unions/{union}/reports/{module}", "*period string")]
    [InlineData("POST /api/v1/rollups", "")]
    [InlineData("GET /api/v1/unions/{union}/campaigns", "season string of spring or summer or autumn or winter, year integer, state string of planned or running or closed, search string, subtree boolean, limit integer, cursor string")]
    [InlineData("GET /api/v1/unions/{union}/campaigns/{campaign}/funds", "limit integer, cursor string")]
    public async Task The_description_names_what_can_be_asked(string endpoint, string parameters)
    {
        var operation = (await DescriptionAsync(mine))[endpoint];
        var described = (operation.Parameters ?? []).Where(p => p.In == ParameterLocation.Query)
            .Select(p => $"{(p.Required ? "*" : "")}{p.Name} {Described(p.Schema!)}").Order(StringComparer.Ordinal);
        Assert.Equal(parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), described);

        static string Described(IOpenApiSchema schema) => schema.Type switch
        {
            JsonSchemaType.Array => $"array of {Described(schema.Items!)}",
            _ when schema.Enum is { Count: > 0 } words => $"string of {string.Join(" or ", words)}",
            var type => $"{type!.Value.ToString().ToLowerInvariant()}{(schema.Format == "date" ? " date" : "")}",
        };
    }

    [Theory]
    [InlineData("GET /api/v1/unions/{union}/figures", "200 with a body")]
    [InlineData("PUT /api/v1/unions/{union}/figures/{indicator}", "200 with a body")]
    [InlineData("POST /api/v1/rollups", "202 with a body")]
    [InlineData("POST /api/v1/unions/{union}/children", "201 with a body")]
    [InlineData("POST /api/v1/unions/{union}/campaigns", "201 with a body")]
    [InlineData("POST /api/v1/unions/{union}/campaigns/{campaign}/start", "200 with a body")]
    [InlineData("POST /api/v1/unions/{union}/campaigns/{campaign}/deliveries", "201 with a body")]
    [InlineData("DELETE /api/v1/unions/{union}/campaigns/{campaign}/inspections/{record}", "204")]
    [InlineData("POST /api/v1/unions/{union}/imports/{kind}", "200 with a body")]
    public async Task The_description_names_what_is_answered(string endpoint, string answers)
    {
        var described = (await DescriptionAsync(mine))[endpoint].Responses!.Where(r => r.Key.StartsWith('2')).Select(r => $"{r.Key}{(r.Value.Content is { Count: > 0 } content && content.Values.All(c => c.Schema is not null) ? " with a body" : "")}");
        Assert.Equal(answers, string.Join(", ", described));
    }

    /// <summary>Everything that a program is generated from: a name and a sentence of its own, what is refused and how, the headers, bytes as bytes.</summary>
    [Fact]
    public async Task The_description_says_of_every_endpoint_what_a_client_is_generated_from()
    {
        var (all, wrong) = (await DescriptionAsync(mine), new List<string>());
        foreach (var (name, operation) in all)
        {
            var endpoint = Endpoint.Api(mine.Federation).Single(e => e.ToString() == name);
            if (operation.OperationId is not { Length: > 3 } id || !id.All(char.IsAsciiLetterOrDigit)) wrong.Add($"{name}: is called {operation.OperationId}");
            if (operation.Summary is not [>= 'A' and <= 'Z', .., '.']) wrong.Add($"{name}: '{operation.Summary}' is no sentence");
            var refused = operation.Responses!.Where(r => r.Key[0] is '4' or '5').ToList();
            if (refused.Any(r => r.Value.Content?.ContainsKey("application/problem+json") is not true)) wrong.Add($"{name}: a refusal is no problem");
            string[] expected = ["400", "429", "503", .. endpoint.IsPublic ? Array.Empty<string>() : ["401", "403"], .. endpoint.Pattern.Contains('{') ? ["404"] : Array.Empty<string>()];
            wrong.AddRange(expected.Except(refused.Select(r => r.Key)).Select(code => $"{name}: {code} is missing"));
            foreach (var (type, content) in operation.Responses!.Where(r => r.Key[0] == '2').SelectMany(r => r.Value.Content ?? new Dictionary<string, OpenApiMediaType>()))
                if (!type.EndsWith("json", StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal) && content.Schema?.Format != "binary") wrong.Add($"{name}: {type} is not binary");
            if (endpoint.Body is { } body && operation.RequestBody?.Content?["application/json"].Schema is { } schema)
            {
                var required = Bodies.Fields(body).Where(f => f.Required).Select(f => f.Name).Order(StringComparer.Ordinal);
                if (!required.SequenceEqual((schema.Required ?? new HashSet<string>()).Order(StringComparer.Ordinal))) wrong.Add($"{name}: requires {string.Join(' ', schema.Required ?? new HashSet<string>())}, not {string.Join(' ', required)}");
            }
        }
        wrong.AddRange(all.Values.GroupBy(o => o.OperationId).Where(g => g.Count() > 1).Select(g => $"{g.Count()} are called {g.Key}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>If-Match stands exactly where a change without it is refused.</summary>
    [Fact]
    public async Task The_description_names_the_version_where_it_is_asked_for()
    {
        var wrong = new List<string>();
        foreach (var (name, operation) in await DescriptionAsync(mine))
        {
            var endpoint = Endpoint.Api(mine.Federation).Single(e => e.ToString() == name);
            if (endpoint.IsPublic || endpoint.Method == "GET") continue;
            using var request = endpoint.Request(mine.PathOf(endpoint));
            if (endpoint.Body is { } body) request.Content = JsonContent.Create(Bodies.Plausible(body));
            request.Headers.Remove("If-Match");
            using var answer = await mine.WhoMay(endpoint).SendAsync(request);
            // One that may be left out is asked for once there is something to be changed: a year's holidays.
            var named = (operation.Parameters ?? []).FirstOrDefault(p => p is { In: ParameterLocation.Header, Name: "If-Match" });
            if ((int)answer.StatusCode == 428 && named is null) wrong.Add($"{name} asks for If-Match");
            if (named is { Required: true } && (int)answer.StatusCode != 428) wrong.Add($"{name} does not ask for If-Match: {(int)answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_can_be_read_can_be_asked_for_its_headers_alone()
    {
        var tried = 0;
        foreach (var endpoint in Endpoint.Api(mine.Federation).Where(e => e.Method == "GET"))
        {
            var path = mine.PathOf(endpoint);
            using var read = await mine.WhoMay(endpoint).GetAsync(path);
            using var head = await mine.WhoMay(endpoint).SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.True(read.StatusCode == head.StatusCode, $"HEAD {path}: {(int)head.StatusCode}, GET {(int)read.StatusCode}");
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            tried++;
        }
        Assert.True(tried > 20, $"{tried} tried");
    }

    /// <summary>A program that trusts the description meets no property that is missing and no null that was not announced.</summary>
    [Fact]
    public async Task What_is_answered_holds_everything_that_the_description_requires()
    {
        var (read, wrong) = (0, new List<string>());
        foreach (var (name, operation) in await DescriptionAsync(mine))
        {
            if (Endpoint.Api(mine.Federation).Single(e => e.ToString() == name) is not { Method: "GET" } endpoint) continue;
            if (!operation.Responses!.TryGetValue("200", out var described)) continue;
            if (described.Content?.TryGetValue("application/json", out var content) is not true || content.Schema is not { } schema) continue;
            var needed = (operation.Parameters ?? []).Where(p => p is { In: ParameterLocation.Query, Required: true });
            var query = string.Join('&', needed.Select(p => $"{p.Name}=2017"));
            using var answer = await mine.Everything.GetAsync($"{mine.PathOf(endpoint)}?{query}");
            if ((int)answer.StatusCode != 200) continue;
            // What is not for everybody is kept by no cache on the way, and by no browser after somebody has signed out.
            if (!endpoint.IsPublic && answer.Headers.CacheControl is not { NoStore: true }) wrong.Add($"{name} may be kept");
            if (answer.Content.Headers.ContentType?.MediaType is not "application/json" and var other)
            {
                wrong.Add($"{name} answers {other}");
                continue;
            }
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Compare(json.RootElement, schema, name, wrong);
            read++;
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
        Assert.True(read > 20, $"{read} answers");
    }

    [Fact]
    public async Task The_description_says_what_an_answer_always_holds_and_what_may_be_null()
    {
        var union = (await DescriptionAsync(mine))["GET /api/v1/unions/{union}"].Responses!["200"].Content!["application/json"].Schema!;
        Assert.Equal("active code formerNames kind level name parent path", string.Join(' ', union.Required!.Order(StringComparer.Ordinal)));
        Assert.Equal(["level", "parent"], union.Properties!.Where(p => MayBeNull(p.Value)).Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    private static bool MayBeNull(IOpenApiSchema schema) => schema.Type is { } type && type.HasFlag(JsonSchemaType.Null);

    private static void Compare(JsonElement value, IOpenApiSchema schema, string at, List<string> wrong)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!MayBeNull(schema)) wrong.Add($"{at} is null");
            return;
        }
        foreach (var part in schema.AllOf ?? []) Compare(value, part, at, wrong);
        if (value.ValueKind == JsonValueKind.Object)
        {
            wrong.AddRange((schema.Required ?? new HashSet<string>()).Where(r => !value.TryGetProperty(r, out _)).Select(r => $"{at}.{r} is missing"));
            foreach (var property in value.EnumerateObject())
            {
                if (schema.Properties?.TryGetValue(property.Name, out var known) == true) Compare(property.Value, known, $"{at}.{property.Name}", wrong);
                else if (schema.AdditionalProperties is { } any) Compare(property.Value, any, $"{at}.*", wrong);
                else if (schema.Properties is { Count: > 0 }) wrong.Add($"{at}.{property.Name} is not described");
            }
        }
        if (value.ValueKind == JsonValueKind.Array && schema.Items is { } items)
            foreach (var item in value.EnumerateArray()) Compare(item, items, $"{at}[]", wrong);
    }

    [Fact]
    public async Task What_the_description_names_is_read_and_refused_when_it_is_no_text_at_all()
    {
        var tried = 0;
        foreach (var (name, operation) in await DescriptionAsync(mine))
        {
            var endpoint = Endpoint.Api(mine.Federation).Single(e => e.ToString() == name);
            var asked = (operation.Parameters ?? []).Where(p => p.In == ParameterLocation.Query).ToList();
            foreach (var parameter in asked)
            {
                var query = string.Join('&', asked.Where(p => p.Required && p != parameter).Select(p => $"{p.Name}=2017").Append($"{parameter.Name}=a%00b"));
                using var request = endpoint.Request(mine.PathOf(endpoint));
                request.RequestUri = new Uri($"{mine.PathOf(endpoint)}?{query}", UriKind.Relative);
                var errors = (await mine.Everything.SendAsync(request).JsonAsync(400)).GetProperty("errors");
                Assert.True(errors.TryGetProperty(parameter.Name!, out _), $"{name}?{query}: {errors}");
                tried++;
            }
        }
        Assert.True(tried > 20, $"{tried} tried");
    }

    /// <summary>What the document says of each endpoint, as <c>GET /api/v1/unions</c>.</summary>
    internal static async Task<IReadOnlyDictionary<string, OpenApiOperation>> DescriptionAsync(AttackedFederation mine)
    {
        using var anonymous = mine.Federation.Anonymous();
        var document = OpenApiDocument.Parse(await anonymous.GetStringAsync("/openapi/v1.json"), OpenApiConstants.Json).Document!;
        return document.Paths.SelectMany(p => p.Value.Operations!.Select(o => ($"{o.Key.Method.ToUpperInvariant()} {p.Key}", o.Value))).ToDictionary(o => o.Item1, o => o.Value);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_is_told_to_everybody(string path, string word)
    {
        using var anonymous = mine.Federation.Anonymous();
        Assert.Equal(word, await anonymous.GetStringAsync(path));
    }

    [Fact]
    public async Task A_problem_has_the_form_of_the_standard()
    {
        var problem = await mine.Everything.GetAsync("/api/v1/unions/999999").JsonAsync(404);
        Assert.Equal("type title status detail instance code", problem.Names());
        Assert.Equal((404, "/api/v1/unions/999999", "not-found"), (problem.GetProperty("status").GetInt32(), problem.Text("instance"), problem.Text("code")));
        Assert.Equal("type title status detail instance code errors", (await mine.Everything.GetAsync("/api/v1/unions?limit=0").JsonAsync(400)).Names());
    }

    private async Task NamesAsync(string path, string field)
    {
        var problem = await mine.Everything.GetAsync(path).JsonAsync(400);
        Assert.Equal(field, problem.GetProperty("errors").Names());
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray());
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Parameter();
}
