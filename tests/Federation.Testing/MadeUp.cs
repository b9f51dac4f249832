using System.Globalization;
using Federation.Kernel.Checks;

namespace Federation.Testing;

/// <summary>Numbers of nobody that are valid by their form, a new one with each call.</summary>
public static class MadeUp
{
    private static int people;
    private static int employers;

    /// <param name="born">The year of birth of the first ones.</param>
    public static string IdentityNumber(int born = 1990)
    {
        var n = Interlocked.Increment(ref people);
        var digits = string.Create(CultureInfo.InvariantCulture, $"610102{new DateOnly(born, 1, 1).AddDays(n / 900):yyyyMMdd}{100 + n % 900:000}");
        return digits + Kernel.Checks.IdentityNumber.CheckDigit(digits);
    }

    public static string Phone() => string.Create(CultureInfo.InvariantCulture, $"139{Interlocked.Increment(ref people):00000000}");

    public static string EmployerCode()
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"91610102MA{Interlocked.Increment(ref employers):0000000}");
        return digits + SocialCreditCode.CheckCharacter(digits);
    }
}
