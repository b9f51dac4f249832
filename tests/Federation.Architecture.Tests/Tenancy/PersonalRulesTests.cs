using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Tenancy;

public class PersonalRulesTests
{
    private static readonly Database[] Providers = [Database.SqlServer("Server=none"), Database.PostgreSql("Host=none")];

    private static IReadOnlyList<IEntityType> Composed => [.. Providers.SelectMany(p => Models.DesignTime(Models.Schema(p)).GetEntityTypes())];

    [Fact]
    public void Nothing_personal_is_stored_in_clear()
    {
        Assert.Contains(Composed.SelectMany(e => e.GetProperties()), p => p.ClrType == typeof(SealedText));
        Holds.For(Composed, PersonalRules.InClear);
        Holds.For(Composed, PersonalRules.NotBinary);
    }

    [Fact]
    public void What_is_sealed_is_taken_in_as_personal_and_shown_masked() => Holds.For([.. Composed.Select(e => e.ClrType).Distinct()], PersonalRules.NotMasked);

    [Fact]
    public void What_is_personal_and_stored_in_clear_is_found()
    {
        using var planted = new PlantedContext();
        var found = PersonalRules.InClear(Models.DesignTime(planted).FindEntityType(typeof(Patient))!).Select(f => f.Split(' ')[0].Split('.')[^1]).Order(StringComparer.Ordinal);
        Assert.Equal(["BirthDate", "HomePhone", "Illness", "MonthlyIncome", "Note"], found);
    }

    [Fact]
    public void A_sealed_field_that_is_shown_or_not_marked_is_found()
    {
        Assert.Equal(2, PersonalRules.NotMasked(typeof(Shown)).Count());
        Assert.Empty(PersonalRules.NotMasked(typeof(Patient)));
    }

    private sealed class Patient : IOwnOnly
    {
        public long Id { get; init; }
        public long UnionId { get; init; }
        public string HomePhone { get; init; } = "";
        public string? Illness { get; init; }
        public decimal? MonthlyIncome { get; init; }
        public DateOnly BirthDate { get; init; }
        public string? Note { get; init; }
        public string Place { get; init; } = "";
        public byte[] IdentityEncrypted { get; init; } = [];
        public byte[] PhoneHash { get; init; } = [];

        [Published("It stands on the door.")]
        public string? WardPhone { get; init; }
    }

    private sealed class ShownInput : IChecked
    {
        public decimal? Income { get; set; }

        public void Check(InputProblems problems)
        {
        }
    }

    private sealed record ShownAnswer(string Id, int Version, decimal? Income) : IRecordAnswer;

    private sealed class Shown : Framework.Records.Record, IRecord<FrameworkContext, ShownInput, ShownAnswer>
    {
        public SealedText? Income { get; private set; }

        public void Apply(ShownInput input, RecordTools tools) => tools.TakePersonal(this, input);

        public ShownAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Version, null);
    }

    private sealed class PlantedContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=none");

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Patient>();
    }
}
