using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class StationsFairsModels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "models");

            migrationBuilder.EnsureSchema(
                name: "fairs");

            migrationBuilder.EnsureSchema(
                name: "stations");

            migrationBuilder.CreateTable(
                name: "allowance_rules",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    line = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    cap = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    each = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    times = table.Column<int>(type: "int", nullable: true),
                    paper = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allowance_rules", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                schema: "models",
                columns: table => new
                {
                    person_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false),
                    file_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.person_hash);
                });

            migrationBuilder.CreateTable(
                name: "fairs",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    mode = table.Column<short>(type: "smallint", nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    venue = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    link = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    division = table.Column<string>(type: "varchar(6)", unicode: false, maxLength: 6, nullable: true),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    announced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancel_reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fairs", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "files",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "varbinary(64)", maxLength: 64, nullable: false),
                    person_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false),
                    gender = table.Column<short>(type: "smallint", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    workplace = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    post = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    service = table.Column<short>(type: "smallint", nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    phone = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    health = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    monthly_income = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    died_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                });

            migrationBuilder.CreateTable(
                name: "hardship_marks",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    person_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false),
                    keeper_id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hardship_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "honours",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    recipient = table.Column<short>(type: "smallint", nullable: false),
                    granting = table.Column<short>(type: "smallint", nullable: false),
                    body = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    every_years = table.Column<int>(type: "int", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_honours", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                });

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
                name: "official_days",
                schema: "models",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    works = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_official_days", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "official_years",
                schema: "models",
                columns: table => new
                {
                    year = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_official_years", x => x.year);
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
                name: "studios",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    leader = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    field = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    opened = table.Column<DateOnly>(type: "date", nullable: false),
                    closed = table.Column<DateOnly>(type: "date", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studios", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                });

            migrationBuilder.CreateTable(
                name: "talks",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    speaker = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    topic = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    place = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    audience = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_talks", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    held = table.Column<bool>(type: "bit", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_co_hostings", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                    name = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    phone_encrypted = table.Column<byte[]>(type: "varbinary(64)", maxLength: 64, nullable: false),
                    phone_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "varbinary(64)", maxLength: 64, nullable: true),
                    person_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: true),
                    trade = table.Column<short>(type: "smallint", nullable: true),
                    division = table.Column<string>(type: "varchar(6)", unicode: false, maxLength: 6, nullable: true),
                    wage = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    arrived_on = table.Column<DateOnly>(type: "date", nullable: true),
                    hardship = table.Column<bool>(type: "bit", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seekers", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                    employer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    employer_code = table.Column<string>(type: "varchar(18)", unicode: false, maxLength: 18, nullable: false),
                    employer_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false),
                    sector = table.Column<short>(type: "smallint", nullable: false),
                    stall = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    attendance = table.Column<short>(type: "smallint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stands", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                    people = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visitor_counts", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_visitor_counts_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "fairs",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "benefits",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefits", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_benefits_files_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hardship_spells",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    cause = table.Column<short>(type: "smallint", nullable: false),
                    note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hardship_spells", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                    table.ForeignKey(
                        name: "fk_hardship_spells_files_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "awards",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    honour_id = table.Column<long>(type: "bigint", nullable: false),
                    honour_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    file_id = table.Column<long>(type: "bigint", nullable: true),
                    nomination_id = table.Column<long>(type: "bigint", nullable: true),
                    granting = table.Column<short>(type: "smallint", nullable: false),
                    body = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    number = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    revoked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_awards", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_awards_honours_honour_id",
                        column: x => x.honour_id,
                        principalSchema: "models",
                        principalTable: "honours",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "selections",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    honour_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    year = table.Column<int>(type: "int", nullable: false),
                    opens = table.Column<DateOnly>(type: "date", nullable: false),
                    closes = table.Column<DateOnly>(type: "date", nullable: false),
                    places = table.Column<int>(type: "int", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_selections", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                    table.ForeignKey(
                        name: "fk_selections_honours_honour_id",
                        column: x => x.honour_id,
                        principalSchema: "models",
                        principalTable: "honours",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "studio_members",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    trade = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_members", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                    table.ForeignKey(
                        name: "fk_studio_members_studios_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "studios",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "studio_methods",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    use = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_methods", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                    table.ForeignKey(
                        name: "fk_studio_methods_studios_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "studios",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "studio_patents",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_patents", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_studio_patents_studios_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "studios",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "studio_projects",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    finished = table.Column<DateOnly>(type: "date", nullable: true),
                    aim = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_projects", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                    table.ForeignKey(
                        name: "fk_studio_projects_studios_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "studios",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "studio_results",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    prize = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    worth = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_results", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_studio_results_studios_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "studios",
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
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    trade = table.Column<short>(type: "smallint", nullable: false),
                    openings = table.Column<int>(type: "int", nullable: false),
                    wage_from = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    wage_to = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    division = table.Column<string>(type: "varchar(6)", unicode: false, maxLength: 6, nullable: false),
                    place = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    requirements = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    offered = table.Column<bool>(type: "bit", nullable: false),
                    filled = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                name: "nominations",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    selection_id = table.Column<long>(type: "bigint", nullable: false),
                    honour_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    recipient = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    gender = table.Column<short>(type: "smallint", nullable: true),
                    workplace = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    post = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    frontline = table.Column<bool>(type: "bit", nullable: false),
                    migrant = table.Column<bool>(type: "bit", nullable: false),
                    deeds = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    at = table.Column<int>(type: "int", nullable: false),
                    at_union_id = table.Column<long>(type: "bigint", nullable: false),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    month = table.Column<int>(type: "int", nullable: false),
                    consent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    consent_meeting = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    consent_present = table.Column<int>(type: "int", nullable: false),
                    consent_in_favour = table.Column<int>(type: "int", nullable: false),
                    consent_paper = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nominations", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_nominations_selections_selection_id",
                        column: x => x.selection_id,
                        principalSchema: "models",
                        principalTable: "selections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quotas",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    for_union_id = table.Column<long>(type: "bigint", nullable: false),
                    for_union = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    places = table.Column<int>(type: "int", nullable: false),
                    frontline = table.Column<int>(type: "int", nullable: false),
                    women = table.Column<int>(type: "int", nullable: false),
                    migrant = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotas", x => x.id)
                        .Annotation("SqlServer:Clustered", true);
                    table.ForeignKey(
                        name: "fk_quotas_selections_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "selections",
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
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applications", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                    people = table.Column<int>(type: "int", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offers", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                    people = table.Column<int>(type: "int", nullable: false),
                    of_hardship = table.Column<int>(type: "int", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placements", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                name: "nominated_persons",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "varbinary(64)", maxLength: 64, nullable: true),
                    person_hash = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: true),
                    health = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nominated_persons", x => x.nomination_id);
                    table.ForeignKey(
                        name: "fk_nominated_persons_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "nomination_levels",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    level_union_id = table.Column<long>(type: "bigint", nullable: false),
                    passed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_levels", x => new { x.nomination_id, x.place });
                    table.ForeignKey(
                        name: "fk_nomination_levels_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "nomination_notices",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    place = table.Column<int>(type: "int", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    where = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    working_days = table.Column<int>(type: "int", nullable: false),
                    lapsed = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_notices", x => new { x.nomination_id, x.number });
                    table.ForeignKey(
                        name: "fk_nomination_notices_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "nomination_objections",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    notice = table.Column<int>(type: "int", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    upheld = table.Column<bool>(type: "bit", nullable: true),
                    finding = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_objections", x => new { x.nomination_id, x.number });
                    table.ForeignKey(
                        name: "fk_nomination_objections_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "nomination_opinions",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    office = table.Column<short>(type: "smallint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    favourable = table.Column<bool>(type: "bit", nullable: false),
                    paper = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    words = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_opinions", x => new { x.nomination_id, x.number });
                    table.ForeignKey(
                        name: "fk_nomination_opinions_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "nomination_reviews",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    place = table.Column<int>(type: "int", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    passed = table.Column<bool>(type: "bit", nullable: false),
                    words = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    lapsed = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_reviews", x => new { x.nomination_id, x.number });
                    table.ForeignKey(
                        name: "fk_nomination_reviews_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "nomination_steps",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    acting_union_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    words = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    seal = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nomination_steps", x => new { x.nomination_id, x.number });
                    table.ForeignKey(
                        name: "fk_nomination_steps_nominations_nomination_id",
                        column: x => x.nomination_id,
                        principalSchema: "models",
                        principalTable: "nominations",
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
                    after = table.Column<int>(type: "int", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    reached = table.Column<int>(type: "int", nullable: false),
                    employed = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_ups", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
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
                name: "ix_allowance_rules_holder_id_id",
                schema: "models",
                table: "allowance_rules",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_allowance_rules_union_id_kind_valid_from",
                schema: "models",
                table: "allowance_rules",
                columns: new[] { "union_id", "kind", "valid_from" });

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_awards_file_id",
                schema: "models",
                table: "awards",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_awards_holder_id_id",
                schema: "models",
                table: "awards",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_awards_honour_id",
                schema: "models",
                table: "awards",
                column: "honour_id");

            migrationBuilder.CreateIndex(
                name: "ix_awards_nomination_id",
                schema: "models",
                table: "awards",
                column: "nomination_id",
                unique: true,
                filter: "[nomination_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_awards_union_id_month_id",
                schema: "models",
                table: "awards",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_benefits_holder_id_id",
                schema: "models",
                table: "benefits",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_benefits_union_id_month_id",
                schema: "models",
                table: "benefits",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_file_id",
                schema: "models",
                table: "claims",
                column: "file_id");

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_demonstrations_union_id_valid_from",
                schema: "stations",
                table: "demonstrations",
                columns: new[] { "union_id", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_fairs_ends_id",
                schema: "fairs",
                table: "fairs",
                columns: new[] { "ends", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_fairs_union_id_month_id",
                schema: "fairs",
                table: "fairs",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_files_holder_id_id",
                schema: "models",
                table: "files",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_files_union_id_person_hash",
                schema: "models",
                table: "files",
                columns: new[] { "union_id", "person_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_files_union_id_since",
                schema: "models",
                table: "files",
                columns: new[] { "union_id", "since" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_inspection_id",
                schema: "stations",
                table: "findings",
                column: "inspection_id");

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_hardship_marks_person_hash_keeper_id",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hardship_spells_holder_id_id",
                schema: "models",
                table: "hardship_spells",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_hardship_spells_union_id_from",
                schema: "models",
                table: "hardship_spells",
                columns: new[] { "union_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_honours_holder_id_id",
                schema: "models",
                table: "honours",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_honours_union_id_name",
                schema: "models",
                table: "honours",
                columns: new[] { "union_id", "name" },
                unique: true);

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
                name: "ix_nominated_persons_union_id_person_hash",
                schema: "models",
                table: "nominated_persons",
                columns: new[] { "union_id", "person_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_nomination_levels_level_union_id_nomination_id",
                schema: "models",
                table: "nomination_levels",
                columns: new[] { "level_union_id", "nomination_id" });

            migrationBuilder.CreateIndex(
                name: "ix_nominations_at_union_id_state_id",
                schema: "models",
                table: "nominations",
                columns: new[] { "at_union_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_nominations_selection_id_state",
                schema: "models",
                table: "nominations",
                columns: new[] { "selection_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_nominations_union_id_month_id",
                schema: "models",
                table: "nominations",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_photographs_site_id_id",
                schema: "stations",
                table: "photographs",
                columns: new[] { "site_id", "id" });

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

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
                name: "ix_quotas_holder_id_for_union_id",
                schema: "models",
                table: "quotas",
                columns: new[] { "holder_id", "for_union_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quotas_holder_id_id",
                schema: "models",
                table: "quotas",
                columns: new[] { "holder_id", "id" });

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_selections_holder_id_id",
                schema: "models",
                table: "selections",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_selections_honour_id",
                schema: "models",
                table: "selections",
                column: "honour_id");

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
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_states_union_id_valid_from",
                schema: "stations",
                table: "states",
                columns: new[] { "union_id", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_studio_members_holder_id_id",
                schema: "models",
                table: "studio_members",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_studio_methods_holder_id_id",
                schema: "models",
                table: "studio_methods",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_studio_patents_holder_id_id",
                schema: "models",
                table: "studio_patents",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_studio_patents_union_id_month_id",
                schema: "models",
                table: "studio_patents",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_studio_projects_holder_id_id",
                schema: "models",
                table: "studio_projects",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_studio_results_holder_id_id",
                schema: "models",
                table: "studio_results",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_studio_results_union_id_month_id",
                schema: "models",
                table: "studio_results",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_studios_holder_id_id",
                schema: "models",
                table: "studios",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_studios_union_id_opened",
                schema: "models",
                table: "studios",
                columns: new[] { "union_id", "opened" });

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

            migrationBuilder.CreateIndex(
                name: "ix_talks_holder_id_id",
                schema: "models",
                table: "talks",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_talks_union_id_month_id",
                schema: "models",
                table: "talks",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "ix_visitor_counts_fair_id_id",
                schema: "fairs",
                table: "visitor_counts",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visitor_counts_union_id_month_id",
                schema: "fairs",
                table: "visitor_counts",
                columns: new[] { "union_id", "month", "id" })
                .Annotation("SqlServer:Clustered", true);

            // The history of a nomination only grows: what is written in it is neither changed nor removed, whoever asks.
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER models.nomination_steps_only_grow ON models.nomination_steps INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50003, ''The history of a nomination only grows.'', 1; END')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER models.nomination_steps_only_grow;");

            migrationBuilder.DropTable(
                name: "allowance_rules",
                schema: "models");

            migrationBuilder.DropTable(
                name: "applications",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "awards",
                schema: "models");

            migrationBuilder.DropTable(
                name: "benefits",
                schema: "models");

            migrationBuilder.DropTable(
                name: "claims",
                schema: "models");

            migrationBuilder.DropTable(
                name: "co_hostings",
                schema: "fairs");

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
                name: "follow_ups",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "hardship_marks",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "hardship_spells",
                schema: "models");

            migrationBuilder.DropTable(
                name: "kit_items",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "nominated_persons",
                schema: "models");

            migrationBuilder.DropTable(
                name: "nomination_levels",
                schema: "models");

            migrationBuilder.DropTable(
                name: "nomination_notices",
                schema: "models");

            migrationBuilder.DropTable(
                name: "nomination_objections",
                schema: "models");

            migrationBuilder.DropTable(
                name: "nomination_opinions",
                schema: "models");

            migrationBuilder.DropTable(
                name: "nomination_reviews",
                schema: "models");

            migrationBuilder.DropTable(
                name: "nomination_steps",
                schema: "models");

            migrationBuilder.DropTable(
                name: "offers",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "official_days",
                schema: "models");

            migrationBuilder.DropTable(
                name: "official_years",
                schema: "models");

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
                name: "quotas",
                schema: "models");

            migrationBuilder.DropTable(
                name: "served",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "states",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "studio_members",
                schema: "models");

            migrationBuilder.DropTable(
                name: "studio_methods",
                schema: "models");

            migrationBuilder.DropTable(
                name: "studio_patents",
                schema: "models");

            migrationBuilder.DropTable(
                name: "studio_projects",
                schema: "models");

            migrationBuilder.DropTable(
                name: "studio_results",
                schema: "models");

            migrationBuilder.DropTable(
                name: "subsidy_payments",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "talks",
                schema: "models");

            migrationBuilder.DropTable(
                name: "visitor_counts",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "inspections",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "placements",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "files",
                schema: "models");

            migrationBuilder.DropTable(
                name: "kit_lists",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "nominations",
                schema: "models");

            migrationBuilder.DropTable(
                name: "published_sites",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "studios",
                schema: "models");

            migrationBuilder.DropTable(
                name: "subsidies",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "posts",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "seekers",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "selections",
                schema: "models");

            migrationBuilder.DropTable(
                name: "sites",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "stands",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "honours",
                schema: "models");

            migrationBuilder.DropTable(
                name: "fairs",
                schema: "fairs");
        }
    }
}
