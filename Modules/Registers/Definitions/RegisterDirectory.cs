using System.Text.Json;
using Federation.Framework;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Registers.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Definitions;

/// <summary>Definitions that were read recently, of all registers. A version never changes.</summary>
internal sealed class DefinitionCache
{
    private readonly RecentCache<long, Definition> versions = new(500);

    public Definition Of(RegisterVersion version, string layout)
    {
        if (versions.TryGet(version.Id, out var known)) return known;
        var definition = RegisterDocuments.Compile(version.Document, layout);
        versions.Set(version.Id, definition);
        return definition;
    }

    public bool TryGet(long version, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Definition? definition) => versions.TryGet(version, out definition);
}

/// <summary>Definitions as JSON.</summary>
internal static class RegisterDocuments
{
    public static string Write(RegisterInput definition) => JsonSerializer.Serialize(definition, Json.Options);

    public static RegisterInput Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var problems = new InputProblems();
        var read = InputReader.FromJson<RegisterInput>(document.RootElement, problems);
        problems.ThrowIfAny();
        return read;
    }

    /// <summary>Reads a definition that was found right before it was put in force.</summary>
    public static Definition Compile(string json, string layout)
    {
        var problems = new InputProblems();
        var definition = DefinitionReader.Read(Read(json), Layout.Read(layout), null, problems);
        problems.ThrowIfAny();
        return definition!;
    }
}

/// <summary>Finds registers and their definitions.</summary>
internal sealed class RegisterDirectory(RegistersContext context, DefinitionCache cache, TimeProvider time)
{
    /// <summary>A register that a union uses: its own, or one of a union above.</summary>
    public async Task<Register> FindAsync(string code, UnionInfo union, CancellationToken cancellation) =>
        await UsedBy(union).SingleOrDefaultAsync(r => r.Code == code, cancellation) ?? throw new NotFound(code);

    public IQueryable<Register> UsedBy(UnionInfo union)
    {
        long[] above = [.. union.Ancestors, union.Id];
        return context.Registers.Where(r => above.Contains(r.UnionId));
    }

    /// <summary>The definition whose checks hold today.</summary>
    public async Task<(Definition Definition, int Number)> InForceAsync(Register register, CancellationToken cancellation)
    {
        var today = time.Today();
        var version = await Versions(register).Where(v => v.From <= today).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation);
        return version is null ? throw new RuleViolation("register-not-in-force", register.Code) : (cache.Of(version, register.Layout), version.Number);
    }

    /// <summary>The definition that was put in force last, whenever it begins; null where none was.</summary>
    public async Task<(Definition Definition, RegisterVersion Version)?> NewestAsync(Register register, CancellationToken cancellation) =>
        await Versions(register).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation) is { } version ? (cache.Of(version, register.Layout), version) : null;

    private IQueryable<RegisterVersion> Versions(Register register) => context.Versions.AsNoTracking().Where(v => v.RegisterId == register.Id);
}
