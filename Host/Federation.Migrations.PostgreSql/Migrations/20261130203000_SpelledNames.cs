using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Migrations.PostgreSql.Migrations;

/// <summary>First letters of names, for the search. The names that are there are spelled after the migration.</summary>
[DbContext(typeof(SchemaContext))]
[Migration("20261130203000_SpelledNames")]
public sealed class SpelledNames : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "spellings",
        schema: "federation",
        columns: table => new
        {
            subject_id = table.Column<long>(type: "bigint", nullable: false),
            initials = table.Column<string>(type: "character varying(100)", unicode: false, maxLength: 100, nullable: false, collation: "C"),
        },
        constraints: table => table.PrimaryKey("pk_spellings", x => new { x.subject_id, x.initials }));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "spellings", schema: "federation");
}
