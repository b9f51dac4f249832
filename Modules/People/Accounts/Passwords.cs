using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Federation.People.Accounts;

/// <summary>What a password must be, beside its length: not one that everybody tries first, and not made of the user's name.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int MinLength = 10;
    public const int MaxLength = 128;

    /// <summary>Without characters that look alike on paper.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "123456789", "1234567890", "0123456789", "0987654321", "987654321", "qwertyuiop", "1qaz2wsx3edc", "qazwsxedc", "1q2w3e4r5t", "q1w2e3r4t5",
        "asdfghjkl", "zxcvbnm", "abcdefghij", "abcd1234", "abc123", "iloveyou", "woaini", "5201314", "1314520", "administrator", "admin", "welcome", "letmein", "changeme", "gonghui", "zonggonghui", "federation",
        "shaanxi", "woaiwojia", "aini1314", "qwerty", "111111", "000000", "888888", "666666", "123123", "112233", "147258369", "159753",
    ];

    public static string Generate() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(Problem(user.UserName, password ?? "") is { } code
        ? IdentityResult.Failed(new IdentityError { Code = code })
        : IdentityResult.Success);

    private static string? Problem(string userName, string password)
    {
        if (password.Length > MaxLength) return "password-too-long";
        if (password.Contains(userName, StringComparison.OrdinalIgnoreCase)) return "password-has-user-name";
        // A common one with a digit or two put around it is still common.
        var rest = Common.Aggregate(password.ToLowerInvariant(), (left, common) => left.Replace(common, "", StringComparison.Ordinal));
        return rest.Length < MinLength / 2 && rest.Length < password.Length ? "password-common" : null;
    }
}
