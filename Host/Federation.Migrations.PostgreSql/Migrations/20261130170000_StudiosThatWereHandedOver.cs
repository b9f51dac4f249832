using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Migrations.PostgreSql.Migrations;

/// <summary>From when on a union has a studio that it took over from another (docs/adr/0015).</summary>
[DbContext(typeof(SchemaContext))]
[Migration("20261130170000_StudiosThatWereHandedOver")]
public sealed class StudiosThatWereHandedOver : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<DateOnly>(name: "kept_since", schema: "models", table: "studios", type: "date", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "kept_since", schema: "models", table: "studios");
}
