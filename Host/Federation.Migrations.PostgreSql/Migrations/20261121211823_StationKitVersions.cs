using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class StationKitVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "version",
                schema: "stations",
                table: "kit_lists",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_subsidies_union_id_site_id_granted_on_document",
                schema: "stations",
                table: "subsidies",
                columns: new[] { "union_id", "site_id", "granted_on", "document" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_subsidies_union_id_site_id_granted_on_document",
                schema: "stations",
                table: "subsidies");

            migrationBuilder.DropColumn(
                name: "version",
                schema: "stations",
                table: "kit_lists");
        }
    }
}
