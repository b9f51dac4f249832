using Autofac;
using Federation.Figures.Engine;
using Federation.Host.Start;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>
/// One record of one mine changes and the province's figures are made fresh: in a large and in a small federation, against updates that know which rows
/// they have to touch. The three take turns, so that what disturbs the machine disturbs them alike.
/// </summary>
internal static class Incremental
{
    private const int WarmUp = 10;
    private const int Rounds = 60;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var many = await Province.YearAsync(stage, stage.Unions);
        await using var few = await Province.YearAsync(stage, stage.FewUnions);
        await FullRollup.RollUpAsync(stage, many);
        await FullRollup.RollUpAsync(stage, few);
        await using var large = await Mine.OpenAsync(stage, many);
        await using var small = await Mine.OpenAsync(stage, few);
        var (inLarge, inSmall, bare) = (new List<Took>(), new List<Took>(), new List<Took>());
        var warmUp = stage.Rounds(WarmUp);
        for (var round = 0; round < warmUp + stage.Rounds(Rounds); round++)
        {
            await large.ChangeAsync();
            Took(inLarge, await stage.TimeAsync(large.ApplyAsync));
            await small.ChangeAsync();
            Took(inSmall, await stage.TimeAsync(small.ApplyAsync));
            await large.ChangeAsync();
            Took(bare, await stage.TimeAsync(large.UpdateBarelyAsync));

            void Took(List<Took> all, Took took)
            {
                if (round >= warmUp) all.Add(took);
            }
        }
        await large.CheckAsync();
        var (l, s, b) = (Benchmarks.Took.Median(inLarge), Benchmarks.Took.Median(inSmall), Benchmarks.Took.Median(bare));
        var what = $"incremental: one record of one mine, province fresh; {stage.Unions} unions";
        return
        [
            new Row($"{what} against {stage.FewUnions}", $"{l}", $"{s}", l / s, "", "≤ 1.2", $"median of {Rounds}"),
            new Row($"{what} against the bare updates", $"{l}", $"{b}", l / b, "", "≤ 2", $"{large.RowsConcerned} rows one by one in one transaction; best {inLarge.Min(t => t.Seconds) * 1000:0} ms against {bare.Min(t => t.Seconds) * 1000:0.0} ms"),
        ];
    }

    /// <summary>A mine with one delivery of July that is changed over and over, and the rows of figures that follow from it.</summary>
    private sealed class Mine : IAsyncDisposable
    {
        private readonly IContainer container;
        private readonly NpgsqlConnection connection;
        private readonly long union;
        private readonly long delivery;
        private readonly List<(long Union, int Period, int Indicator, string Column)> concerned = [];

        private Mine(IContainer container, NpgsqlConnection connection, long union, long delivery) =>
            (this.container, this.connection, this.union, this.delivery) = (container, connection, union, delivery);

        public int RowsConcerned => concerned.Count;

        public static async Task<Mine> OpenAsync(Stage stage, Installation installation)
        {
            var connection = await stage.ConnectAsync(installation);
            // In the middle of the tree, below a district, with a delivery in July.
            var (union, delivery) = (await connection.ListAsync(
                $"""
                SELECT d.union_id, MIN(d.id) FROM seasonal.summer_deliveries d WHERE d.month = {Province.Year}07 AND d.union_id >= (
                    SELECT e.descendant_id FROM federation.tree_closure e WHERE e.depth = 3 AND e.valid_to IS NULL ORDER BY e.descendant_id OFFSET (SELECT COUNT(*) / 2 FROM federation.tree_closure WHERE depth = 3 AND valid_to IS NULL) LIMIT 1)
                GROUP BY d.union_id ORDER BY d.union_id LIMIT 1
                """,
                r => (r.GetInt64(0), r.GetInt64(1))))[0];
            var mine = new Mine(installation.Build(), connection, union, delivery);
            var changed = await connection.ListAsync("SELECT id FROM figures.indicators WHERE code IN ('seasonal.cooling.people', 'seasonal.cooling.goods', 'seasonal.goods.portions', 'seasonal.budget.used')", r => r.GetInt32(0));
            var places = await connection.ListAsync($"SELECT e.ancestor_id, e.depth FROM federation.tree_closure e WHERE e.descendant_id = {union} AND e.valid_to IS NULL", r => (r.GetInt64(0), r.GetInt16(1)));
            mine.concerned.AddRange(
                from place in places
                from period in new[] { (Province.Year * 100) + 7, Province.Year, 10_000 + Province.Year }
                from indicator in changed
                select (place.Item1, period, indicator, place.Item2 == 0 ? "own" : "below"));
            return mine;
        }

        /// <summary>As a clerk's change leaves the database: the record, and its marks.</summary>
        public Task ChangeAsync() => connection.RunAsync(
            $"""
            UPDATE seasonal.summer_deliveries SET head_count = head_count + 1, goods_value = goods_value + 1, portions = portions + 1, version = version + 1 WHERE id = {delivery};
            INSERT INTO federation.stale_marks (id, union_id, period, source) SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint * 8 + s.n, {union}, {Province.Year}07, s.source
            FROM (VALUES (1, 'seasonal.deliveries-summer'), (2, 'seasonal.portions'), (3, 'seasonal.budget')) s(n, source)
            """);

        public async Task ApplyAsync()
        {
            await using var scope = container.BeginLifetimeScope();
            if (await scope.Resolve<RollupEngine>().ApplyMarksAsync(5_000, CancellationToken.None) != 3) throw new InvalidOperationException("Three marks were to be made good.");
        }

        public async Task UpdateBarelyAsync()
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var update = new NpgsqlCommand("", connection))
            {
                foreach (var row in concerned)
                {
                    update.CommandText = $"UPDATE figures.figures SET {row.Column} = {row.Column} + 1 WHERE union_id = {row.Union} AND period = {row.Period} AND indicator_id = {row.Indicator}";
                    if (await update.ExecuteNonQueryAsync() != 1) throw new InvalidOperationException($"No figure {row}.");
                }
            }
            await connection.RunAsync("DELETE FROM federation.stale_marks");
            await connection.RunAsync("UPDATE figures.freshness SET error = NULL, as_of = clock_timestamp()");
            await transaction.CommitAsync();
        }

        /// <summary>After all the changes the figures are what the records say.</summary>
        public async Task CheckAsync()
        {
            var people = await connection.ScalarAsync($"SELECT SUM(head_count)::numeric FROM seasonal.summer_deliveries WHERE union_id = {union}");
            var figure = await connection.ScalarAsync($"SELECT f.own FROM figures.figures f JOIN figures.indicators i ON i.id = f.indicator_id WHERE i.code = 'seasonal.cooling.people' AND f.union_id = {union} AND f.period = {Province.Year}");
            if (!Equals(people, figure)) throw new InvalidOperationException($"The mine has {people} people, its figure says {figure}.");
        }

        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            await container.DisposeAsync();
        }
    }
}
