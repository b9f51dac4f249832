using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Federation.Host.Tests.Web;

/// <summary>Bad input of every kind on every endpoint that takes any: told as a problem that names what is wrong, never a failure, nothing half-written.</summary>
public sealed class BadInputTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    /// <summary>Outside the plane of the usual characters: a rare surname, a flag, a family of four in one sign.</summary>
    private const string RareText = "𠮷先生🎉 𡘙 🇨🇳 👨‍👩‍👧‍👦 é";

    private readonly IReadOnlyList<Endpoint> withBody = [.. Endpoint.Api(mine.Federation).Where(e => e.Body is not null)];

    [Fact]
    public async Task What_is_no_JSON_object_is_refused_and_said_so()
    {
        string[] bodies = ["", " ", "{", "{]", "nonsense", "{\"a\":1} trailing", "{\"a\":1,}", "{'a':1}", "// comment\n{}", "NaN", "[]", "[{}]", "1", "\"text\"", "null", "true", new string('[', 20_000), string.Concat(Enumerable.Repeat("{\"a\":", 20_000))];
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in withBody)
            {
                foreach (var body in bodies) await RefusedAsync(endpoint, new StringContent(body, Encoding.UTF8, "application/json"), 400, "body");
                // Bytes that are no UTF-8, outside a text and inside one.
                foreach (var bytes in new byte[][] { [0xff, 0xfe, 0x7b, 0x7d], [.. "{\"a\":\""u8, 0xc3, 0x28, .. "\"}"u8] })
                    await RefusedAsync(endpoint, new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, 400);
            }
        });
    }

    [Fact]
    public async Task Another_kind_of_content_is_refused()
    {
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in withBody)
            {
                var json = Bodies.Plausible(endpoint.Body!).ToJsonString();
                foreach (var type in new[] { "text/plain", "application/xml", "text/csv", "multipart/form-data" }) await RefusedAsync(endpoint, new StringContent(json, Encoding.UTF8, type), 415);
                await RefusedAsync(endpoint, new FormUrlEncodedContent([KeyValuePair.Create("a", "b")]), 415);
                await RefusedAsync(endpoint, new ByteArrayContent(Encoding.UTF8.GetBytes(json)), 415);
            }
            foreach (var import in Endpoint.Api(mine.Federation).Where(e => e.TakesCsv)) await RefusedAsync(import, JsonContent.Create(new { a = 1 }), 415);
        });
    }

    [Fact]
    public async Task A_body_of_two_megabytes_is_too_large()
    {
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in withBody)
            {
                await RefusedAsync(endpoint, new StringContent($"{{\"name\":\"{new string('x', 2 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json"), 413);
                // Without a length it is only noticed on the way.
                using var chunked = new Endless(2 * 1024 * 1024);
                await RefusedAsync(endpoint, chunked, 413);
            }
        });
    }

    [Fact]
    public async Task A_field_that_is_missing_unknown_or_given_twice_is_named()
    {
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in withBody)
            {
                var fields = Bodies.Fields(endpoint.Body!);
                foreach (var (name, _, _) in fields.Where(f => f.Required))
                {
                    var without = Bodies.Plausible(endpoint.Body!);
                    without.Remove(name);
                    await RefusedAsync(endpoint, Json(without.ToJsonString()), 400, name);
                    without[name] = null;
                    await RefusedAsync(endpoint, Json(without.ToJsonString()), 400, name);
                }
                foreach (var unknown in new[] { "colour", "Name ", "__proto__", "$type", RareText })
                {
                    var with = Bodies.Plausible(endpoint.Body!);
                    with[unknown] = 1;
                    await RefusedAsync(endpoint, Json(with.ToJsonString()), 400, unknown);
                }
                await RefusedAsync(endpoint, Json("{\"\\ud83d\":1}"), 400);
                await RefusedAsync(endpoint, Json("{\"\\u0000\":1}"), 400);
                // What takes no field has none to be given twice.
                if (fields.Count == 0) continue;
                var twice = Bodies.Plausible(endpoint.Body!);
                var (first, type, _) = fields[0];
                var value = Bodies.IsNumber(type) || type == typeof(bool) || type.IsEnum || type == typeof(DateOnly) || type == typeof(string) ? Bodies.Value(first, type).ToJsonString() : "[]";
                twice.Remove(first);
                var pair = $"\"{first}\":{value}";
                await RefusedAsync(endpoint, Json($"{{{pair},{pair}{(twice.Count > 0 ? "," : "")}{twice.ToJsonString()[1..]}"), 400, first);
            }
        });
    }

    [Fact]
    public async Task A_value_that_a_field_cannot_take_is_refused_by_the_fields_name()
    {
        var tried = 0;
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in withBody)
                foreach (var (name, type, required) in Bodies.Fields(endpoint.Body!))
                    foreach (var (kind, bad) in Bodies.Bad(type, required))
                    {
                        var body = Bodies.Plausible(endpoint.Body!);
                        body[name] = "@";
                        await RefusedAsync(endpoint, Json(body.ToJsonString().Replace($"\"{name}\":\"@\"", $"\"{name}\":{bad}", StringComparison.Ordinal)), 400, name, kind);
                        tried++;
                    }
        });
        Assert.True(tried > 1_000, $"{tried} tried");
    }

    [Fact]
    public async Task A_bad_item_of_a_list_is_named_by_its_place()
    {
        var good = new { name = "西瓜", quantity = 1, unit = "公斤", value = 1 };
        foreach (var (item, field) in new (object, string)[]
                 {
                     (new { name = "西瓜", quantity = 0, unit = "公斤", value = 1 }, "items[1].quantity"), (new { quantity = 1, unit = "公斤", value = 1 }, "items[1].name"),
                     (new { name = "西瓜", quantity = 1, unit = "公斤", value = -1 }, "items[1].value"), (new { name = "西瓜", quantity = 1, unit = "公斤", value = 1, colour = 1 }, "items[1].colour"),
                     ("西瓜", "items[1]"), (new[] { 1 }, "items[1]"),
                 })
        {
            var body = new { date = "2017-07-20", group = "miners", place = "井口", site = "site", headCount = 1, items = new[] { good, item } };
            var told = await mine.Everything.PostAsJsonAsync(mine.Campaign("summer") + "/deliveries", body).JsonAsync(400);
            Assert.Contains(field, told.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }
        var many = new { date = "2017-07-20", group = "miners", place = "井口", site = "site", headCount = 1, items = Enumerable.Repeat(good, 5_000) };
        Assert.Contains("items", (await mine.Everything.PostAsJsonAsync(mine.Campaign("summer") + "/deliveries", many).JsonAsync(400)).GetProperty("errors").Names(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rare_characters_and_emoji_come_back_as_they_were_given()
    {
        async Task ComesBackAsync(string path, JsonObject body, params string[] fields)
        {
            foreach (var field in fields) body[field] = RareText;
            using var answer = await mine.Everything.PostAsJsonAsync(path, body);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
            var read = await mine.Everything.GetAsync(answer.Headers.Location!.ToString()).JsonAsync();
            foreach (var field in fields) Assert.Equal(RareText, read.Text(field));
        }
        await ComesBackAsync($"/api/v1/unions/{AttackedFederation.Code}/campaigns", new JsonObject { ["season"] = "summer", ["year"] = 2018, ["starts"] = "2018-06-01", ["ends"] = "2018-08-31", ["budget"] = 1 }, "name");
        await ComesBackAsync(mine.Campaign("summer") + "/funds", new JsonObject { ["date"] = "2017-06-05", ["source"] = "donation", ["amount"] = 1 }, "note");
        await ComesBackAsync(mine.Campaign("summer") + "/inspections", new JsonObject { ["date"] = "2017-07-05", ["hazardsFound"] = 1, ["hazardsFixed"] = 0 }, "place", "finding");
        await ComesBackAsync(mine.Campaign("summer") + "/deliveries", new JsonObject { ["date"] = "2017-07-05", ["group"] = "miners", ["site"] = "site", ["headCount"] = 1 }, "place");
        await ComesBackAsync(mine.Campaign("spring") + "/posts", new JsonObject { ["date"] = "2017-03-05", ["count"] = 1 }, "employer", "title", "place");
        await ComesBackAsync(mine.Campaign("spring") + "/placements", new JsonObject { ["date"] = "2017-03-05" }, "employer", "name");
        await ComesBackAsync(mine.Campaign("autumn") + "/grants", new JsonObject { ["date"] = "2017-08-05", ["identityNumber"] = "11010519491231002X", ["stage"] = "university", ["amount"] = 1 }, "student", "school");
        await ComesBackAsync($"/api/v1/unions/{AttackedFederation.OtherDistrict}/children", new JsonObject { ["code"] = "610102-E09", ["level"] = "grassroots", ["kind"] = "enterprise", ["on"] = "2018-01-01" }, "name");
        var found = await mine.Everything.GetAsync("/api/v1/unions?search=" + Uri.EscapeDataString("𠮷先生🎉")).JsonAsync();
        Assert.Equal("610102-E09", Assert.Single(found.Items()).Text("code"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("campaign,date\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,1\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-02-31,井口,1,1\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,1900-07-01,井口,1,1\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井\0口,1,1\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,\"井口,1,1\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,-1,1e30\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed,colour\n2017-summer,2017-07-01,井口,1,1,red\n")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,1,1\n2017-summer,2016-07-01,井口,1,1\n")]
    public async Task A_table_with_anything_wrong_in_it_leaves_nothing_behind(string csv) => await mine.Federation.NothingIsWrittenAsync(async () =>
    {
        using var answer = await mine.Everything.PostAsync($"/api/v1/unions/{AttackedFederation.Code}/imports/inspections", new StringContent(csv, Encoding.UTF8, "text/csv"));
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 400, $"{(int)answer.StatusCode} {said}");
        Assert.NotEmpty(JsonDocument.Parse(said).RootElement.GetProperty("errors").EnumerateObject());
    });

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task RefusedAsync(Endpoint endpoint, HttpContent body, int status, string? field = null, string why = "")
    {
        using var request = endpoint.Request(mine.PathOf(endpoint));
        request.Content = body;
        using var answer = await mine.WhoMay(endpoint).SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        var what = $"{endpoint}, {field} {why}: answered {(int)answer.StatusCode}, not {status}: {said}";
        Assert.True((int)answer.StatusCode == status && answer.Content.Headers.ContentType?.MediaType == "application/problem+json", what);
        var problem = JsonDocument.Parse(said).RootElement;
        Assert.False(string.IsNullOrWhiteSpace(problem.Text("code")) || string.IsNullOrWhiteSpace(problem.Text("detail")), what);
        if (status != 400) return;
        // A table's field is told with its place; a list's with the item's.
        var named = problem.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(e => e.Name).ToList() : [];
        Assert.True(named.Count > 0 && (field is null || named.Exists(n => n == field || n.StartsWith(field + ".", StringComparison.Ordinal) || n.StartsWith(field + "[", StringComparison.Ordinal))), what);
        foreach (var error in errors.EnumerateObject()) Assert.True(error.Value.EnumerateArray().All(e => e.GetString() is { Length: > 0 }), what);
    }

    /// <summary>A JSON text that says nothing of how long it is.</summary>
    private sealed class Endless : HttpContent
    {
        private readonly int length;

        public Endless(int length)
        {
            this.length = length;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 16 * 1024));
            for (var written = 0; written < length; written += blanks.Length) await stream.WriteAsync(blanks);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
