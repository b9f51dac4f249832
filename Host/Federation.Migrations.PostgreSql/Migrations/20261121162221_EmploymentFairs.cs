using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class EmploymentFairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "fairs");

            migrationBuilder.CreateTable(
                name: "fairs",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    mode = table.Column<short>(type: "smallint", nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    link = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    division = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    announced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hardship_marks",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    keeper_id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hardship_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "co_hostings",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    host_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    held = table.Column<bool>(type: "boolean", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_co_hostings", x => x.id);
                    table.ForeignKey(
                        name: "fk_co_hostings_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seekers",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    phone_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    phone_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: true),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: true),
                    trade = table.Column<short>(type: "smallint", nullable: true),
                    division = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: true),
                    wage = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    arrived_on = table.Column<DateOnly>(type: "date", nullable: true),
                    hardship = table.Column<bool>(type: "boolean", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seekers", x => x.id);
                    table.ForeignKey(
                        name: "fk_seekers_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stands",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    employer_code = table.Column<string>(type: "character varying(18)", unicode: false, maxLength: 18, nullable: false),
                    employer_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    sector = table.Column<short>(type: "smallint", nullable: false),
                    stall = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    attendance = table.Column<short>(type: "smallint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stands", x => x.id);
                    table.ForeignKey(
                        name: "fk_stands_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visitor_counts",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visitor_counts", x => x.id);
                    table.ForeignKey(
                        name: "fk_visitor_counts_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    stand_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    trade = table.Column<short>(type: "smallint", nullable: false),
                    openings = table.Column<int>(type: "integer", nullable: false),
                    wage_from = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    wage_to = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    division = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    requirements = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    offered = table.Column<bool>(type: "boolean", nullable: false),
                    filled = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_posts_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_posts_stands_stand_id",
                        column: x => x.stand_id,
                        principalSchema: "fairs",
                        principalTable: "stands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "applications",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    seeker_id = table.Column<long>(type: "bigint", nullable: false),
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applications", x => x.id);
                    table.ForeignKey(
                        name: "fk_applications_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_applications_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "fairs",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_applications_seekers_seeker_id",
                        column: x => x.seeker_id,
                        principalSchema: "fairs",
                        principalTable: "seekers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "offers",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    seeker_id = table.Column<long>(type: "bigint", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offers", x => x.id);
                    table.ForeignKey(
                        name: "fk_offers_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_offers_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "fairs",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_offers_seekers_seeker_id",
                        column: x => x.seeker_id,
                        principalSchema: "fairs",
                        principalTable: "seekers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "placements",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    seeker_id = table.Column<long>(type: "bigint", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    of_hardship = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placements", x => x.id);
                    table.ForeignKey(
                        name: "fk_placements_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_placements_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "fairs",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_placements_seekers_seeker_id",
                        column: x => x.seeker_id,
                        principalSchema: "fairs",
                        principalTable: "seekers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "follow_ups",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    placement_id = table.Column<long>(type: "bigint", nullable: false),
                    after = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    reached = table.Column<int>(type: "integer", nullable: false),
                    employed = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_ups", x => x.id);
                    table.ForeignKey(
                        name: "fk_follow_ups_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_follow_ups_placements_placement_id",
                        column: x => x.placement_id,
                        principalSchema: "fairs",
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_applications_fair_id_id",
                schema: "fairs",
                table: "applications",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_post_id",
                schema: "fairs",
                table: "applications",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_seeker_id_post_id",
                schema: "fairs",
                table: "applications",
                columns: new[] { "seeker_id", "post_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applications_union_id_month_id",
                schema: "fairs",
                table: "applications",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_co_hostings_fair_id_union_id",
                schema: "fairs",
                table: "co_hostings",
                columns: new[] { "fair_id", "union_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_co_hostings_union_id_month_id",
                schema: "fairs",
                table: "co_hostings",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_fairs_ends_id",
                schema: "fairs",
                table: "fairs",
                columns: new[] { "ends", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_fairs_union_id_month_id",
                schema: "fairs",
                table: "fairs",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_fair_id_id",
                schema: "fairs",
                table: "follow_ups",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_placement_id_after",
                schema: "fairs",
                table: "follow_ups",
                columns: new[] { "placement_id", "after" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_union_id_month_id",
                schema: "fairs",
                table: "follow_ups",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_hardship_marks_person_hash_keeper_id",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offers_fair_id_id",
                schema: "fairs",
                table: "offers",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_offers_post_id",
                schema: "fairs",
                table: "offers",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_offers_seeker_id",
                schema: "fairs",
                table: "offers",
                column: "seeker_id");

            migrationBuilder.CreateIndex(
                name: "ix_offers_union_id_month_id",
                schema: "fairs",
                table: "offers",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_fair_id_id",
                schema: "fairs",
                table: "placements",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_post_id",
                schema: "fairs",
                table: "placements",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_placements_seeker_id",
                schema: "fairs",
                table: "placements",
                column: "seeker_id");

            migrationBuilder.CreateIndex(
                name: "ix_placements_union_id_month_id",
                schema: "fairs",
                table: "placements",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_fair_id_id",
                schema: "fairs",
                table: "posts",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_stand_id",
                schema: "fairs",
                table: "posts",
                column: "stand_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_union_id_month_id",
                schema: "fairs",
                table: "posts",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_seekers_fair_id_id",
                schema: "fairs",
                table: "seekers",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_seekers_fair_id_phone_hash",
                schema: "fairs",
                table: "seekers",
                columns: new[] { "fair_id", "phone_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_seekers_union_id_month_id",
                schema: "fairs",
                table: "seekers",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stands_fair_id_employer_code",
                schema: "fairs",
                table: "stands",
                columns: new[] { "fair_id", "employer_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stands_fair_id_id",
                schema: "fairs",
                table: "stands",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stands_union_id_month_id",
                schema: "fairs",
                table: "stands",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visitor_counts_fair_id_id",
                schema: "fairs",
                table: "visitor_counts",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visitor_counts_union_id_month_id",
                schema: "fairs",
                table: "visitor_counts",
                columns: new[] { "union_id", "month", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "applications",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "co_hostings",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "follow_ups",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "hardship_marks",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "offers",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "visitor_counts",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "placements",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "posts",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "seekers",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "stands",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "fairs",
                schema: "fairs");
        }
    }
}
