using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class LedgerParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ledger_parts",
                schema: "federation",
                columns: table => new
                {
                    step_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    first = table.Column<long>(type: "bigint", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false),
                    done = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_parts", x => new { x.step_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_ledger_parts_ledger_steps_step_id",
                        column: x => x.step_id,
                        principalSchema: "federation",
                        principalTable: "ledger_steps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ledger_parts",
                schema: "federation");
        }
    }
}
