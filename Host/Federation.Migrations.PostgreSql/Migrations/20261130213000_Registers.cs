using System;
using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <summary>Registers with their definitions and records.</summary>
    [DbContext(typeof(SchemaContext))]
    [Migration("20261130213000_Registers")]
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "registers");

            migrationBuilder.CreateTable(
                name: "catalogue_version",
                schema: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalogue_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "further_days",
                schema: "registers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    register = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    record_id = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_further_days", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "open_records",
                schema: "registers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    register = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    definition = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    key = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    n1 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n2 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n3 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n4 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n5 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n6 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n7 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n8 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n9 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n10 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n11 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n12 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n13 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n14 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n15 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n16 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n17 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n18 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n19 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n20 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    d1 = table.Column<DateOnly>(type: "date", nullable: true),
                    d2 = table.Column<DateOnly>(type: "date", nullable: true),
                    d3 = table.Column<DateOnly>(type: "date", nullable: true),
                    d4 = table.Column<DateOnly>(type: "date", nullable: true),
                    d5 = table.Column<DateOnly>(type: "date", nullable: true),
                    d6 = table.Column<DateOnly>(type: "date", nullable: true),
                    d7 = table.Column<DateOnly>(type: "date", nullable: true),
                    d8 = table.Column<DateOnly>(type: "date", nullable: true),
                    c1 = table.Column<int>(type: "integer", nullable: true),
                    c2 = table.Column<int>(type: "integer", nullable: true),
                    c3 = table.Column<int>(type: "integer", nullable: true),
                    c4 = table.Column<int>(type: "integer", nullable: true),
                    c5 = table.Column<int>(type: "integer", nullable: true),
                    c6 = table.Column<int>(type: "integer", nullable: true),
                    c7 = table.Column<int>(type: "integer", nullable: true),
                    c8 = table.Column<int>(type: "integer", nullable: true),
                    c9 = table.Column<int>(type: "integer", nullable: true),
                    c10 = table.Column<int>(type: "integer", nullable: true),
                    c11 = table.Column<int>(type: "integer", nullable: true),
                    c12 = table.Column<int>(type: "integer", nullable: true),
                    t1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t3 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t4 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t5 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t6 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t7 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t8 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t9 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t10 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t11 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t12 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    h1 = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    h2 = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    h3 = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "personal_records",
                schema: "registers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    register = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    definition = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    key = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    n1 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n2 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n3 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n4 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n5 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n6 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n7 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n8 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n9 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n10 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n11 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n12 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n13 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n14 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n15 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n16 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n17 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n18 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n19 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    n20 = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    d1 = table.Column<DateOnly>(type: "date", nullable: true),
                    d2 = table.Column<DateOnly>(type: "date", nullable: true),
                    d3 = table.Column<DateOnly>(type: "date", nullable: true),
                    d4 = table.Column<DateOnly>(type: "date", nullable: true),
                    d5 = table.Column<DateOnly>(type: "date", nullable: true),
                    d6 = table.Column<DateOnly>(type: "date", nullable: true),
                    d7 = table.Column<DateOnly>(type: "date", nullable: true),
                    d8 = table.Column<DateOnly>(type: "date", nullable: true),
                    c1 = table.Column<int>(type: "integer", nullable: true),
                    c2 = table.Column<int>(type: "integer", nullable: true),
                    c3 = table.Column<int>(type: "integer", nullable: true),
                    c4 = table.Column<int>(type: "integer", nullable: true),
                    c5 = table.Column<int>(type: "integer", nullable: true),
                    c6 = table.Column<int>(type: "integer", nullable: true),
                    c7 = table.Column<int>(type: "integer", nullable: true),
                    c8 = table.Column<int>(type: "integer", nullable: true),
                    c9 = table.Column<int>(type: "integer", nullable: true),
                    c10 = table.Column<int>(type: "integer", nullable: true),
                    c11 = table.Column<int>(type: "integer", nullable: true),
                    c12 = table.Column<int>(type: "integer", nullable: true),
                    t1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t3 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t4 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t5 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t6 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t7 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t8 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t9 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t10 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t11 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    t12 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    h1 = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    h2 = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    h3 = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "registers",
                schema: "registers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    line = table.Column<short>(type: "smallint", nullable: false),
                    visibility = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    draft = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: true, collation: "C"),
                    layout = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false, collation: "C"),
                    newest = table.Column<int>(type: "integer", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "state_spans",
                schema: "registers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    register = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    record_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_state_spans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "versions",
                schema: "registers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    union_id = table.Column<long>(type: "bigint", nullable: false),
                    register_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    document = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false, collation: "C"),
                    person_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_versions_registers_register_id",
                        column: x => x.register_id,
                        principalSchema: "registers",
                        principalTable: "registers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_further_days_record_id",
                schema: "registers",
                table: "further_days",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_further_days_union_id_month_id",
                schema: "registers",
                table: "further_days",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_records_register_id",
                schema: "registers",
                table: "open_records",
                columns: new[] { "register", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_records_union_id_month_id",
                schema: "registers",
                table: "open_records",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_records_union_id_register_key",
                schema: "registers",
                table: "open_records",
                columns: new[] { "union_id", "register", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_records_register_id",
                schema: "registers",
                table: "personal_records",
                columns: new[] { "register", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_records_union_id_month_id",
                schema: "registers",
                table: "personal_records",
                columns: new[] { "union_id", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_records_union_id_register_key",
                schema: "registers",
                table: "personal_records",
                columns: new[] { "union_id", "register", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_registers_code",
                schema: "registers",
                table: "registers",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_state_spans_record_id",
                schema: "registers",
                table: "state_spans",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_state_spans_union_id_register_from",
                schema: "registers",
                table: "state_spans",
                columns: new[] { "union_id", "register", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_versions_register_id_number",
                schema: "registers",
                table: "versions",
                columns: new[] { "register_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_version",
                schema: "figures");

            migrationBuilder.DropTable(
                name: "further_days",
                schema: "registers");

            migrationBuilder.DropTable(
                name: "open_records",
                schema: "registers");

            migrationBuilder.DropTable(
                name: "personal_records",
                schema: "registers");

            migrationBuilder.DropTable(
                name: "state_spans",
                schema: "registers");

            migrationBuilder.DropTable(
                name: "versions",
                schema: "registers");

            migrationBuilder.DropTable(
                name: "registers",
                schema: "registers");
        }
    }
}
