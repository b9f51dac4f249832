using Federation.EmploymentFairs.PlaceNames;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Inputs;

/// <summary>A union that holds a fair together with its host.</summary>
public sealed class CoHostInput
{
    /// <summary>Its code.</summary>
    public string Union { get; set; } = "";
}

/// <summary>What an employment fair (招聘会) is; all of it is shown to anyone once the fair is announced.</summary>
public class FairInput : IChecked
{
    public string Title { get; set; } = "";
    public FairMode Mode { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }

    /// <summary>Where people come to; for a fair at a venue.</summary>
    public string? Venue { get; set; }

    /// <summary>Its address on the web; for a fair online.</summary>
    [MaxLength(400)]
    public string? Link { get; set; }

    /// <summary>The division that it is in: its code of GB/T 2260, or a name that is one's alone (西安市新城区).</summary>
    [MaxLength(Gazetteer.MaxLength)]
    public string? Division { get; set => field = CodeOf(value); }

    [MaxLength(2000)]
    public string? Note { get; set; }

    /// <summary>Left out, it is a fair of the host alone.</summary>
    public IReadOnlyList<CoHostInput>? CoHosts { get; set; }

    public virtual void Check(InputProblems problems)
    {
        CheckTerms(problems);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (host, i) in (CoHosts ?? []).Select((host, i) => (host, i)))
            if (!seen.Add(host.Union)) problems.Add($"coHosts[{i}].union", "given-twice");
    }

    private protected void CheckTerms(InputProblems problems)
    {
        if (Mode == FairMode.Venue && Venue is null) problems.Add("venue", "required");
        if (Mode == FairMode.Online && Link is null) problems.Add("link", "required");
        if (Link is not null && !(Uri.TryCreate(Link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")) problems.Add("link", "not-a-web-address");
        CheckDivision(problems, "division", Division);
    }

    internal static void CheckDivision(InputProblems problems, string field, string? division)
    {
        if (division is null || Gazetteer.CodeOf(division) == division) return;
        if (Gazetteer.Find(division) is { Count: > 1 } several) problems.Add(field, "division-not-unique", division, string.Join('、', several.Take(5).Select(d => Gazetteer.Say(d.Code))));
        else problems.Add(field, "not-a-division", division);
    }

    /// <summary>The code of a place that is named; what names none, or several, stays as it was typed, to be told.</summary>
    internal static string? CodeOf(string? place) => place is null ? null : Gazetteer.CodeOf(place) ?? place;
}
