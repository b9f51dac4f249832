using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>What a record needs to take over an input and to show itself: the entered union, other unions by code, today, identity numbers.</summary>
public sealed class RecordTools(Caller caller, IUnionDirectory unions, PersonIdentity identity, Secrets secrets, TimeProvider time, Questions questions)
{
    public UnionInfo Union => caller.Union!;
    public IUnionDirectory Unions => unions;
    public PersonIdentity Identity => identity;

    /// <summary>Seals what identifies somebody besides the identity number.</summary>
    public Secrets Secrets => secrets;

    public DateOnly Today => time.Today();

    /// <summary>Throws where a day that something says besides its record's cannot be.</summary>
    public void CheckDay(RecordDay day) => day.Check(Union.Life, Today, questions);

    /// <summary>Throws where somebody was not born, or cannot have worked, on a day; asks where that is strange.</summary>
    public void CheckAge(string field, DateOnly? birth, DateOnly? day, bool works = false)
    {
        var problems = new InputProblems();
        problems.CheckAge(field, birth, day, works);
        problems.ThrowIfAny();
        questions.AskAll(problems);
    }

    /// <summary>Seals what an input says of a record's personal fields. What it leaves out stays.</summary>
    public void TakePersonal<TRecord, TInput>(TRecord record, TInput input) => PersonalFields<TRecord>.TakeOver(record, input, secrets);

    /// <summary>That something is there, and not what.</summary>
    public static string? Mask(SealedText? value) => value is null ? null : SealedText.Mask;

    public string? MaskPhone(SealedText? value) => value is null ? null : secrets.MaskPhone(value);

    /// <summary>Throws where a day is still to come: what has not happened yet is not recorded as done.</summary>
    public void RefuseFutureDate(string field, DateOnly? day)
    {
        if (day > Today) throw new InvalidInput(field, "date-ahead-of-today", day.Value);
    }
}
