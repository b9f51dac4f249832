using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Framework.Tenancy;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Search;

/// <summary>Something that is looked for by its name. The first letters of its pinyin are kept whenever it is saved.</summary>
public interface INamed
{
    /// <summary>Id of what has the name.</summary>
    long NamedId { get; }

    string NameToFind { get; }
}

/// <summary>First letters of a name. Those of a former name stay, so that a search for it finds what had it.</summary>
[Unlogged("Follows from the name of the record.")]
public sealed class Spelling : IShared
{
    /// <summary>Longer names are found by their first letters up to here.</summary>
    public const int MaxLength = 100;

    public long SubjectId { get; init; }
    public required string Initials { get; init; }

    /// <summary>Several where an ideograph has several sounds.</summary>
    internal static IEnumerable<(long Subject, string Initials)> Of(INamed named) =>
        Pinyin.InitialsOf(named.NameToFind).Where(l => l.Length > 1).Select(l => (named.NamedId, l.Length > MaxLength ? l[..MaxLength] : l));
}

/// <summary>
/// Spells what was saved before there were spellings: what is shared, and what the roots of the tree may read. What only its own union may read is spelled when
/// it is saved again.
/// </summary>
internal sealed class SpellingInitializer(FrameworkContext framework, IEnumerable<FederationDbContext> contexts, IUnionDirectory unions, Caller caller) : IDatabaseInitializer
{
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        if (await framework.Spellings.AnyAsync(cancellation)) return;
        foreach (var context in contexts) await context.SpellAllAsync<IShared>(cancellation);
        foreach (var root in await Roots.OfAsync(framework, unions, cancellation))
        {
            caller.Enter(root);
            foreach (var context in contexts) await context.SpellAllAsync<ISubtreeReadable>(cancellation);
        }
        caller.Leave();
    }
}
