using System.Globalization;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Pages;

/// <summary>Base of pages and their components: texts, the caller, and the formats of numbers and times.</summary>
public abstract class PagePart : ComponentBase
{
    /// <summary>What stands for a figure that is missing; 0 is a number.</summary>
    public const string Missing = "—";

    [Inject]
    public Texts T { get; set; } = null!;

    [Inject]
    public Caller Caller { get; set; } = null!;

    [Inject]
    public AssetAddresses Asset { get; set; } = null!;

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>The union that the path names.</summary>
    protected UnionInfo Union => Caller.Union!;

    protected static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>A number with its unit, rounded to 万 and 亿 in Chinese; a dash for one that is missing.</summary>
    protected static string Readable(decimal? value, string unit) => value is { } number ? ReadableNumber.Of(number, unit, English) : Missing;

    /// <summary>A number in full.</summary>
    protected static string Exact(decimal? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>An amount of money in full, in yuan.</summary>
    protected static string Yuan(decimal value) => English ? $"¥{value.ToString("#,0.00", CultureInfo.InvariantCulture)}" : $"{value.ToString("#,0.00", CultureInfo.InvariantCulture)} 元";

    protected static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>An instant by the clock on the wall.</summary>
    protected static string Moment(DateTimeOffset? instant) => instant is { } moment ? BusinessDay.Local(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : Missing;

    /// <summary>A word of an enumeration, by the key <c>season-spring</c>.</summary>
    protected string Word(Enum value) => T[EnumTexts.KeyOf(value)];

    /// <summary>This page's address with some parameters of its query set to something else, or taken out where null.</summary>
    protected string Here(params (string Name, object? Value)[] changes) => PageAddress.With(Http.Request, changes);

    protected string UnionPath(string rest = "") => PageAddress.Of(Union, rest);
}
