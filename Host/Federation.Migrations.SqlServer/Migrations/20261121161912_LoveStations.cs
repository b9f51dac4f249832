using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class LoveStations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "stations");

            migrationBuilder.CreateTable(
                name: "kit_lists",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    province_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    document = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kit_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "published_sites",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    keeper_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    latitude = table.Column<double>(type: "float", nullable: true),
                    longitude = table.Column<double>(type: "float", nullable: true),
                    round_the_clock = table.Column<bool>(type: "bit", nullable: false),
                    is_demonstration = table.Column<bool>(type: "bit", nullable: false),
                    facilities = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_sites", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sites",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<decimal>(type: "decimal(9,6)", precision: 9, scale: 6, nullable: true),
                    longitude = table.Column<decimal>(type: "decimal(9,6)", precision: 9, scale: 6, nullable: true),
                    built_by = table.Column<short>(type: "smallint", nullable: false),
                    partner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    round_the_clock = table.Column<bool>(type: "bit", nullable: false),
                    note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    is_demonstration = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sites", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "kit_items",
                schema: "stations",
                columns: table => new
                {
                    list_id = table.Column<long>(type: "bigint", nullable: false),
                    facility = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kit_items", x => new { x.list_id, x.facility });
                    table.ForeignKey(
                        name: "fk_kit_items_kit_lists_list_id",
                        column: x => x.list_id,
                        principalSchema: "stations",
                        principalTable: "kit_lists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "published_hours",
                schema: "stations",
                columns: table => new
                {
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    opens = table.Column<int>(type: "int", nullable: false),
                    closes = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_hours", x => new { x.site_id, x.opens, x.closes });
                    table.ForeignKey(
                        name: "fk_published_hours_published_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "published_sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "demonstrations",
                schema: "stations",
                columns: table => new
                {
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    granted_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    document = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demonstrations", x => new { x.site_id, x.valid_from });
                    table.ForeignKey(
                        name: "fk_demonstrations_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "facilities",
                schema: "stations",
                columns: table => new
                {
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    facility = table.Column<short>(type: "smallint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_facilities", x => new { x.site_id, x.facility, x.valid_from });
                    table.ForeignKey(
                        name: "fk_facilities_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspections",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    inspector = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    open = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspections", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspections_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opening_hours",
                schema: "stations",
                columns: table => new
                {
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    weekday = table.Column<short>(type: "smallint", nullable: false),
                    opens = table.Column<int>(type: "int", nullable: false),
                    closes = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opening_hours", x => new { x.site_id, x.weekday, x.opens, x.closes });
                    table.ForeignKey(
                        name: "fk_opening_hours_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "photographs",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    taken_on = table.Column<DateOnly>(type: "date", nullable: false),
                    caption = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    media_type = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photographs", x => x.id);
                    table.ForeignKey(
                        name: "fk_photographs_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "served",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    whole_month = table.Column<bool>(type: "bit", nullable: false),
                    group = table.Column<short>(type: "smallint", nullable: false),
                    people = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_served", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_served_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "states",
                schema: "stations",
                columns: table => new
                {
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_states", x => new { x.site_id, x.valid_from });
                    table.ForeignKey(
                        name: "fk_states_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subsidies",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    granted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    paid = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    document = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subsidies", x => x.id);
                    table.ForeignKey(
                        name: "fk_subsidies_sites_site_id",
                        column: x => x.site_id,
                        principalSchema: "stations",
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    inspection_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    facility = table.Column<short>(type: "smallint", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    repaired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    repair = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_findings_inspections_inspection_id",
                        column: x => x.inspection_id,
                        principalSchema: "stations",
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subsidy_payments",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    subsidy_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    payee = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subsidy_payments", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_subsidy_payments_subsidies_subsidy_id",
                        column: x => x.subsidy_id,
                        principalSchema: "stations",
                        principalTable: "subsidies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_demonstrations_union_id_valid_from",
                schema: "stations",
                table: "demonstrations",
                columns: new[] { "union_id", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_inspection_id",
                schema: "stations",
                table: "findings",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspections_site_id_id",
                schema: "stations",
                table: "inspections",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kit_lists_province_id_valid_from",
                schema: "stations",
                table: "kit_lists",
                columns: new[] { "province_id", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_photographs_site_id_id",
                schema: "stations",
                table: "photographs",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_published_sites_keeper_id",
                schema: "stations",
                table: "published_sites",
                column: "keeper_id");

            migrationBuilder.CreateIndex(
                name: "ix_published_sites_latitude_longitude",
                schema: "stations",
                table: "published_sites",
                columns: new[] { "latitude", "longitude" });

            migrationBuilder.CreateIndex(
                name: "ix_served_site_id_date_group_whole_month",
                schema: "stations",
                table: "served",
                columns: new[] { "site_id", "date", "group", "whole_month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_served_site_id_id",
                schema: "stations",
                table: "served",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_served_union_id_month_id",
                schema: "stations",
                table: "served",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_sites_kind_id",
                schema: "stations",
                table: "sites",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sites_union_id_code",
                schema: "stations",
                table: "sites",
                columns: new[] { "union_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sites_union_id_id",
                schema: "stations",
                table: "sites",
                columns: new[] { "union_id", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_states_union_id_valid_from",
                schema: "stations",
                table: "states",
                columns: new[] { "union_id", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_subsidies_site_id",
                schema: "stations",
                table: "subsidies",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_subsidies_union_id_id",
                schema: "stations",
                table: "subsidies",
                columns: new[] { "union_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subsidy_payments_subsidy_id",
                schema: "stations",
                table: "subsidy_payments",
                column: "subsidy_id");

            migrationBuilder.CreateIndex(
                name: "ix_subsidy_payments_union_id_month_id",
                schema: "stations",
                table: "subsidy_payments",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "demonstrations",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "facilities",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "findings",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "kit_items",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "opening_hours",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "photographs",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "published_hours",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "served",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "states",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "subsidy_payments",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "inspections",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "kit_lists",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "published_sites",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "subsidies",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "sites",
                schema: "stations");
        }
    }
}
