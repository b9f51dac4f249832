using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.Registers.Inputs;

namespace Federation.Registers.Definitions;

internal enum RegisterState { Draft, InForce, Retired }

/// <summary>A register (台账): a line of work that a union has defined for itself and all below it.</summary>
internal sealed class Register : Record, IShared
{
    public string Code { get; private set; } = "";
    public string Zh { get; private set; } = "";
    public string En { get; private set; } = "";
    public LineOfWork Line { get; private set; }
    public RegisterVisibility Visibility { get; private set; }
    public RegisterState State { get; private set; }

    /// <summary>The definition that is being worked on, as JSON; null where it is the one in force.</summary>
    public string? Draft { get; private set; }

    /// <summary>What has been given away of the wide record (<see cref="Definitions.Layout"/>), as JSON.</summary>
    public string Layout { get; private set; } = "{}";

    /// <summary>The number of the newest definition that was put in force; 0 for none.</summary>
    public int Newest { get; private set; }

    private void Rename(RegisterInput definition) =>
        (Code, Zh, En, Line, Visibility) = (definition.Code, definition.Zh, definition.En, definition.Line, definition.Visibility);

    public void Keep(RegisterInput definition, string draft)
    {
        if (State == RegisterState.Retired) throw new RuleViolation("register-retired", Code);
        if (Newest == 0) Rename(definition);
        Draft = draft;
    }

    public RegisterVersion PutInForce(Definition definition, DateOnly from, RegisterVersion? newest, Ids ids, long? person)
    {
        if (State == RegisterState.Retired) throw new RuleViolation("register-retired", Code);
        if (Draft is null) throw new RuleViolation("register-nothing-new", Code);
        if (newest is not null && from <= newest.From) throw new RuleViolation("register-version-of-that-day", newest.Number, newest.From);
        Rename(definition.Input);
        var version = new RegisterVersion { Id = ids.Next(), UnionId = UnionId, RegisterId = Id, Number = ++Newest, From = from, Document = Draft, PersonId = person };
        (Layout, Draft, State) = (definition.Layout.Write(), null, RegisterState.InForce);
        return version;
    }

    public void Retire()
    {
        if (State != RegisterState.InForce) throw new RuleViolation("register-not-in-force", Code);
        State = RegisterState.Retired;
    }
}

/// <summary>A definition that was put in force. It is never changed.</summary>
internal sealed class RegisterVersion : IShared
{
    public long Id { get; init; }

    /// <summary>The union that has defined the register.</summary>
    public long UnionId { get; init; }

    public long RegisterId { get; init; }
    public int Number { get; init; }

    /// <summary>The first day on which its checks hold.</summary>
    public DateOnly From { get; init; }

    /// <summary>The definition as JSON.</summary>
    public required string Document { get; init; }

    public long? PersonId { get; init; }
}
