using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Federation.Framework.Tenancy;

namespace Federation.Host.Tests.Web;

/// <summary>Every endpoint that the application has, tried by those who may not. Nothing is answered, and nothing is written.</summary>
public sealed partial class AttackTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    /// <summary>Every role, as far as one person may hold them together: of the three offices one.</summary>
    private static readonly Role[][] RolesOfOne = [.. new[] { Role.Auditor, Role.Administrator, Role.SecurityAdministrator }.Select(office => new[] { Role.Clerk, Role.Reviewer, Role.Leader, office })];
    private readonly IReadOnlyList<Endpoint> endpoints = Endpoint.Api(mine.Federation);

    [Fact]
    public void Only_what_is_published_is_open_to_everybody() => Assert.Equal(
        ["GET /health", "GET /health/live", "GET /health/ready", "GET /openapi/{documentName}.json"],
        endpoints.Where(e => e.IsPublic && e.Method != "HEAD").Select(e => e.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_a_token_nothing_but_what_is_public_is_answered()
    {
        using var anonymous = mine.Federation.Anonymous();
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in endpoints.Where(e => !e.IsPublic)) await RefusedAsync(anonymous, endpoint, mine.PathOf(endpoint), 401, "not-signed-in");
        });
        foreach (var endpoint in endpoints.Where(e => e.IsPublic))
        {
            using var answer = await anonymous.GetAsync(mine.PathOf(endpoint));
            Assert.True((int)answer.StatusCode == 200, $"{endpoint} answered {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_token_that_is_garbage_expired_or_revoked_opens_nothing()
    {
        var expired = await mine.Federation.TokenAsync(TimeSpan.FromSeconds(-1), (AttackedFederation.Code, Role.Clerk), (AttackedFederation.Province, Role.Administrator));
        var revoked = await mine.Federation.TokenAsync(null, (AttackedFederation.Code, Role.Clerk), (AttackedFederation.Province, Role.Administrator));
        await mine.Federation.RevokeAsync(revoked);
        var never = "fed_" + Convert.ToBase64String(new byte[32]).TrimEnd('=');
        string[] headers = [$"Bearer {expired}", $"Bearer {revoked}", $"Bearer {never}", "Bearer", "Bearer null", "Bearer fed_", "Bearer " + new string('x', 5_000), $"Basic {revoked}", revoked, "Bearer fed_' OR 1=1 --"];
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var (header, h) in headers.Select((header, h) => (header, h)))
            {
                using var client = mine.Federation.Anonymous();
                client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
                // The first ones on every endpoint, the odder ones on a few.
                foreach (var endpoint in endpoints.Where((e, i) => !e.IsPublic && (h < 2 || i % 7 == h % 7))) await RefusedAsync(client, endpoint, mine.PathOf(endpoint), 401, "not-signed-in");
            }
        });
    }

    [Fact]
    public async Task To_somebody_of_another_district_the_mine_does_not_exist_whatever_his_role()
    {
        var foreigners = new List<HttpClient>();
        foreach (var roles in RolesOfOne) foreigners.Add(await mine.Federation.ClientAsync([.. roles.Select(r => (AttackedFederation.OtherDistrict, r)), .. roles.Select(r => (AttackedFederation.OtherMine, r))]));
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var foreigner in foreigners)
            foreach (var endpoint in endpoints.Where(e => !e.IsPublic))
            {
                if (endpoint.NamesUnion || endpoint.Pattern.Contains('{', StringComparison.Ordinal) || endpoint.Body is not null)
                {
                    await RefusedAsync(foreigner, endpoint, mine.PathOf(endpoint), 404, "not-found");
                    continue;
                }
                using var answer = await foreigner.SendAsync(endpoint.Request(mine.PathOf(endpoint)));
                Assert.DoesNotContain(AttackedFederation.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task A_record_is_not_found_under_a_union_that_it_does_not_belong_to()
    {
        using var foreigner = await mine.Federation.ClientAsync((AttackedFederation.OtherMine, Role.Clerk), (AttackedFederation.OtherMine, Role.Reviewer));
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in endpoints.Where(e => mine.IsOfARecord(e) && e.Roles.Intersect([Role.Clerk, Role.Reviewer]).Any()))
            {
                using var answer = await foreigner.SendAsync(endpoint.Request(mine.PathOf(endpoint, AttackedFederation.OtherMine)));
                // What is wrong with the request itself may be told first; that there is such a record may not.
                Assert.True((int)answer.StatusCode is 404 or 400, $"{endpoint} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
        });
    }

    [Theory]
    [InlineData(AttackedFederation.Code, Role.Auditor)]
    [InlineData(AttackedFederation.Province, Role.Auditor)]
    [InlineData(AttackedFederation.Code, Role.Leader)]
    public async Task Who_may_only_look_writes_nothing(string at, Role role)
    {
        using var client = await mine.Federation.ClientAsync(at, role);
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            // A leader may have figures rolled up, or stop it, decides on nominations, and answers for the union's reports.
            string[] decides = role == Role.Leader ? ["/rollups", "/nominations/", "/forms", "/form-reports", "/mandates", "/handing-in", "/closed-periods"] : [];
            foreach (var endpoint in endpoints.Where(e => e.Writes && !e.IsPublic && !decides.Any(d => e.Pattern.Contains(d, StringComparison.Ordinal))))
            {
                await RefusedAsync(client, endpoint, mine.PathOf(endpoint, AttackedFederation.Code), 403, "not-allowed");
                // Nor does he learn from a bad body or a missing condition how a good one looks.
                if (endpoint.Body is not null) await RefusedAsync(client, endpoint, mine.PathOf(endpoint, AttackedFederation.Code), 403, "not-allowed", body: "{");
            }
        });
    }

    [Fact]
    public async Task A_clerk_above_the_mine_does_not_write_its_records_nor_an_administrator_of_the_mine_the_tree()
    {
        using var above = await mine.Federation.ClientAsync(AttackedFederation.District, Role.Clerk);
        using var administrator = await mine.Federation.ClientAsync(AttackedFederation.Code, Role.Administrator);
        using var clerk = await mine.Federation.ClientAsync(AttackedFederation.Code, Role.Clerk);
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            var records = endpoints.Where(e => e.Writes && e.NamesUnion && e.Reach == Reach.Itself && e.Roles.Contains(Role.Clerk)).ToList();
            Assert.True(records.Count > 60, $"{records.Count} endpoints write records");
            foreach (var endpoint in records)
            {
                await RefusedAsync(above, endpoint, mine.PathOf(endpoint, AttackedFederation.Code), 403, "not-allowed");
                if (!endpoint.Roles.Contains(Role.Administrator)) await RefusedAsync(administrator, endpoint, mine.PathOf(endpoint, AttackedFederation.Code), 403, "not-allowed");
            }
            foreach (var endpoint in endpoints.Where(e => e.Writes && e.Pattern.Contains("/changes/", StringComparison.Ordinal)))
            {
                await RefusedAsync(clerk, endpoint, mine.PathOf(endpoint), 403, "not-allowed");
                await RefusedAsync(administrator, endpoint, mine.PathOf(endpoint), 403, "not-allowed");
            }
        });
    }

    [Fact]
    public async Task An_unknown_union_is_not_found_not_even_by_the_province()
    {
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in endpoints.Where(e => e.NamesUnion))
                foreach (var union in new[] { "999999", "1", "610101%E2%80%8B", "'%20OR%201=1%20--", "..%2F610000", "%ED%A0%80", "%F0%A0%AE%B7", new string('9', 2_000) })
                {
                    using var answer = await mine.Everything.SendAsync(endpoint.Request(mine.PathOf(endpoint, union)));
                    var said = await answer.Content.ReadAsStringAsync();
                    Assert.True((int)answer.StatusCode == 404 && answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{endpoint} for {union}: {(int)answer.StatusCode} {said}");
                    if (union != "999999" && !endpoint.Pattern.EndsWith("/figures", StringComparison.Ordinal)) break;
                }
        });
    }

    [Fact]
    public async Task Odd_text_anywhere_in_a_path_or_a_question_is_refused_and_never_breaks()
    {
        string[] odd = ["%00", "a%00b", "-1", "0", "99999999999999999999", "1e3", "%27", "%22", "%F0%9F%8E%89", "%ED%A0%80", "%C3%28", "..", "%2e%2e%2f", "null", new string('x', 3_000)];
        string[] questions = ["period", "from", "to", "limit", "cursor", "search", "indicator", "tree", "on", "season", "year", "state", "subtree"];
        var turn = Repetition.Seed;
        await mine.Federation.NothingIsWrittenAsync(async () =>
        {
            foreach (var endpoint in endpoints.Where(e => !e.IsPublic))
            {
                var path = mine.PathOf(endpoint);
                // Every address with a share of the questions; the texts take turns.
                if (!endpoint.Writes)
                    foreach (var question in Repetition.Share(questions, 2, endpoint.Pattern)) await NeverBreaksAsync(endpoint, $"{path}?period=2017&from=2016&to=2017&{question}={odd[(turn++ & int.MaxValue) % odd.Length]}");
                // The last part of the path in its place.
                if (endpoint.Pattern.EndsWith('}'))
                    foreach (var text in Repetition.Share(odd, 2, endpoint.Pattern)) await NeverBreaksAsync(endpoint, $"{path[..path.LastIndexOf('/')]}/{text}?period=2017");
            }
        });

        async Task NeverBreaksAsync(Endpoint endpoint, string path)
        {
            using var request = endpoint.Request(path);
            request.RequestUri = new Uri(path, UriKind.Relative);
            // Bodies that no rule lets through, so that a path which happens to mean something writes nothing.
            if (request.Content is not null) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            if (endpoint.Method == "DELETE") request.Headers.Remove("If-Match");
            using var answer = await mine.Everything.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, $"{endpoint.Method} {path}: {(int)answer.StatusCode} {said}");
            if ((int)answer.StatusCode is 400 && answer.Content.Headers.ContentType is not null) Assert.Contains("\"errors\":{\"", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_refused_in_the_same_form()
    {
        foreach (var method in new[] { "DELETE", "PATCH", "TRACE", "BREW" })
        {
            using var answer = await mine.Everything.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/v1/indicators"));
            Assert.Equal((405, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/nothing.json")]
    [InlineData("/api/v1/unions/610000/nothing")]
    [InlineData("/nothing/at/all.txt")]
    public async Task What_is_not_there_is_said_in_the_same_form(string path)
    {
        using var answer = await mine.Everything.GetAsync(path);
        Assert.Equal((404, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_problem_is_told_in_Chinese_and_in_English_to_who_asks_for_it()
    {
        using var anonymous = mine.Federation.Anonymous();
        async Task<string> SaysAsync(HttpClient client, string language, string path, HttpContent? body = null)
        {
            using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = body };
            if (language.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", language);
            using var answer = await client.SendAsync(request);
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            return json.Text("detail") + (json.TryGetProperty("errors", out var errors) ? string.Concat(errors.EnumerateObject().Select(e => e.Value[0].GetString())) : "");
        }
        foreach (var (client, path, body) in new (HttpClient, string, object?)[]
                 {
                     (anonymous, "/api/v1/indicators", null), (mine.Everything, "/api/v1/unions/999999", null), (mine.Everything, "/api/v1/unions?limit=0", null),
                     (mine.Everything, $"/api/v1/unions/{AttackedFederation.Code}/campaigns", new { season = "dragon" }), (mine.Everything, mine.Campaign("summer") + "/start", new { }),
                     (mine.Everything, "/api/v1/rollups", new { period = "2017-13", scope = AttackedFederation.Code, mode = "full" }), (mine.Everything, "/api/v1/rollups", "text"),
                 })
        {
            foreach (var chinese in new[] { "", "zh-CN", "zh", "fr;q=1, zh-CN;q=0.5", "nonsense;;;q=" })
            {
                var said = await SaysAsync(client, chinese, path, body is null ? null : JsonContent.Create(body));
                Assert.True(Chinese().IsMatch(said), $"{path} in '{chinese}': {said}");
            }
            foreach (var english in new[] { "en", "en-GB", "en-US,en;q=0.9,zh;q=0.1" })
            {
                var said = await SaysAsync(client, english, path, body is null ? null : JsonContent.Create(body));
                Assert.True(!Chinese().IsMatch(said) && said.Contains(' ', StringComparison.Ordinal), $"{path} in '{english}': {said}");
            }
        }
    }

    private static async Task RefusedAsync(HttpClient client, Endpoint endpoint, string path, int status, string code, string? body = null)
    {
        using var request = endpoint.Request(path, body);
        using var answer = await client.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{endpoint} answered {(int)answer.StatusCode}, not {status}: {said}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonDocument.Parse(said).RootElement.Text("code"));
        if (status == 401) Assert.Contains(answer.Headers.WwwAuthenticate, (AuthenticationHeaderValue h) => h.Scheme == "Bearer");
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
