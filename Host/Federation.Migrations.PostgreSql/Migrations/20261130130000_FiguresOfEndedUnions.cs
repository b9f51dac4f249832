using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Migrations.PostgreSql.Migrations;

/// <summary>From when to when figures go up along each edge of the tree (docs/adr/0014), and marks so that every total is rolled up again by it.</summary>
[DbContext(typeof(SchemaContext))]
[Migration("20261130130000_FiguresOfEndedUnions")]
public sealed class FiguresOfEndedUnions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>(name: "counts_from", schema: "federation", table: "tree_closure", type: "date", nullable: true);
        migrationBuilder.AddColumn<DateOnly>(name: "counts_to", schema: "federation", table: "tree_closure", type: "date", nullable: true);
        migrationBuilder.Sql("""
            UPDATE federation.tree_closure AS e SET counts_from = CASE WHEN x.place > 1 THEN e.valid_from END, counts_to = x.next_from
            FROM (
                SELECT o.ancestor_id, o.descendant_id, o.valid_from,
                    ROW_NUMBER() OVER (PARTITION BY o.descendant_id ORDER BY o.valid_from) AS place, LEAD(o.valid_from) OVER (PARTITION BY o.descendant_id ORDER BY o.valid_from) AS next_from
                FROM federation.tree_closure o WHERE o.depth = 1
            ) x
            WHERE e.ancestor_id = x.ancestor_id AND e.descendant_id = x.descendant_id AND e.valid_from = x.valid_from
            """);
        migrationBuilder.Sql("""
            INSERT INTO federation.stale_marks (id, union_id, period, source, created_at)
            SELECT -ROW_NUMBER() OVER (ORDER BY p.ancestor_id), p.ancestor_id, 194901, 'tree', now()
            FROM (SELECT DISTINCT e.ancestor_id FROM federation.tree_closure e WHERE e.depth = 1) p
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "counts_from", schema: "federation", table: "tree_closure");
        migrationBuilder.DropColumn(name: "counts_to", schema: "federation", table: "tree_closure");
    }
}
