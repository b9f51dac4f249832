using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CoHostsFollowTheirFair : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_hardship_marks_person_hash_keeper_id",
                schema: "fairs",
                table: "hardship_marks");

            migrationBuilder.DropColumn(
                name: "held",
                schema: "fairs",
                table: "co_hostings");

            migrationBuilder.AddColumn<short>(
                name: "state",
                schema: "fairs",
                table: "co_hostings",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            // A co-host knows what has become of the fair, as the fair says it.
            migrationBuilder.Sql("UPDATE fairs.co_hostings SET state = (SELECT f.state FROM fairs.fairs f WHERE f.id = fairs.co_hostings.fair_id);");

            migrationBuilder.CreateIndex(
                name: "ix_hardship_marks_person_hash_keeper_id_from",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id", "from" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_hardship_marks_person_hash_keeper_id_from",
                schema: "fairs",
                table: "hardship_marks");

            migrationBuilder.DropColumn(
                name: "state",
                schema: "fairs",
                table: "co_hostings");

            migrationBuilder.AddColumn<bool>(
                name: "held",
                schema: "fairs",
                table: "co_hostings",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_hardship_marks_person_hash_keeper_id",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id" },
                unique: true);
        }
    }
}
