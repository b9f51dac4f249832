using Federation.Framework.Databases;
using Federation.Framework.Tenancy;

namespace Federation.Framework.Search;

/// <summary>A kind of thing that the search box finds. A module has one for each of its kinds; the kit matches, orders and pages.</summary>
public interface ISearchable
{
    /// <summary>Its word in an address, and with <c>search-kind-</c> in front the key of what it is called.</summary>
    string Kind { get; }

    /// <summary>Who may find it, asked at each union that a grant names.</summary>
    Permission Permission { get; }

    FederationDbContext Context { get; }

    /// <summary>What the entered union may see of it: the context's tenant filter applies. A thing of several names has a row for each.</summary>
    IQueryable<SearchRow> Rows { get; }

    /// <summary>The address of one, below its union's.</summary>
    string PathOf(long id);

    /// <summary>Whether <see cref="Rows"/> looks at the caller's grants itself, so that it is asked once and no union is entered.</summary>
    bool IsAcrossGrants => false;

    /// <summary>Whether what was there first comes first; otherwise the newest does.</summary>
    bool IsOldestFirst => false;

    /// <summary>Whether what is found is personal data, whose reading is logged.</summary>
    bool IsPersonal => false;
}

/// <summary>A name by which something is found.</summary>
public sealed class SearchRow
{
    public long Id { get; init; }

    /// <summary>The union in whose name its page is opened.</summary>
    public long UnionId { get; init; }

    /// <summary>The name that is looked into.</summary>
    public required string Name { get; init; }

    /// <summary>The code, user name or place that is looked into besides, or nothing.</summary>
    public required string Code { get; init; }

    /// <summary>What it is called now, where that is another name.</summary>
    public string? Now { get; init; }

    /// <summary>The code that it has now, where that is another one.</summary>
    public string? CodeNow { get; init; }

    /// <summary>What tells it from others of the same name.</summary>
    public string? Detail { get; init; }
}
