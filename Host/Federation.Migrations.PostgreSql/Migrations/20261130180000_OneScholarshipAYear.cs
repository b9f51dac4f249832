using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Migrations.PostgreSql.Migrations;

/// <summary>A student's first grant of a campaign year holds the one place for it; others of the same year stay as they are.</summary>
[DbContext(typeof(SchemaContext))]
[Migration("20261130180000_OneScholarshipAYear")]
public sealed class OneScholarshipAYear : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""
            INSERT INTO federation.claims (rule, within, hash, holder_id)
            SELECT 'scholarship-year', c.year, g.person_hash, MIN(g.id)
            FROM seasonal.scholarship_grants g JOIN seasonal.campaigns c ON c.id = g.campaign_id
            WHERE g.state = 1 GROUP BY c.year, g.person_hash
            """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DELETE FROM federation.claims WHERE rule = 'scholarship-year'");
}
