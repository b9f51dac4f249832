using System;
using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.SqlServer.Migrations
{
    /// <summary>Forms, reports with what was handed in, and closed periods.</summary>
    [DbContext(typeof(SchemaContext))]
    [Migration("20261130210000_Reports")]
    public partial class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "reports");

            migrationBuilder.CreateTable(
                name: "closed_periods",
                schema: "federation",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "int", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_periods", x => new { x.union_id, x.period });
                });

            migrationBuilder.CreateTable(
                name: "closings",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "int", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    reports = table.Column<int>(type: "int", nullable: false),
                    hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "form_starts",
                schema: "reports",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    from = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_starts", x => new { x.union_id, x.owner_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "forms",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<int>(type: "int", nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    issuer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    approval = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    year_type = table.Column<short>(type: "smallint", nullable: false),
                    definition_hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_forms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "handing_in",
                schema: "reports",
                columns: table => new
                {
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    clerks_submit = table.Column<bool>(type: "bit", nullable: false),
                    two_persons = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handing_in", x => x.union_id);
                });

            migrationBuilder.CreateTable(
                name: "mandates",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    given_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "closing_gaps",
                schema: "reports",
                columns: table => new
                {
                    closing_id = table.Column<long>(type: "bigint", nullable: false),
                    form_id = table.Column<long>(type: "bigint", nullable: false),
                    missing_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closing_gaps", x => new { x.closing_id, x.form_id, x.missing_id });
                    table.ForeignKey(
                        name: "fk_closing_gaps_closings_closing_id",
                        column: x => x.closing_id,
                        principalSchema: "reports",
                        principalTable: "closings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "form_checks",
                schema: "reports",
                columns: table => new
                {
                    form_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    row = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    others = table.Column<string>(type: "varchar(2000)", unicode: false, maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    percent = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_checks", x => new { x.form_id, x.number });
                    table.ForeignKey(
                        name: "fk_form_checks_forms_form_id",
                        column: x => x.form_id,
                        principalSchema: "reports",
                        principalTable: "forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "form_duties",
                schema: "reports",
                columns: table => new
                {
                    form_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    due_days = table.Column<int>(type: "int", nullable: false),
                    sums_up = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_duties", x => new { x.form_id, x.number });
                    table.ForeignKey(
                        name: "fk_form_duties_forms_form_id",
                        column: x => x.form_id,
                        principalSchema: "reports",
                        principalTable: "forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "form_rows",
                schema: "reports",
                columns: table => new
                {
                    form_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    indicator = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    part_of = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_rows", x => new { x.form_id, x.number });
                    table.ForeignKey(
                        name: "fk_form_rows_forms_form_id",
                        column: x => x.form_id,
                        principalSchema: "reports",
                        principalTable: "forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    form_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    period = table.Column<int>(type: "int", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    edition = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    extent = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    evidence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    decider_id = table.Column<long>(type: "bigint", nullable: false),
                    submissions = table.Column<int>(type: "int", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    submitted_by = table.Column<long>(type: "bigint", nullable: true),
                    late = table.Column<bool>(type: "bit", nullable: false),
                    approved_number = table.Column<int>(type: "int", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    keeps_own = table.Column<bool>(type: "bit", nullable: false),
                    steps = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_reports_forms_form_id",
                        column: x => x.form_id,
                        principalSchema: "reports",
                        principalTable: "forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cells",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    status = table.Column<short>(type: "smallint", nullable: true),
                    remark = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    typed_by = table.Column<long>(type: "bigint", nullable: true),
                    mandate_id = table.Column<long>(type: "bigint", nullable: true),
                    contested = table.Column<bool>(type: "bit", nullable: false),
                    confirmed = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cells", x => new { x.report_id, x.indicator });
                    table.ForeignKey(
                        name: "fk_cells_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "explanations",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    check_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<short>(type: "smallint", nullable: false),
                    sentence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    person_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_explanations", x => new { x.report_id, x.check_code });
                    table.ForeignKey(
                        name: "fk_explanations_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_steps",
                schema: "reports",
                columns: table => new
                {
                    number = table.Column<int>(type: "int", nullable: false),
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    submission = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    acting_union_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    words = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    seal = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_steps", x => new { x.report_id, x.number });
                    table.ForeignKey(
                        name: "fk_report_steps_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "returned_cells",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    submission = table.Column<int>(type: "int", nullable: false),
                    indicator = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    answer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_returned_cells", x => new { x.report_id, x.submission, x.indicator });
                    table.ForeignKey(
                        name: "fk_returned_cells_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    mandate_id = table.Column<long>(type: "bigint", nullable: true),
                    tree_day = table.Column<DateOnly>(type: "date", nullable: false),
                    definition_hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    expected = table.Column<int>(type: "int", nullable: false),
                    reported = table.Column<int>(type: "int", nullable: false),
                    weight = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    late = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_submissions_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submitted_children",
                schema: "reports",
                columns: table => new
                {
                    submission_id = table.Column<long>(type: "bigint", nullable: false),
                    child_id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    child_submission_id = table.Column<long>(type: "bigint", nullable: true),
                    hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    missing = table.Column<short>(type: "smallint", nullable: true),
                    words = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submitted_children", x => new { x.submission_id, x.child_id });
                    table.ForeignKey(
                        name: "fk_submitted_children_submissions_submission_id",
                        column: x => x.submission_id,
                        principalSchema: "reports",
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submitted_explanations",
                schema: "reports",
                columns: table => new
                {
                    submission_id = table.Column<long>(type: "bigint", nullable: false),
                    check_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    reason = table.Column<short>(type: "smallint", nullable: false),
                    sentence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submitted_explanations", x => new { x.submission_id, x.check_code });
                    table.ForeignKey(
                        name: "fk_submitted_explanations_submissions_submission_id",
                        column: x => x.submission_id,
                        principalSchema: "reports",
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submitted_values",
                schema: "reports",
                columns: table => new
                {
                    submission_id = table.Column<long>(type: "bigint", nullable: false),
                    row = table.Column<int>(type: "int", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator = table.Column<string>(type: "varchar(80)", unicode: false, maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    own = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    below = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    total = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    holds_estimate = table.Column<bool>(type: "bit", nullable: false),
                    remark = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    by_mandate = table.Column<bool>(type: "bit", nullable: false),
                    typed_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submitted_values", x => new { x.submission_id, x.row });
                    table.ForeignKey(
                        name: "fk_submitted_values_submissions_submission_id",
                        column: x => x.submission_id,
                        principalSchema: "reports",
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_closings_union_id_period",
                schema: "reports",
                table: "closings",
                columns: new[] { "union_id", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_forms_union_id_number_version",
                schema: "reports",
                table: "forms",
                columns: new[] { "union_id", "number", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mandates_holder_id_union_id",
                schema: "reports",
                table: "mandates",
                columns: new[] { "holder_id", "union_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mandates_union_id_holder_id",
                schema: "reports",
                table: "mandates",
                columns: new[] { "union_id", "holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reports_decider_id_state_submitted_at",
                schema: "reports",
                table: "reports",
                columns: new[] { "decider_id", "state", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_reports_form_id_period_state",
                schema: "reports",
                table: "reports",
                columns: new[] { "form_id", "period", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_reports_union_id_form_id_period_edition",
                schema: "reports",
                table: "reports",
                columns: new[] { "union_id", "form_id", "period", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_submissions_report_id_number",
                schema: "reports",
                table: "submissions",
                columns: new[] { "report_id", "number" },
                unique: true);

            // Set up here because EF has no word for it: what was handed in and what is closed only grows.
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER federation.closed_periods_only_grow ON federation.closed_periods INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.submissions_only_grow ON reports.submissions INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.submitted_values_only_grow ON reports.submitted_values INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.submitted_children_only_grow ON reports.submitted_children INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.submitted_explanations_only_grow ON reports.submitted_explanations INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.report_steps_only_grow ON reports.report_steps INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.closings_only_grow ON reports.closings INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER reports.closing_gaps_only_grow ON reports.closing_gaps INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50004, ''What was handed in and what is closed only grows.'', 1; END')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER federation.closed_periods_only_grow; DROP TRIGGER reports.submissions_only_grow; DROP TRIGGER reports.submitted_values_only_grow; DROP TRIGGER reports.submitted_children_only_grow; DROP TRIGGER reports.submitted_explanations_only_grow; DROP TRIGGER reports.report_steps_only_grow; DROP TRIGGER reports.closings_only_grow; DROP TRIGGER reports.closing_gaps_only_grow;");

            migrationBuilder.DropTable(
                name: "cells",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "closed_periods",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "closing_gaps",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "explanations",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "form_checks",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "form_duties",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "form_rows",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "form_starts",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "handing_in",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "mandates",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "report_steps",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "returned_cells",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "submitted_children",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "submitted_explanations",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "submitted_values",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "closings",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "submissions",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "reports",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "forms",
                schema: "reports");

        }
    }
}
