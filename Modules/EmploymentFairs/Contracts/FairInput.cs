using System.Text.RegularExpressions;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Contracts;

/// <summary>A union that holds a fair together with its host.</summary>
public sealed class CoHostInput
{
    /// <summary>Its code.</summary>
    public string Union { get; set; } = "";
}

/// <summary>What an employment fair (招聘会) is; all of it is shown to anyone once the fair is announced.</summary>
public partial class FairInput : IChecked
{
    public string Title { get; set; } = "";
    public FairMode Mode { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }

    /// <summary>Where people come to; for a fair at a venue.</summary>
    public string? Venue { get; set; }

    /// <summary>Its address on the web; for a fair online.</summary>
    [Longest(400)]
    public string? Link { get; set; }

    /// <summary>The division that it is in, by GB/T 2260.</summary>
    [Longest(6)]
    public string? Division { get; set; }

    [Longest(2000)]
    public string? Note { get; set; }

    /// <summary>Left out, it is a fair of the host alone.</summary>
    public IReadOnlyList<CoHostInput>? CoHosts { get; set; }

    public void Check(InputProblems problems)
    {
        if (Mode == FairMode.Venue && Venue is null) problems.Add("venue", "required");
        if (Mode == FairMode.Online && Link is null) problems.Add("link", "required");
        if (Link is not null && !(Uri.TryCreate(Link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")) problems.Add("link", "not-a-web-address");
        CheckDivision(problems, "division", Division);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (host, i) in (CoHosts ?? []).Select((host, i) => (host, i)))
            if (!seen.Add(host.Union)) problems.Add($"coHosts[{i}].union", "given-twice");
    }

    internal static void CheckDivision(InputProblems problems, string field, string? division)
    {
        if (division is not null && !IsDivision(division)) problems.Add(field, "not-a-division");
    }

    internal static bool IsDivision(string code) => DivisionShape().IsMatch(code);

    [GeneratedRegex("^[1-8][0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex DivisionShape();
}
