using System.Globalization;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.Reports.Tests;

/// <summary>
/// Random hand-ins, returns, withdrawals, corrections and a closing over a small uneven tree. Approved figures are always what a naive calculation gives, and what
/// was handed in never changes a byte.
/// </summary>
public sealed class ApprovedEqualTheNaiveCalculation(ReportsFederation house) : IClassFixture<ReportsFederation>
{
    private const string Year = "2018";

    public static TheoryData<int> Seeds => [.. Repetition.Seeds(2, 12, "approved figures")];

    /// <summary>A union with what it says of itself and what stands approved of it.</summary>
    private sealed class Node(string code, Node? parent)
    {
        public string Code { get; } = code;
        public Node? Parent { get; } = parent;
        public List<Node> Children { get; } = [];
        public string Report { get; set; } = "";
        public string State { get; set; } = "draft";
        public decimal Own { get; set; }
        public decimal Submitted { get; set; }
        public decimal? Approved { get; set; }

        public string Decider => (Parent ?? this).Code;

        public bool IsOut => State is not ("draft" or "returned");

        /// <summary>What it would hand in now: its own and what its children were approved with.</summary>
        public decimal Total => Own + Children.Sum(c => c.Approved ?? 0);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_handed_in_in_whatever_order(int seed)
    {
        var random = new Random(seed);
        var province = await house.FoundAsync();
        var nodes = await PlantAsync(province, random);
        var kept = new Dictionary<(string Union, string Report, int Number), string>();
        for (var step = 0; step < 60; step++) await StepAsync(nodes[random.Next(nodes.Count)], random, kept);
        await AssertApprovedAsync(nodes, seed);

        // The province has to have its own to close, and takes what it has.
        var root = nodes[0];
        while (root.State != "approved") await ForwardAsync(root, kept);
        await house.CloseAsync(province, Year, nodes.Where(n => n.State != "approved").Select(n => n.Code));
        foreach (var node in nodes.Where(n => n.State == "approved")) node.State = "closed";
        await AssertApprovedAsync(nodes, seed);
        for (var step = 0; step < 40; step++) await StepAsync(nodes[random.Next(nodes.Count)], random, kept);
        await AssertApprovedAsync(nodes, seed);

        foreach (var ((union, report, number), bytes) in kept) Assert.Equal(bytes, await SubmissionAsync(union, report, number));
    }

    private async Task<IReadOnlyList<Node>> PlantAsync(Province province, Random random)
    {
        var nodes = new List<Node>();
        Node Add(string code, Node? parent)
        {
            var node = new Node(code, parent);
            parent?.Children.Add(node);
            nodes.Add(node);
            return node;
        }
        var root = Add(province.Code, null);
        var district = Add(province.District, Add(province.City, root));
        Add(province.Mine, district);
        Add(province.Sibling, district);
        // Some mines stand straight under the city or the province.
        for (var i = 0; i < 3; i++)
        {
            var parent = nodes[random.Next(3)];
            var code = string.Create(CultureInfo.InvariantCulture, $"{province.Code}-X{i}");
            await house.Federation.FoundAsync(new NewUnion(code, $"矿{i}", UnionLevel.Grassroots, UnionKind.Mine, parent.Code, new DateOnly(2000, 1, 1)));
            Add(code, parent);
        }
        foreach (var node in nodes)
        {
            node.Own = random.Next(1, 500);
            node.Report = await house.FillAsync(node.Code, Year, node.Own + 5, node.Own);
        }
        return nodes;
    }

    private async Task StepAsync(Node node, Random random, Dictionary<(string, string, int), string> kept)
    {
        switch (node.State)
        {
            case "draft" or "returned" when random.Next(3) == 0:
                node.Own = random.Next(1, 500);
                await house.ActAsync(node.Code, Role.Clerk, node.Report, "fill",
                    ReportsFederation.Cells((ReportsFederation.Employees, node.Own + 5), (ReportsFederation.Members, node.Own)));
                break;
            case "submitted" when random.Next(3) == 0:
                await house.ActAsync(node.Code, Role.Leader, node.Report, "withdraw", new { });
                node.State = "draft";
                break;
            case "under-review" when random.Next(3) == 0:
                await house.ActAsync(node.Decider, Role.Reviewer, node.Report, "return", new { reason = "请核实" });
                node.State = "returned";
                break;
            case "approved":
                var held = node.Parent is { IsOut: true };
                await house.ActAsync(node.Decider, Role.Reviewer, node.Report, "pull-back", new { reason = "发现错误" }, held ? 409 : 200);
                if (!held) (node.State, node.Approved) = ("returned", null);
                break;
            case "closed":
                var next = await house.ActAsync(
                    node.Code, Role.Clerk, node.Report, "revise", new { kind = "revision", reason = "数据更全", extent = "会员人数", evidence = "台账" });
                node.Report = next.Word("id")!;
                house.Know(node.Report, node.Code);
                // It begins with what stands.
                Assert.Equal(node.Own, next.Row(ReportsFederation.Members).Number("own"));
                node.State = "draft";
                break;
            default:
                await ForwardAsync(node, kept);
                break;
        }
    }

    /// <summary>The next step towards approval.</summary>
    private async Task ForwardAsync(Node node, Dictionary<(string, string, int), string> kept)
    {
        switch (node.State)
        {
            case "draft" or "returned":
                var done = await house.ActAsync(node.Code, Role.Leader, node.Report, "submit", new
                {
                    missing = node.Children.Where(c => c.Approved is null).Select(
                        c => new { union = c.Code, reason = "other", words = "待报" }), answers = new[] { new { words = "核实无误" } },
                });
                (node.State, node.Submitted) = ("submitted", node.Total);
                Assert.Equal(node.Submitted, done.Row(ReportsFederation.Members).Number("total"));
                var number = done.GetProperty("number").GetInt32();
                kept[(node.Code, node.Report, number)] = await SubmissionAsync(node.Code, node.Report, number);
                break;
            case "submitted":
                await house.ActAsync(node.Decider, Role.Reviewer, node.Report, "review", new { });
                node.State = "under-review";
                break;
            case "under-review":
                var seen = await house.GetAsync(node.Decider, node.Report);
                var approved = await house.ActAsync(
                    node.Decider, Role.Reviewer, node.Report, "approve", new { number = seen.GetProperty("number").GetInt32(), hash = seen.Word("hash") });
                (node.State, node.Approved) = (approved.Word("state")!, node.Submitted);
                break;
        }
    }

    private async Task AssertApprovedAsync(IReadOnlyList<Node> nodes, int seed)
    {
        foreach (var node in nodes)
        {
            var total = (await house.FiguresAsync(node.Code, Year)).GetProperty("figures")[0].Number("total");
            Assert.True(total == node.Approved, $"seed {seed}: {node.Code} is approved with {total}, not {node.Approved}");
        }
    }

    private async Task<string> SubmissionAsync(string union, string report, int number) =>
        await (await house.AtAsync(union, Role.Clerk)).GetStringAsync($"/api/v1/unions/{union}/form-reports/{report}/submissions/{number}");
}
