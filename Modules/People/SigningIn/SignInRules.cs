using System.Globalization;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Microsoft.Extensions.Configuration;

namespace Federation.People.SigningIn;

/// <summary>How long sessions last, and whose sign-in needs a second factor: <c>SignIn:IdleMinutes</c>, <c>SignIn:LongestHours</c>, <c>SignIn:SecondFactorFor</c> (roles, commas between).</summary>
internal sealed record SignInRules(TimeSpan Idle, TimeSpan MaxLifetime, IReadOnlySet<Role> SecondFactorFor)
{
    /// <summary>For the code, or for a password of one's own.</summary>
    public static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(10);

    private const int DefaultIdleMinutes = 120;
    private const int DefaultMaxHours = 12;

    public static SignInRules From(IConfiguration? configuration) => new(
        TimeSpan.FromMinutes(Number(configuration, "SignIn:IdleMinutes", DefaultIdleMinutes)), TimeSpan.FromHours(Number(configuration, "SignIn:LongestHours", DefaultMaxHours)),
        (configuration?["SignIn:SecondFactorFor"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(RoleOf).ToHashSet());

    private static int Number(IConfiguration? configuration, string key, int usual) => configuration?[key] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InvalidDataException($"{key} is '{text}'; it must be a whole number above 0.");

    private static Role RoleOf(string word) => Permission.EveryRole.Where(r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString()) == word).Cast<Role?>().SingleOrDefault()
        ?? throw new InvalidDataException($"SignIn:SecondFactorFor names '{word}', which is no role.");
}
