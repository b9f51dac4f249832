using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CampaignsBySeason : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_campaigns_season_id",
                schema: "seasonal",
                table: "campaigns",
                columns: new[] { "season", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_campaigns_season_id",
                schema: "seasonal",
                table: "campaigns");
        }
    }
}
