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
                name: "models");

            migrationBuilder.EnsureSchema(
                name: "fairs");

            migrationBuilder.EnsureSchema(
                name: "federation");

            migrationBuilder.EnsureSchema(
                name: "seasonal");

            migrationBuilder.EnsureSchema(
                name: "figures");

            migrationBuilder.EnsureSchema(
                name: "stations");

            migrationBuilder.EnsureSchema(
                name: "unions");

            migrationBuilder.CreateSequence<int>(
                name: "host_numbers",
                schema: "federation",
                minValue: 1L,
                maxValue: 65535L,
                cyclic: true);

            migrationBuilder.CreateTable(
                name: "allowance_rules",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    line = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    cap = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    each = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    times = table.Column<int>(type: "integer", nullable: true),
                    paper = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allowance_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: true),
                    action = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                schema: "federation",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_seals", x => x.sequence);
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
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
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
                name: "claims",
                schema: "federation",
                columns: table => new
                {
                    rule = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    within = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => new { x.rule, x.within, x.hash });
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
                    kind = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    fingerprint = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_csv_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fairs",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    mode = table.Column<short>(type: "smallint", nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    link = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    division = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: true, collation: "C"),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    announced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fairs", x => x.id);
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
                name: "files",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    gender = table.Column<short>(type: "smallint", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    workplace = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    post = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    service = table.Column<short>(type: "smallint", nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    phone = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    health = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    monthly_income = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    died_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "form_keys",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    xml = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "freshness",
                schema: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    carried_on = table.Column<DateOnly>(type: "date", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_freshness", x => x.id);
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
                name: "honours",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    recipient = table.Column<short>(type: "smallint", nullable: false),
                    granting = table.Column<short>(type: "smallint", nullable: false),
                    body = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    every_years = table.Column<int>(type: "integer", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_honours", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                schema: "federation",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    request = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_answers", x => new { x.person_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "import_drafts",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    fingerprint = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    preview = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "indicators",
                schema: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(80)", unicode: false, maxLength: 80, nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    numerator = table.Column<int>(type: "integer", nullable: false),
                    denominator = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false, collation: "C")
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
                name: "kit_lists",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    province_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kit_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_runs",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "character varying(120)", unicode: false, maxLength: 120, nullable: false, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    mode = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    requested_by = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "official_days",
                schema: "models",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    works = table.Column<bool>(type: "boolean", nullable: false)
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
                    year = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_official_years", x => x.year);
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
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    home_union_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_persons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "published_sites",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    keeper_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    round_the_clock = table.Column<bool>(type: "boolean", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
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
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    latitude = table.Column<decimal>(type: "numeric(9,6)", precision: 9, scale: 6, nullable: true),
                    longitude = table.Column<decimal>(type: "numeric(9,6)", precision: 9, scale: 6, nullable: true),
                    built_by = table.Column<short>(type: "smallint", nullable: false),
                    partner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    round_the_clock = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sites", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stale_marks",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stale_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "studios",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    leader = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    field = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    opened = table.Column<DateOnly>(type: "date", nullable: false),
                    closed = table.Column<DateOnly>(type: "date", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studios", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "talks",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    speaker = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    topic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    audience = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_talks", x => x.id);
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
                    indicator = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false, collation: "C"),
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
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
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
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    hazards_found = table.Column<int>(type: "integer", nullable: false),
                    hazards_fixed = table.Column<int>(type: "integer", nullable: false),
                    finding = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
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
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
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
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    count = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
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
                    student = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    school = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    household = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
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
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
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
                    topic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
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
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
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
                name: "co_hostings",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    fair_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    host_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
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
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    phone_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    phone_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: true),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: true),
                    trade = table.Column<short>(type: "smallint", nullable: true),
                    division = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: true, collation: "C"),
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
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    employer_code = table.Column<string>(type: "character varying(18)", unicode: false, maxLength: 18, nullable: false, collation: "C"),
                    employer_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    sector = table.Column<short>(type: "smallint", nullable: false),
                    stall = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
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
                name: "benefits",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefits", x => x.id);
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
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hardship_spells", x => x.id);
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
                    honour_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    file_id = table.Column<long>(type: "bigint", nullable: true),
                    nomination_id = table.Column<long>(type: "bigint", nullable: true),
                    granting = table.Column<short>(type: "smallint", nullable: false),
                    body = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    revoked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_awards", x => x.id);
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
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    opens = table.Column<DateOnly>(type: "date", nullable: false),
                    closes = table.Column<DateOnly>(type: "date", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_selections", x => x.id);
                    table.ForeignKey(
                        name: "fk_selections_honours_honour_id",
                        column: x => x.honour_id,
                        principalSchema: "models",
                        principalTable: "honours",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_draft_parts",
                schema: "federation",
                columns: table => new
                {
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_draft_parts", x => new { x.draft_id, x.number });
                    table.ForeignKey(
                        name: "fk_import_draft_parts_import_drafts_draft_id",
                        column: x => x.draft_id,
                        principalSchema: "federation",
                        principalTable: "import_drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "ledger_steps",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_token = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
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
                name: "accounts",
                schema: "people",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    normalized_user_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    password_hash = table.Column<string>(type: "character varying(200)", unicode: false, maxLength: 200, nullable: true, collation: "C"),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    failed_count = table.Column<int>(type: "integer", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    second_factor = table.Column<bool>(type: "boolean", nullable: false),
                    authenticator_key = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    recovery_codes = table.Column<string>(type: "character varying(1000)", unicode: false, maxLength: 1000, nullable: false, collation: "C"),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_accounts_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "people",
                        principalTable: "persons",
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
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
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
                name: "sessions",
                schema: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    address = table.Column<string>(type: "character varying(45)", unicode: false, maxLength: 45, nullable: false, collation: "C"),
                    browser = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "people",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "published_hours",
                schema: "stations",
                columns: table => new
                {
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    opens = table.Column<int>(type: "integer", nullable: false),
                    closes = table.Column<int>(type: "integer", nullable: false)
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
                    granted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
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
                    inspector = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    open = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    opens = table.Column<int>(type: "integer", nullable: false),
                    closes = table.Column<int>(type: "integer", nullable: false),
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
                    caption = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    media_type = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
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
                    month = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    whole_month = table.Column<bool>(type: "boolean", nullable: false),
                    group = table.Column<short>(type: "smallint", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    site_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_served", x => x.id);
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
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
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
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    paid = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    trade = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_members", x => x.id);
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
                    use = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_methods", x => x.id);
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
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_patents", x => x.id);
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
                    aim = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_projects", x => x.id);
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
                    prize = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    worth = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_results", x => x.id);
                    table.ForeignKey(
                        name: "fk_studio_results_studios_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "studios",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "versions",
                schema: "unions",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    code = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false, collation: "C"),
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
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    quantity = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
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
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    quantity = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
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
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
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

            migrationBuilder.CreateTable(
                name: "posts",
                schema: "fairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    stand_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    trade = table.Column<short>(type: "smallint", nullable: false),
                    openings = table.Column<int>(type: "integer", nullable: false),
                    wage_from = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    wage_to = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    division = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: false, collation: "C"),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    requirements = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
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
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    gender = table.Column<short>(type: "smallint", nullable: true),
                    workplace = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    post = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    frontline = table.Column<bool>(type: "boolean", nullable: false),
                    migrant = table.Column<bool>(type: "boolean", nullable: false),
                    deeds = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    at = table.Column<int>(type: "integer", nullable: false),
                    at_union_id = table.Column<long>(type: "bigint", nullable: false),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    month = table.Column<int>(type: "integer", nullable: false),
                    consent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    consent_meeting = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    consent_present = table.Column<int>(type: "integer", nullable: false),
                    consent_in_favour = table.Column<int>(type: "integer", nullable: false),
                    consent_paper = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nominations", x => x.id);
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
                    for_union = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    places = table.Column<int>(type: "integer", nullable: false),
                    frontline = table.Column<int>(type: "integer", nullable: false),
                    women = table.Column<int>(type: "integer", nullable: false),
                    migrant = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotas", x => x.id);
                    table.ForeignKey(
                        name: "fk_quotas_selections_holder_id",
                        column: x => x.holder_id,
                        principalSchema: "models",
                        principalTable: "selections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "used_codes",
                schema: "people",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: false, collation: "C"),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_used_codes", x => new { x.person_id, x.code });
                    table.ForeignKey(
                        name: "fk_used_codes_accounts_person_id",
                        column: x => x.person_id,
                        principalSchema: "people",
                        principalTable: "accounts",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                schema: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    inspection_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    facility = table.Column<short>(type: "smallint", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    repaired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    repair = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
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
                    month = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    payee = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subsidy_payments", x => x.id);
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
                name: "nominated_persons",
                schema: "models",
                columns: table => new
                {
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    identity_encrypted = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: true),
                    person_hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: true),
                    health = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
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
                    place = table.Column<int>(type: "integer", nullable: false),
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
                    number = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    where = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    working_days = table.Column<int>(type: "integer", nullable: false),
                    lapsed = table.Column<bool>(type: "boolean", nullable: false)
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
                    number = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    notice = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    upheld = table.Column<bool>(type: "boolean", nullable: true),
                    finding = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
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
                    number = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    office = table.Column<short>(type: "smallint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    favourable = table.Column<bool>(type: "boolean", nullable: false),
                    paper = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    place = table.Column<int>(type: "integer", nullable: false),
                    papers = table.Column<int>(type: "integer", nullable: false)
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
                    number = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    passed = table.Column<bool>(type: "boolean", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    lapsed = table.Column<bool>(type: "boolean", nullable: false)
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
                    number = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    acting_union_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    seal = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "nomination_papers",
                schema: "models",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    nomination_id = table.Column<long>(type: "bigint", nullable: false),
                    opinion = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    media_type = table.Column<string>(type: "character varying(20)", unicode: false, maxLength: 20, nullable: false, collation: "C"),
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

            migrationBuilder.InsertData(
                schema: "unions",
                table: "tree_version",
                columns: new[] { "id", "number" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_user_name",
                schema: "people",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

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
                name: "ix_audit_entries_person_id_id",
                schema: "federation",
                table: "audit_entries",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_union_id_id",
                schema: "federation",
                table: "audit_entries",
                columns: new[] { "union_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_seals_entry_id",
                schema: "federation",
                table: "audit_seals",
                column: "entry_id",
                unique: true);

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
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_awards_union_id_month_id",
                schema: "models",
                table: "awards",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_benefits_holder_id_id",
                schema: "models",
                table: "benefits",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_benefits_union_id_month_id",
                schema: "models",
                table: "benefits",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_season_id",
                schema: "seasonal",
                table: "campaigns",
                columns: new[] { "season", "id" });

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
                name: "ix_claims_rule_holder_id",
                schema: "federation",
                table: "claims",
                columns: new[] { "rule", "holder_id" });

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
                columns: new[] { "union_id", "month", "id" });

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
                columns: new[] { "union_id", "month", "id" });

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
                name: "ix_hardship_marks_person_hash_keeper_id_from",
                schema: "fairs",
                table: "hardship_marks",
                columns: new[] { "person_hash", "keeper_id", "from" },
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
                name: "ix_import_drafts_union_id_at",
                schema: "federation",
                table: "import_drafts",
                columns: new[] { "union_id", "at" });

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
                name: "ix_nomination_papers_nomination_id_opinion",
                schema: "models",
                table: "nomination_papers",
                columns: new[] { "nomination_id", "opinion" });

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
                columns: new[] { "union_id", "month", "id" });

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
                name: "ix_persons_home_union_id",
                schema: "people",
                table: "persons",
                column: "home_union_id");

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
                columns: new[] { "union_id", "month", "id" });

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
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_hash",
                schema: "people",
                table: "sessions",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_person_id_id",
                schema: "people",
                table: "sessions",
                columns: new[] { "person_id", "id" });

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
                columns: new[] { "union_id", "id" });

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
                columns: new[] { "union_id", "month", "id" });

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
                columns: new[] { "union_id", "month", "id" });

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
                name: "ix_subsidies_union_id_site_id_granted_on_document",
                schema: "stations",
                table: "subsidies",
                columns: new[] { "union_id", "site_id", "granted_on", "document" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subsidy_payments_subsidy_id",
                schema: "stations",
                table: "subsidy_payments",
                column: "subsidy_id");

            migrationBuilder.CreateIndex(
                name: "ix_subsidy_payments_union_id_month_id",
                schema: "stations",
                table: "subsidy_payments",
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
                name: "ix_talks_holder_id_id",
                schema: "models",
                table: "talks",
                columns: new[] { "holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_talks_union_id_month_id",
                schema: "models",
                table: "talks",
                columns: new[] { "union_id", "month", "id" });

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
                name: "ix_visitor_counts_fair_id_id",
                schema: "fairs",
                table: "visitor_counts",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visitor_counts_union_id_month_id",
                schema: "fairs",
                table: "visitor_counts",
                columns: new[] { "union_id", "month", "id" });

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

            // What is in the audit log and in a nomination's history stays there.
            migrationBuilder.Sql("""
                CREATE FUNCTION federation.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The audit log only grows.';
                END $$;
                CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON federation.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION federation.refuse_change();
                CREATE TRIGGER audit_seals_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON federation.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION federation.refuse_change();
                CREATE FUNCTION models.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The history of a nomination only grows.';
                END $$;
                CREATE TRIGGER nomination_steps_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON models.nomination_steps FOR EACH STATEMENT EXECUTE FUNCTION models.refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER audit_entries_only_grow ON federation.audit_entries;
                DROP TRIGGER audit_seals_only_grow ON federation.audit_seals;
                DROP FUNCTION federation.refuse_change();
                DROP TRIGGER nomination_steps_only_grow ON models.nomination_steps;
                DROP FUNCTION models.refuse_change();
                """);

            migrationBuilder.DropTable(
                name: "allowance_rules",
                schema: "models");

            migrationBuilder.DropTable(
                name: "api_tokens",
                schema: "people");

            migrationBuilder.DropTable(
                name: "applications",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "awards",
                schema: "models");

            migrationBuilder.DropTable(
                name: "benefits",
                schema: "models");

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
                name: "claims",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "co_hostings",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "counted",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "csv_imports",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "demonstrations",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "facilities",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "figures",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "findings",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "follow_ups",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "form_keys",
                schema: "federation");

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
                name: "hardship_marks",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "hardship_spells",
                schema: "models");

            migrationBuilder.DropTable(
                name: "idempotent_answers",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "import_draft_parts",
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
                name: "kit_items",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "ledger_parts",
                schema: "federation");

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
                name: "nomination_papers",
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
                name: "periods_in_use",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "photographs",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "placements",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "posts_offered",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "published_hours",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "quotas",
                schema: "models");

            migrationBuilder.DropTable(
                name: "scholarship_payments",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "served",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "people");

            migrationBuilder.DropTable(
                name: "stale_marks",
                schema: "federation");

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
                name: "summer_delivery_items",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "talks",
                schema: "models");

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
                name: "used_codes",
                schema: "people");

            migrationBuilder.DropTable(
                name: "versions",
                schema: "unions");

            migrationBuilder.DropTable(
                name: "visitor_counts",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "winter_delivery_items",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "winter_recipients",
                schema: "seasonal");

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
                name: "import_drafts",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "kit_lists",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "ledger_steps",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "nomination_opinions",
                schema: "models");

            migrationBuilder.DropTable(
                name: "published_sites",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "scholarship_grants",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "studios",
                schema: "models");

            migrationBuilder.DropTable(
                name: "subsidies",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "summer_deliveries",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "accounts",
                schema: "people");

            migrationBuilder.DropTable(
                name: "unions",
                schema: "unions");

            migrationBuilder.DropTable(
                name: "winter_deliveries",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "posts",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "seekers",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "ledger_runs",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "nominations",
                schema: "models");

            migrationBuilder.DropTable(
                name: "sites",
                schema: "stations");

            migrationBuilder.DropTable(
                name: "persons",
                schema: "people");

            migrationBuilder.DropTable(
                name: "campaigns",
                schema: "seasonal");

            migrationBuilder.DropTable(
                name: "stands",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "selections",
                schema: "models");

            migrationBuilder.DropTable(
                name: "fairs",
                schema: "fairs");

            migrationBuilder.DropTable(
                name: "honours",
                schema: "models");

            migrationBuilder.DropSequence(
                name: "host_numbers",
                schema: "federation");
        }
    }
}
