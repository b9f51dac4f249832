namespace Federation.Kernel.Checks;

/// <summary>Unified social credit code: 18 characters with a check character by GB 32100; those of unions begin with 81 or 89.</summary>
public static class SocialCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static bool IsValid(string? code) =>
        code is { Length: 18 } && code.All(c => Alphabet.Contains(c)) && code[17] == CheckCharacter(code.AsSpan(0, 17));

    /// <summary>
    /// Whether it has the form of those that Xiamen gave out in its trial of 2015 (91350203M0001QKT19): the check character of some of them follows no standard, and they are in use.
    /// </summary>
    public static bool IsOfTheTrial(string? code) => code is { Length: 18 } && code.All(c => Alphabet.Contains(c)) && code.AsSpan(2).StartsWith("3502") && code.AsSpan(8).StartsWith("M000");

    public static char CheckCharacter(ReadOnlySpan<char> seventeen)
    {
        int sum = 0, weight = 1;
        foreach (var c in seventeen)
        {
            sum += Alphabet.IndexOf(c) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }
}
