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

    /// <summary>Somebody younger than that is not honoured, employed or retired.</summary>
    private const int YoungestWorker = 14;

    /// <summary>Before that age, work is the exception.</summary>
    private const int UsualWorker = 16;

    /// <summary>Nobody whose day of birth is on paper has become older.</summary>
    private const int Oldest = 115;

    /// <summary>An identity number of somebody who was there on a day.</summary>
    /// <param name="works">Whether the person worked then.</param>
    public static void CheckPerson(this InputProblems problems, string field, string? number, DateOnly? day, bool works = false)
    {
        problems.CheckIdentity(field, number);
        if (PersonPaper.Read(number) is { } paper) problems.CheckAge(field, paper.BirthDate, day, works);
    }

    /// <summary>Whether somebody can have been there, or have worked, on a day.</summary>
    public static void CheckAge(this InputProblems problems, string field, DateOnly? birth, DateOnly? day, bool works = false)
    {
        if (birth is not { } born || day is not { } on) return;
        var age = on.Year - born.Year;
        if (on < born.AddYears(age)) age--;
        if (on < born) problems.Add(field, "not-born-then", born, on);
        else if (works && age < YoungestWorker) problems.Add(field, "too-young-then", age, on);
        else if (works && age < UsualWorker) problems.Ask(field, "young-then", age, on);
        else if (age > Oldest) problems.Ask(field, "very-old-then", age, on);
    }

    public static void CheckIdentity(this InputProblems problems, string field, string? number)
    {
        if (number is not null && PersonPaper.Read(number) is null) problems.Add(field, "bad-identity-number");
    }
}
