using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Migrations.SqlServer.Migrations;

/// <summary>Whether a service site is closed on official holidays; not known of those that are there.</summary>
[DbContext(typeof(SchemaContext))]
[Migration("20261130201000_ClosedOnHolidays")]
public sealed class ClosedOnHolidays : Migration
{
    private static readonly string[] Tables = ["sites", "published_sites"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables) migrationBuilder.AddColumn<bool>(name: "closed_on_holidays", schema: "stations", table: table, type: "bit", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables) migrationBuilder.DropColumn(name: "closed_on_holidays", schema: "stations", table: table);
    }
}
