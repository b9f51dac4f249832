using Federation.Framework.Databases;
using Federation.People.ApiTokens;
using Federation.People.Persons;
using Microsoft.EntityFrameworkCore;

namespace Federation.People;

internal sealed class PeopleContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "people";

    public DbSet<Person> Persons => Set<Person>();
    public DbSet<PersonGrant> Grants => Set<PersonGrant>();
    public DbSet<ApiToken> Tokens => Set<ApiToken>();

    protected override void MapEntities(ModelBuilder model) => Map(model);

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Person>(e =>
        {
            e.ToTable("persons", Schema);
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Name).HasMaxLength(Person.LongestName);
        });
        model.Entity<PersonGrant>(e =>
        {
            e.ToTable("grants", Schema);
            e.HasKey(g => new { g.PersonId, g.UnionId, g.Role, g.ValidFrom });
            e.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId);
            e.HasIndex(g => g.UnionId);
        });
        model.Entity<ApiToken>(e =>
        {
            e.ToTable("api_tokens", Schema);
            e.Property(t => t.Id).ValueGeneratedNever();
            e.Property(t => t.Hash).HasMaxLength(32);
            e.Property(t => t.Name).HasMaxLength(Person.LongestName);
            e.HasIndex(t => t.Hash).IsUnique();
            e.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
        });
    }
}
