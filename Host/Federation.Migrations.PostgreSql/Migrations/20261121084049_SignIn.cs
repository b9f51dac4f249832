using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Federation.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SignIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "home_union_id",
                schema: "people",
                table: "persons",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "accounts",
                schema: "people",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    password_hash = table.Column<string>(type: "character varying(200)", unicode: false, maxLength: 200, nullable: true),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    failed_count = table.Column<int>(type: "integer", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    second_factor = table.Column<bool>(type: "boolean", nullable: false),
                    authenticator_key = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    recovery_codes = table.Column<string>(type: "character varying(1000)", unicode: false, maxLength: 1000, nullable: false),
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
                name: "form_keys",
                schema: "federation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_keys", x => x.id);
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
                    address = table.Column<string>(type: "character varying(45)", unicode: false, maxLength: 45, nullable: false),
                    browser = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
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
                name: "used_codes",
                schema: "people",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(6)", unicode: false, maxLength: 6, nullable: false),
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

            migrationBuilder.CreateIndex(
                name: "ix_persons_home_union_id",
                schema: "people",
                table: "persons",
                column: "home_union_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_person_id_id",
                schema: "federation",
                table: "audit_entries",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_user_name",
                schema: "people",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_seals_entry_id",
                schema: "federation",
                table: "audit_seals",
                column: "entry_id",
                unique: true);

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

            // The log only grows (docs/adr/0004): what is written in it is neither changed nor removed, whoever asks.
            migrationBuilder.Sql("""
                CREATE FUNCTION federation.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The audit log only grows.';
                END $$;
                CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON federation.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION federation.refuse_change();
                CREATE TRIGGER audit_seals_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON federation.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION federation.refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER audit_entries_only_grow ON federation.audit_entries; DROP TRIGGER audit_seals_only_grow ON federation.audit_seals; DROP FUNCTION federation.refuse_change();");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "form_keys",
                schema: "federation");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "people");

            migrationBuilder.DropTable(
                name: "used_codes",
                schema: "people");

            migrationBuilder.DropTable(
                name: "accounts",
                schema: "people");

            migrationBuilder.DropIndex(
                name: "ix_persons_home_union_id",
                schema: "people",
                table: "persons");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_person_id_id",
                schema: "federation",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "home_union_id",
                schema: "people",
                table: "persons");
        }
    }
}
