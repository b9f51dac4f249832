using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Migrations.SqlServer.Migrations;

/// <summary>
/// Personal fields become encrypted columns. Encrypting needs the key file, which a migration does not have. So the old columns are renamed to <c>plain_…</c>, and
/// the next start encrypts their values and drops them (docs/adr/0017).
/// </summary>
[DbContext(typeof(SchemaContext))]
[Migration("20261130200000_PersonalFieldsSealed")]
public sealed class PersonalFieldsSealed : Migration
{
    private static readonly (string Schema, string Table, string Column)[] Personal =
    [
        ("models", "files", "phone"),
        ("models", "files", "health"),
        ("models", "files", "monthly_income"),
        ("models", "hardship_spells", "note"),
        ("models", "benefits", "note"),
        ("models", "nominated_persons", "health"),
        ("seasonal", "scholarship_grants", "household"),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (schema, table, column) in Personal)
        {
            migrationBuilder.RenameColumn(name: column, schema: schema, table: table, newName: $"plain_{column}");
            migrationBuilder.AddColumn<byte[]>(name: column, schema: schema, table: table, type: "varbinary(max)", nullable: true);
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("What was encrypted is not written in clear again: restore the backup that was taken before.");
}
