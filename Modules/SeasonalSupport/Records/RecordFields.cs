using Federation.Framework.Pages;
using Federation.SeasonalSupport.Campaigns;
using Microsoft.AspNetCore.Components;

namespace Federation.SeasonalSupport.Records;

/// <summary>The fields of one kind of record, inside the form of any.</summary>
public abstract class RecordFields : PagePart
{
    /// <summary>The button that asks for more lines of a list.</summary>
    internal const string MoreField = "_more";

    private const int MinLines = 3;

    [CascadingParameter]
    public required PageForm Form { get; set; }

    [Parameter, EditorRequired]
    public required CampaignAnswer Campaign { get; set; }

    /// <summary>What the union wrote before, by field.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Offers { get; set; }

    /// <summary>Whether a record is changed, not made.</summary>
    [Parameter]
    public bool Changing { get; set; }

    /// <summary>Whether it is only looked at.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What is stored and shown masked, by field.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Masked { get; set; } = new Dictionary<string, string>();

    /// <summary>Address of the record that is there.</summary>
    [Parameter]
    public string? Self { get; set; }

    protected IReadOnlyList<string> Offered(string field) => Offers.TryGetValue(field, out var values) ? values : [];

    /// <summary>How many lines of a list are shown: those filled in, and to be filled in never fewer than three, and three more where asked for.</summary>
    protected int LinesOf(string list) => ReadOnly ? Form.CountOf(list) : Math.Max(MinLines, Form.CountOf(list) + (Form[MoreField] == list ? MinLines : 0));
}
