using Federation.Framework.Databases;
using Federation.People.Accounts;
using Federation.People.ApiTokens;
using Federation.People.Persons;
using Federation.People.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Federation.People;

internal sealed class PeopleContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "people";

    public DbSet<Person> Persons => Set<Person>();
    public DbSet<PersonGrant> Grants => Set<PersonGrant>();
    public DbSet<ApiToken> Tokens => Set<ApiToken>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<UsedCode> UsedCodes => Set<UsedCode>();
    public DbSet<Session> Sessions => Set<Session>();

    protected override void MapEntities(ModelBuilder model) => Map(model);

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Person>(e =>
        {
            e.ToTable("persons", Schema);
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Name).HasMaxLength(Person.MaxNameLength);
            e.HasIndex(p => p.HomeUnionId);
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
            e.Property(t => t.Name).HasMaxLength(Person.MaxNameLength);
            e.HasIndex(t => t.Hash).IsUnique();
            e.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
        });
        model.Entity<Account>(e =>
        {
            e.ToTable("accounts", Schema);
            e.HasKey(a => a.PersonId);
            e.Property(a => a.PersonId).ValueGeneratedNever();
            e.Property(a => a.UserName).HasMaxLength(Account.MaxUserNameLength);
            e.Property(a => a.NormalizedUserName).HasMaxLength(2 * Account.MaxUserNameLength);
            e.Property(a => a.PasswordHash).HasMaxLength(200).IsUnicode(false);
            e.Property(a => a.AuthenticatorKey).HasMaxLength(200);
            e.Property(a => a.RecoveryCodes).HasMaxLength(1000).IsUnicode(false);
            e.HasIndex(a => a.NormalizedUserName).IsUnique();
            e.HasOne<Person>().WithOne().HasForeignKey<Account>(a => a.PersonId);
        });
        model.Entity<UsedCode>(e =>
        {
            e.ToTable("used_codes", Schema);
            e.HasKey(u => new { u.PersonId, u.Code });
            e.Property(u => u.Code).HasMaxLength(6).IsUnicode(false);
            e.HasOne<Account>().WithMany().HasForeignKey(u => u.PersonId);
        });
        model.Entity<Session>(e =>
        {
            e.ToTable("sessions", Schema);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Hash).HasMaxLength(32);
            e.Property(s => s.Address).HasMaxLength(Session.MaxAddressLength).IsUnicode(false);
            e.Property(s => s.Browser).HasMaxLength(Session.MaxBrowserLength);
            e.HasIndex(s => s.Hash).IsUnique();
            e.HasIndex(s => new { s.PersonId, s.Id });
            e.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        });
    }
}
