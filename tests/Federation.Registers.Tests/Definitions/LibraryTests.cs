using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.Registers.Tests.Definitions;

/// <summary>Each definition of the library, with its demo records, gives the figures that were published.</summary>
public sealed class LibraryTests
{
    private static readonly string Folder = Path.Combine(Clone.Root, "seeds", "registers");

    [Fact]
    public async Task The_library_gives_back_the_published_figures()
    {
        await using var federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            Territorial("610000", UnionLevel.Province, null), Territorial("130000", UnionLevel.Province, null), Territorial("610100", UnionLevel.City, "610000"),
            Territorial("610400", UnionLevel.City, "610000"), Territorial("610700", UnionLevel.City, "610000"), Territorial("610900", UnionLevel.City, "610000"),
            Territorial("130400", UnionLevel.City, "130000"), Territorial("610703", UnionLevel.District, "610700"), Territorial("610728", UnionLevel.District, "610700"),
            Territorial("610921", UnionLevel.District, "610900"), Territorial("610428", UnionLevel.District, "610400"), Territorial("130406", UnionLevel.District, "130400"),
            Grassroots("610728-E01", "610728"), Grassroots("610428-M01", "610428"), Grassroots("610100-E01", "610100"), Grassroots("130406-M01", "130406"));
        var published = File.ReadLines(Path.Combine(Clone.Root, "seeds", "published-figures.csv")).Skip(1).Select(Cells).ToDictionary(c => c[0]);
        var files = Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(7, files.Count);
        var expected = new List<(string Id, string Union, string Indicator, string Year, decimal Value)>();
        foreach (var file in files)
        {
            using var library = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            var root = library.RootElement;
            Assert.Equal(0, (await federation.RunAsync("register", "check", file)).Exit);
            var active = await federation.RunAsync("register", "activate", file, "--union", root.GetProperty("definedBy").GetString()!, "--from", "2017-01-01");
            Assert.True(active.Exit == 0, active.ToString());
            var code = root.GetProperty("definition").GetProperty("code").GetString()!;
            foreach (var record in root.GetProperty("records").EnumerateArray()) await RecordAsync(federation, code, record);
            foreach (var figure in root.GetProperty("figures").EnumerateObject())
            {
                var line = published[figure.Name];
                expected.Add((figure.Name, line[1], figure.Value.GetString()!, line[9][..4], decimal.Parse(line[5], CultureInfo.InvariantCulture)));
            }
        }
        Assert.True(expected.Count >= 17);
        foreach (var year in expected.Select(e => e.Year).Distinct())
        {
            Assert.Equal(0, (await federation.RunAsync("rollup", "--period", year, "--full")).Exit);
            var verified = await federation.RunAsync("verify", "--period", year);
            Assert.True(verified.Exit == 0, verified.ToString());
        }
        using var reader = await federation.ClientAsync(("610000", Role.Leader), ("130000", Role.Leader));
        foreach (var (id, union, indicator, year, value) in expected)
        {
            var view = await reader.GetAsync($"/api/v1/unions/{union}/figures?period={year}&indicator={indicator}").JsonAsync();
            Assert.True(view.GetProperty("figures")[0].GetProperty("total").GetDecimal() == value, $"{id} {indicator}: {view}");
        }

        NewUnion Territorial(string code, UnionLevel level, string? parent) => new(code, code, level, UnionKind.Territorial, parent, since);
        NewUnion Grassroots(string code, string parent) => new(code, code, UnionLevel.Grassroots, UnionKind.Mine, parent, since);
    }

    private static async Task RecordAsync(TestFederation federation, string register, JsonElement record)
    {
        var union = record.GetProperty("union").GetString()!;
        using var clerk = await federation.ClientAsync((union, Role.Clerk), (union, Role.Reviewer));
        var records = $"/api/v1/unions/{union}/registers/{register}/records";
        for (var times = record.TryGetProperty("times", out var given) ? given.GetInt32() : 1; times > 0; times--)
        {
            // Several records of one kind have one key: that they are meant is confirmed.
            var made = await clerk.PostAsJsonAsync(records + "?confirm=register-same-key", record.GetProperty("values")).JsonAsync(201);
            if (!record.TryGetProperty("state", out var state)) continue;
            using var move = new HttpRequestMessage(HttpMethod.Post, $"{records}/{made.GetProperty("id").GetString()}/move")
            {
                Content = JsonContent.Create(new { to = state.GetString() }), Headers = { { "If-Match", "\"1\"" } },
            };
            await clerk.SendAsync(move).JsonAsync();
        }
    }

    /// <summary>The cells of a line of CSV, in which a comma may stand between quotes.</summary>
    private static string[] Cells(string line)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        foreach (var sign in line)
        {
            if (sign == '"') quoted = !quoted;
            else if (sign == ',' && !quoted) cells.Add("");
            else cells[^1] += sign;
        }
        return [.. cells];
    }
}
