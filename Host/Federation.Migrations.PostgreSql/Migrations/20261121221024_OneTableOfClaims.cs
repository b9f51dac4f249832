using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class OneTableOfClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_hardship_marks_person_hash_keeper_id",
                schema: "fairs",
                table: "hardship_marks");

            migrationBuilder.DropPrimaryKey(
                name: "pk_claims",
                schema: "models",
                table: "claims");

            migrationBuilder.DropIndex(
                name: "ix_claims_file_id",
                schema: "models",
                table: "claims");

            migrationBuilder.DropColumn(
                name: "held",
                schema: "fairs",
                table: "co_hostings");

            migrationBuilder.RenameTable(
                name: "claims",
                schema: "models",
                newName: "claims",
                newSchema: "federation");

            migrationBuilder.RenameColumn(
                name: "file_id",
                schema: "federation",
                table: "claims",
                newName: "holder_id");

            migrationBuilder.RenameColumn(
                name: "person_hash",
                schema: "federation",
                table: "claims",
                newName: "hash");

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

            migrationBuilder.AddColumn<int>(
                name: "version",
                schema: "stations",
                table: "kit_lists",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<short>(
                name: "state",
                schema: "fairs",
                table: "co_hostings",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<string>(
                name: "rule",
                schema: "federation",
                table: "claims",
                type: "character varying(40)",
                unicode: false,
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "within",
                schema: "federation",
                table: "claims",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            // What was there so far is of files; whoever is proposed in a selection has a place there.
            migrationBuilder.Sql("UPDATE federation.claims SET rule = 'model-file';");

            migrationBuilder.Sql("UPDATE fairs.co_hostings SET state = (SELECT f.state FROM fairs.fairs f WHERE f.id = fairs.co_hostings.fair_id);");

            migrationBuilder.AddPrimaryKey(
                name: "pk_claims",
                schema: "federation",
                table: "claims",
                columns: new[] { "rule", "within", "hash" });

            migrationBuilder.Sql("INSERT INTO federation.claims (rule, within, hash, holder_id) SELECT 'model-selection', n.selection_id, p.person_hash, MIN(n.id) FROM models.nominations n JOIN models.nominated_persons p ON p.nomination_id = n.id WHERE n.submitted_on IS NOT NULL AND n.state NOT IN (4, 5) AND p.person_hash IS NOT NULL GROUP BY n.selection_id, p.person_hash;");

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

            migrationBuilder.CreateIndex(
                name: "ix_subsidies_union_id_site_id_granted_on_document",
                schema: "stations",
                table: "subsidies",
                columns: new[] { "union_id", "site_id", "granted_on", "document" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hardship_marks_person_hash_keeper_id_from",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_rule_holder_id",
                schema: "federation",
                table: "claims",
                columns: new[] { "rule", "holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_nomination_papers_nomination_id_opinion",
                schema: "models",
                table: "nomination_papers",
                columns: new[] { "nomination_id", "opinion" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "nomination_papers",
                schema: "models");

            migrationBuilder.DropIndex(
                name: "ix_subsidies_union_id_site_id_granted_on_document",
                schema: "stations",
                table: "subsidies");

            migrationBuilder.DropIndex(
                name: "ix_hardship_marks_person_hash_keeper_id_from",
                schema: "fairs",
                table: "hardship_marks");

            migrationBuilder.DropPrimaryKey(
                name: "pk_claims",
                schema: "federation",
                table: "claims");

            migrationBuilder.DropIndex(
                name: "ix_claims_rule_holder_id",
                schema: "federation",
                table: "claims");

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

            migrationBuilder.DropColumn(
                name: "version",
                schema: "stations",
                table: "kit_lists");

            migrationBuilder.DropColumn(
                name: "state",
                schema: "fairs",
                table: "co_hostings");

            migrationBuilder.DropColumn(
                name: "rule",
                schema: "federation",
                table: "claims");

            migrationBuilder.DropColumn(
                name: "within",
                schema: "federation",
                table: "claims");

            migrationBuilder.RenameTable(
                name: "claims",
                schema: "federation",
                newName: "claims",
                newSchema: "models");

            migrationBuilder.RenameColumn(
                name: "holder_id",
                schema: "models",
                table: "claims",
                newName: "file_id");

            migrationBuilder.RenameColumn(
                name: "hash",
                schema: "models",
                table: "claims",
                newName: "person_hash");

            migrationBuilder.AddColumn<bool>(
                name: "held",
                schema: "fairs",
                table: "co_hostings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddPrimaryKey(
                name: "pk_claims",
                schema: "models",
                table: "claims",
                column: "person_hash");

            migrationBuilder.CreateIndex(
                name: "ix_hardship_marks_person_hash_keeper_id",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_file_id",
                schema: "models",
                table: "claims",
                column: "file_id");
        }
    }
}
