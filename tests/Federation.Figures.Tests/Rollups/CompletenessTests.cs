using Autofac;
using Federation.Figures.Contracts;
using Federation.Figures.Rollups;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Rollups;

/// <summary>How many children there are is kept before anything is measured, and is corrected like any figure.</summary>
public sealed class CompletenessTests : IAsyncLifetime
{
    private const string Root = "610000", City = "610100";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Root, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since), new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Root, since));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task A_count_that_was_tampered_with_where_nobody_has_any_other_figure_is_found_and_made_good()
    {
        await RollUpAsync();
        Assert.Equal((0, 15L), (await DifferencesAsync(), await CountAsync("SELECT COUNT(*) FROM figures.figures WHERE below = 1")));
        await ExecuteAsync("UPDATE figures.figures SET own = own + 1, own_denominator = own_denominator + 1, below = below + 1, below_denominator = below_denominator + 1, overlap = overlap + 1");
        Assert.True(await DifferencesAsync() > 0);
        await RollUpAsync();
        Assert.Equal(0, await DifferencesAsync());
    }

    private async Task RollUpAsync()
    {
        var (succeeded, lines) = await federation.Container.Resolve<IRollups>().RollUpAsync(Period.Year(2017), Root, true, CancellationToken.None);
        Assert.True(succeeded, string.Join('\n', lines));
    }

    private async Task<int> DifferencesAsync()
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        var root = (await scope.Resolve<IUnionDirectory>().FindAsync(Root, CancellationToken.None))!;
        return (await scope.Resolve<Verification>().VerifyAsync([root.Id], Period.Year(2017), CancellationToken.None)).Count;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        return Convert.ToInt64(await scope.Resolve<DatabaseSession>().ScalarAsync(sql, CancellationToken.None), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        await scope.Resolve<DatabaseSession>().ExecuteAsync(sql, CancellationToken.None);
    }
}
