using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>What a record needs to take over an input and to show itself: the entered union, other unions by code, today, identity numbers.</summary>
public sealed class RecordTools(Caller caller, IUnionDirectory unions, PersonIdentity identity, Secrets secrets, TimeProvider time)
{
    public UnionInfo Union => caller.Union!;
    public IUnionDirectory Unions => unions;
    public PersonIdentity Identity => identity;

    /// <summary>Seals what identifies somebody besides the identity number.</summary>
    public Secrets Secrets => secrets;

    public DateOnly Today => time.Today();

    /// <summary>Throws where a day is still to come: what has not happened yet is not recorded as done.</summary>
    public void RefuseAhead(string field, DateOnly? day)
    {
        if (day > Today) throw new InvalidInput(field, "date-ahead-of-today", day.Value);
    }
}
