using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "people");

            migrationBuilder.EnsureSchema(
                name: "federation");

            migrationBuilder.EnsureSchema(
                name: "seasonal");

            migrationBuilder.EnsureSchema(
                name: "figures");

            migrationBuilder.EnsureSchema(
                name: "unions");

            migrationBuilder.CreateSequence<int>(
                name: "host_numbers",
                schema: "federation",
                minValue: 1L,
                maxValue: 65535L,
                cyclic: true);

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: true),
                    action = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar",
                schema: "federation",
                columns: table => new
                {
                    code = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    first_month = table.Column<int>(type: "integer", nullable: false),
                    last_month = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    season = table.Column<short>(type: "smallint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    budget = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counted",
                schema: "figures",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    indicator_id = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counted", x => new { x.union_id, x.month, x.indicator_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "csv_imports",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_csv_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "figures",
                schema: "figures",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    indicator_id = table.Column<int>(type: "integer", nullable: false),
                    own = table.Column<decimal>(type: "numeric(20,2)", nullable: false),
                    own_denominator = table.Column<decimal>(type: "numeric(20,2)", nullable: false),
                    below = table.Column<decimal>(type: "numeric(20,2)", nullable: false),
                    below_denominator = table.Column<decimal>(type: "numeric(20,2)", nullable: false),
                    overlap = table.Column<decimal>(type: "numeric(20,2)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figures", x => new { x.union_id, x.period, x.indicator_id });
                });

            migrationBuilder.CreateTable(
                name: "freshness",
                schema: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    carried_on = table.Column<DateOnly>(type: "date", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_freshness", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                schema: "federation",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    request = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_answers", x => new { x.person_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "indicators",
                schema: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(80)", unicode: false, maxLength: 80, nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    numerator = table.Column<int>(type: "integer", nullable: false),
                    denominator = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "industry_links",
                schema: "unions",
                columns: table => new
                {
                    industry_union_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_industry_links", x => new { x.union_id, x.industry_union_id, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "ledger_runs",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(120)", unicode: false, maxLength: 120, nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    mode = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    requested_by = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "periods_in_use",
                schema: "figures",
                columns: table => new
                {
                    code = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_periods_in_use", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "persons",
                schema: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_persons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stale_marks",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stale_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tree_closure",
                schema: "federation",
                columns: table => new
                {
                    ancestor_id = table.Column<long>(type: "bigint", nullable: false),
                    descendant_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    depth = table.Column<short>(type: "smallint", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    closes = table.Column<bool>(type: "boolean", nullable: false),
                    ancestor_level = table.Column<int>(type: "integer", nullable: false),
                    descendant_level = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tree_closure", x => new { x.descendant_id, x.ancestor_id, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "tree_version",
                schema: "unions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tree_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "typed_figures",
                schema: "figures",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    indicator_id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<decimal>(type: "numeric(20,2)", nullable: true),
                    typed_by = table.Column<long>(type: "bigint", nullable: true),
                    typed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_typed_figures", x => new { x.union_id, x.period, x.indicator_id });
                });

            migrationBuilder.CreateTable(
                name: "unions",
                schema: "unions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaign_accounts",
                schema: "seasonal",
                columns: table => new
                {
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    raised = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    spent = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_accounts", x => x.campaign_id);
                    table.ForeignKey(
                        name: "fk_campaign_accounts_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "campaign_budget_lines",
                schema: "seasonal",
                columns: table => new
                {
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<short>(type: "smallint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_budget_lines", x => new { x.campaign_id, x.source });
                    table.ForeignKey(
                        name: "fk_campaign_budget_lines_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "campaign_targets",
                schema: "seasonal",
                columns: table => new
                {
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_targets", x => new { x.campaign_id, x.indicator });
                    table.ForeignKey(
                        name: "fk_campaign_targets_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "funds",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<short>(type: "smallint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    from_parent = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    season = table.Column<short>(type: "smallint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funds", x => x.id);
                    table.ForeignKey(
                        name: "fk_funds_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspections",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    hazards_found = table.Column<int>(type: "integer", nullable: false),
                    hazards_fixed = table.Column<int>(type: "integer", nullable: false),
                    finding = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspections", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspections_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "placements",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: true),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placements", x => x.id);
                    table.ForeignKey(
                        name: "fk_placements_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "posts_offered",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts_offered", x => x.id);
                    table.ForeignKey(
                        name: "fk_posts_offered_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scholarship_grants",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    student = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    school = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    household = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scholarship_grants", x => x.id);
                    table.ForeignKey(
                        name: "fk_scholarship_grants_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "summer_deliveries",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    group = table.Column<short>(type: "smallint", nullable: false),
                    site = table.Column<short>(type: "smallint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    head_count = table.Column<int>(type: "integer", nullable: false),
                    money = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    goods_value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    portions = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_summer_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_summer_deliveries_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "trainings",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    topic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    places_taken = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trainings", x => x.id);
                    table.ForeignKey(
                        name: "fk_trainings_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "winter_deliveries",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    group = table.Column<short>(type: "smallint", nullable: false),
                    named = table.Column<bool>(type: "boolean", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    head_count = table.Column<int>(type: "integer", nullable: false),
                    money = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    goods_value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    portions = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_winter_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_winter_deliveries_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_steps",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_token = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_steps_ledger_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "federation",
                        principalTable: "ledger_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                schema: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_tokens_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "people",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                schema: "people",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => new { x.person_id, x.union_id, x.role, x.valid_from });
                    table.ForeignKey(
                        name: "fk_grants_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "people",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "versions",
                schema: "unions",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    code = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_versions", x => new { x.union_id, x.valid_from });
                    table.ForeignKey(
                        name: "fk_versions_unions_union_id",
                        column: x => x.union_id,
                        principalSchema: "unions",
                        principalTable: "unions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scholarship_payments",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scholarship_payments", x => x.id);
                    table.ForeignKey(
                        name: "fk_scholarship_payments_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "seasonal",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_scholarship_payments_scholarship_grants_grant_id",
                        column: x => x.grant_id,
                        principalSchema: "seasonal",
                        principalTable: "scholarship_grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "summer_delivery_items",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    delivery_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    in_portions = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_summer_delivery_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_summer_delivery_items_summer_deliveries_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "seasonal",
                        principalTable: "summer_deliveries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "winter_delivery_items",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    delivery_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    in_portions = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_winter_delivery_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_winter_delivery_items_winter_deliveries_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "seasonal",
                        principalTable: "winter_deliveries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "winter_recipients",
                schema: "seasonal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    delivery_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_winter_recipients", x => x.id);
                    table.ForeignKey(
                        name: "fk_winter_recipients_winter_deliveries_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "seasonal",
                        principalTable: "winter_deliveries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                schema: "unions",
                table: "tree_version",
                columns: new[] { "id", "number" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_hash",
                schema: "people",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_person_id",
                schema: "people",
                table: "api_tokens",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_union_id_id",
                schema: "federation",
                table: "audit_entries",
                columns: new[] { "union_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_union_id_code",
                schema: "seasonal",
                table: "campaigns",
                columns: new[] { "union_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_union_id_month_id",
                schema: "seasonal",
                table: "campaigns",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_counted_hash_indicator_id",
                schema: "figures",
                table: "counted",
                columns: new[] { "hash", "indicator_id" });

            migrationBuilder.CreateIndex(
                name: "ix_csv_imports_union_id_kind_fingerprint",
                schema: "federation",
                table: "csv_imports",
                columns: new[] { "union_id", "kind", "fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_funds_campaign_id_id",
                schema: "seasonal",
                table: "funds",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_funds_union_id_month_id",
                schema: "seasonal",
                table: "funds",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_union_id",
                schema: "people",
                table: "grants",
                column: "union_id");

            migrationBuilder.CreateIndex(
                name: "ix_indicators_code",
                schema: "figures",
                table: "indicators",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_industry_links_industry_union_id_union_id",
                schema: "unions",
                table: "industry_links",
                columns: new[] { "industry_union_id", "union_id" });

            migrationBuilder.CreateIndex(
                name: "ix_inspections_campaign_id_id",
                schema: "seasonal",
                table: "inspections",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inspections_union_id_month_id",
                schema: "seasonal",
                table: "inspections",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_runs_state_id",
                schema: "federation",
                table: "ledger_runs",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_ledger_runs_live_key",
                schema: "federation",
                table: "ledger_runs",
                column: "key",
                unique: true,
                filter: "state IN (0, 1)");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_steps_run_id_ordinal",
                schema: "federation",
                table: "ledger_steps",
                columns: new[] { "run_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_steps_state_id",
                schema: "federation",
                table: "ledger_steps",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_campaign_id_id",
                schema: "seasonal",
                table: "placements",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_union_id_month_id",
                schema: "seasonal",
                table: "placements",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_union_id_person_hash",
                schema: "seasonal",
                table: "placements",
                columns: new[] { "union_id", "person_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_offered_campaign_id_id",
                schema: "seasonal",
                table: "posts_offered",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_offered_union_id_month_id",
                schema: "seasonal",
                table: "posts_offered",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scholarship_grants_campaign_id_id",
                schema: "seasonal",
                table: "scholarship_grants",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scholarship_grants_union_id_month_id",
                schema: "seasonal",
                table: "scholarship_grants",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scholarship_grants_union_id_person_hash",
                schema: "seasonal",
                table: "scholarship_grants",
                columns: new[] { "union_id", "person_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_scholarship_payments_campaign_id_id",
                schema: "seasonal",
                table: "scholarship_payments",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scholarship_payments_grant_id",
                schema: "seasonal",
                table: "scholarship_payments",
                column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "ix_scholarship_payments_union_id_month_id",
                schema: "seasonal",
                table: "scholarship_payments",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_summer_deliveries_campaign_id_id",
                schema: "seasonal",
                table: "summer_deliveries",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_summer_deliveries_union_id_month_id",
                schema: "seasonal",
                table: "summer_deliveries",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_summer_delivery_items_delivery_id_id",
                schema: "seasonal",
                table: "summer_delivery_items",
                columns: new[] { "delivery_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_trainings_campaign_id_id",
                schema: "seasonal",
                table: "trainings",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_trainings_union_id_month_id",
                schema: "seasonal",
                table: "trainings",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tree_closure_ancestor_id_depth_descendant_id",
                schema: "federation",
                table: "tree_closure",
                columns: new[] { "ancestor_id", "depth", "descendant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_versions_code_valid_from",
                schema: "unions",
                table: "versions",
                columns: new[] { "code", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_winter_deliveries_campaign_id_id",
                schema: "seasonal",
                table: "winter_deliveries",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_winter_deliveries_union_id_month_id",
                schema: "seasonal",
                table: "winter_deliveries",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_winter_delivery_items_delivery_id_id",
                schema: "seasonal",
                table: "winter_delivery_items",
                columns: new[] { "delivery_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_winter_recipients_delivery_id",
                schema: "seasonal",
                table: "winter_recipients",
                column: "delivery_id");

            migrationBuilder.CreateIndex(
                name: "ix_winter_recipients_union_id_month_id",
                schema: "seasonal",
                table: "winter_recipients",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_winter_recipients_union_id_person_hash",
                schema: "seasonal",
                table: "winter_recipients",
                columns: new[] { "union_id", "person_hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_tokens",
                schema: "people");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "calendar",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "campaign_accounts",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "campaign_budget_lines",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "campaign_targets",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "counted",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "csv_imports",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "figures",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "freshness",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "funds",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "grants",
                schema: "people");

            migrationBuilder.DropTable(
                name: "idempotent_answers",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "indicators",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "industry_links",
                schema: "unions");

            migrationBuilder.DropTable(
                name: "inspections",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "ledger_steps",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "periods_in_use",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "placements",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "posts_offered",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "scholarship_payments",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "stale_marks",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "summer_delivery_items",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "trainings",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "tree_closure",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "tree_version",
                schema: "unions");

            migrationBuilder.DropTable(
                name: "typed_figures",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "versions",
                schema: "unions");

            migrationBuilder.DropTable(
                name: "winter_delivery_items",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "winter_recipients",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "persons",
                schema: "people");

            migrationBuilder.DropTable(
                name: "ledger_runs",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "scholarship_grants",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "summer_deliveries",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "unions",
                schema: "unions");

            migrationBuilder.DropTable(
                name: "winter_deliveries",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "campaigns",
                schema: "seasonal");

            migrationBuilder.DropSequence(
                name: "host_numbers",
                schema: "federation");
        }
    }
}
