using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Autofac;
using Federation.Architecture.Tests.Tenancy;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Sql;

/// <summary>
/// EF saves several rows on SQL Server with MERGE when it has to read something back that the database made. Nothing is made there: ids come from the
/// application, and what has a default is not read back.
/// </summary>
public class SavingTests
{
    private const int Several = 6;

    [Fact]
    public void Nothing_is_read_back_after_an_insert() =>
        Holds.For([.. Models.Contexts().SelectMany(c => Models.DesignTime(c).GetEntityTypes())], ReadBack);

    [Fact]
    public void A_column_that_is_read_back_is_found()
    {
        using var planted = new PlantedContext(new Recording());
        Assert.Equal(2, ReadBack(Models.DesignTime(planted).GetEntityTypes().Single()).Count());
    }

    [Fact]
    public async Task Saving_several_rows_of_any_kind_says_no_merge()
    {
        var recording = new Recording();
        await using var container = Recording.Build(recording);
        container.Resolve<Caller>().Enter(new UnionInfo(1, "1", "", UnionLevel.Grassroots, "", null, [], FrozenSet<long>.Empty, FrozenSet<long>.Empty, true));
        foreach (var context in container.Resolve<IEnumerable<FederationDbContext>>())
        {
            foreach (var type in context.Model.GetEntityTypes().Where(t => t.FindPrimaryKey() is not null && !t.IsOwned()))
            {
                recording.Statements.Clear();
                // What a union has one of is never saved several times.
                var count = type.FindPrimaryKey()!.Properties is [{ Name: nameof(IOwnedByUnion.UnionId) }] ? 1 : Several;
                for (var i = 1; i <= count; i++) context.Entry(Make(type, i)).State = EntityState.Added;
                await context.SaveChangesAsync();
                context.ChangeTracker.Clear();
                Assert.NotEmpty(recording.Statements);
                Holds.For(recording.Statements, s => TSql.Check(s, new Tables(context.Model)));
            }
        }
    }

    [Fact]
    public async Task A_merge_of_EFs_is_found()
    {
        var recording = new Recording();
        await using var planted = new PlantedContext(recording);
        for (var i = 0; i < Several; i++) planted.Add(new Made { Text = "x" });
        // The made-up answers do not fit what EF asks back; what it said is all that matters here.
        await Assert.ThrowsAnyAsync<Exception>(() => planted.SaveChangesAsync());
        Assert.Contains(recording.Statements, s => TSql.Check(s, new Tables(planted.Model)).Any(p => p.StartsWith("MERGE", StringComparison.Ordinal) || p.Contains("Merge", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> ReadBack(IEntityType type) =>
        type.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.Never).Select(p => $"{type.ClrType.FullName}.{p.Name} is made by the database ({p.ValueGenerated})");

    private static object Make(IEntityType type, int number)
    {
        var entity = RuntimeHelpers.GetUninitializedObject(type.ClrType);
        foreach (var property in type.GetProperties().Where(p => !p.IsShadowProperty()))
        {
            object? value = property.Name == nameof(IOwnedByUnion.UnionId) ? 1L
                : property.ClrType == typeof(string) ? $"x{number}"
                : property.ClrType == typeof(byte[]) ? new byte[] { (byte)number }
                : !property.IsPrimaryKey() ? null
                : property.ClrType == typeof(long) ? (long)number
                : property.ClrType == typeof(int) ? number
                : property.ClrType == typeof(short) ? (short)number
                : property.ClrType == typeof(DateOnly) ? new DateOnly(2017, 1, number) : null;
            if (value is not null && (property.FieldInfo ?? (System.Reflection.MemberInfo?)property.PropertyInfo) is System.Reflection.FieldInfo field) field.SetValue(entity, value);
        }
        return entity;
    }

    private sealed class Made
    {
        public long Id { get; init; }
        public string Text { get; init; } = "";
        public DateTimeOffset At { get; init; }
    }

    private sealed class PlantedContext(Recording recording) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => recording.Configure(options, recording.CreateConnection(""));
        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Made>().Property(m => m.At).HasDefaultValueSql("SYSDATETIMEOFFSET()");
    }
}
