using System.Globalization;
using System.Runtime.ExceptionServices;
using Federation.Framework.Tenancy;
using Finbuckle.MultiTenant.Abstractions;

namespace Federation.Tenancy.Finbuckle;

/// <summary>A union as Finbuckle knows it.</summary>
/// <param name="Union">Null where looking for it failed.</param>
internal sealed record UnionTenant(string Id, string Identifier, UnionInfo? Union, ExceptionDispatchInfo? Failure) : ITenantInfo
{
    /// <exception cref="Exception">What went wrong when the union was looked for.</exception>
    public UnionInfo? Found()
    {
        Failure?.Throw();
        return Union;
    }
}

/// <summary>
/// Finbuckle's view of the union tree. The directory remembers what was asked for, notices changes on every host and knows old codes; Finbuckle's own
/// stores do none of that for a tree of tens of thousands.
/// </summary>
internal sealed class UnionStore(IUnionDirectory unions) : IMultiTenantStore<UnionTenant>
{
    public Task<UnionTenant?> GetByIdentifierAsync(string identifier) => FindAsync(identifier, () => unions.FindAsync(identifier, CancellationToken.None));

    public Task<UnionTenant?> GetAsync(string id) => FindAsync(id, () => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? unions.FindAsync(number, CancellationToken.None) : default);

    public Task<IEnumerable<UnionTenant>> GetAllAsync() => throw new NotSupportedException("A province has too many unions to be listed at once.");

    public Task<IEnumerable<UnionTenant>> GetAllAsync(int take, int skip) => GetAllAsync();

    public Task<bool> AddAsync(UnionTenant tenantInfo) => throw ReadOnly();

    public Task<bool> UpdateAsync(UnionTenant tenantInfo) => throw ReadOnly();

    public Task<bool> RemoveAsync(string identifier) => throw ReadOnly();

    private static async Task<UnionTenant?> FindAsync(string asked, Func<ValueTask<UnionInfo?>> find)
    {
        try
        {
            return await find() is { } union ? new UnionTenant(union.Id.ToString(CultureInfo.InvariantCulture), union.Code, union, null) : null;
        }
        catch (Exception error)
        {
            // Finbuckle treats a failure as unknown, so every union would answer 404 while the database is down. The tenant therefore carries the failure.
            return new UnionTenant("", asked, null, ExceptionDispatchInfo.Capture(error));
        }
    }

    private static NotSupportedException ReadOnly() => new("Unions are founded, changed and closed in the union tree.");
}
