using Federation.Kernel;
using Federation.Kernel.Checks;

namespace Federation.Framework.Input;

/// <summary>Checks that inputs of every module make.</summary>
public static class InputChecks
{
    /// <summary>More people than this in one record is a slip of the finger.</summary>
    public const int MaxPeople = 1_000_000;

    /// <param name="min">The smallest count; 1 for one that must be positive.</param>
    public static void CheckCount(this InputProblems problems, string field, int? count, int min = 0)
    {
        if (count < min) problems.Add(field, min > 0 ? "not-positive" : "negative-number");
        else if (count > MaxPeople) problems.Add(field, "absurd-number", MaxPeople);
    }

    /// <param name="max">The largest amount, in yuan.</param>
    public static void CheckMoney(this InputProblems problems, string field, decimal? yuan, decimal max, bool positive = false)
    {
        if (positive ? yuan <= 0 : yuan < 0) problems.Add(field, positive ? "not-positive" : "negative-number");
        else if (yuan > max) problems.Add(field, "absurd-number", max);
    }

    public static void CheckDates(this InputProblems problems, string field, DateOnly? from, DateOnly? to)
    {
        if (to < from) problems.Add(field, "dates-reversed");
    }

    public static void CheckIdentity(this InputProblems problems, string field, string? number)
    {
        if (number is not null && !IdentityNumber.IsValid(IdentityNumber.Normalised(number))) problems.Add(field, "bad-identity-number");
    }
}
