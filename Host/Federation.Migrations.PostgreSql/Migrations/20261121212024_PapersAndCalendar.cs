using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class PapersAndCalendar : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "version",
                schema: "models",
                table: "official_years",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "papers",
                schema: "models",
                table: "nomination_opinions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "place",
                schema: "models",
                table: "nomination_opinions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "nomination_papers",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    opinion = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media_type = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    bytes = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false),
                    encrypted = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_papers", x => x.id);
                    table.ForeignKey(
                        name: "fk_nomination_papers_nomination_opinions_nomination_id_opinion",
                        columns: x => new { x.nomination_id, x.opinion },
                        principalSchema: "models",
                        principalTable: "nomination_opinions",
                        principalColumns: new[] { "nomination_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "selection_claims",
                schema: "models",
                columns: table => new
                {
                    selection_id = table.Column<long>(type: "bigint", nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    nomination_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_selection_claims", x => new { x.selection_id, x.person_hash });
                });

            migrationBuilder.CreateIndex(
                name: "ix_nomination_papers_nomination_id_opinion",
                schema: "models",
                table: "nomination_papers",
                columns: new[] { "nomination_id", "opinion" });

            migrationBuilder.CreateIndex(
                name: "ix_selection_claims_nomination_id",
                schema: "models",
                table: "selection_claims",
                column: "nomination_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "nomination_papers",
                schema: "models");

            migrationBuilder.DropTable(
                name: "selection_claims",
                schema: "models");

            migrationBuilder.DropColumn(
                name: "version",
                schema: "models",
                table: "official_years");

            migrationBuilder.DropColumn(
                name: "papers",
                schema: "models",
                table: "nomination_opinions");

            migrationBuilder.DropColumn(
                name: "place",
                schema: "models",
                table: "nomination_opinions");
        }
    }
}
