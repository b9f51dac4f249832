using System.Text.RegularExpressions;
using Federation.Kernel;
using Federation.Unions.Contracts;

namespace Federation.Unions.Administration;

/// <summary>What a union's code and kind must look like, wherever they are typed.</summary>
internal static partial class UnionInputs
{
    public static void CheckCode(this InputProblems problems, string code)
    {
        if (!CodeShape().IsMatch(code)) problems.Add("code", "bad-union-code");
    }

    public static void CheckKind(this InputProblems problems, string kind)
    {
        if (!UnionKind.All.Contains(kind)) problems.Add("kind", "not-one-of", string.Join(", ", UnionKind.All));
    }

    [GeneratedRegex(@"^[0-9A-Z][0-9A-Z-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeShape();
}
