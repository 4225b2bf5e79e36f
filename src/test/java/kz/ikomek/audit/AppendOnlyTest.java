package kz.ikomek.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import kz.ikomek.shared.StandingConnection;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Owner;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the application's own connection cannot do, whatever is sent over it. */
@IntegrationTest
class AppendOnlyTest {

    private static final String REFUSED = "42501";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Owner owner;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    Centre centre;

    static Stream<String> changes() {
        return Stream.of(
                        "appeals.journal",
                        "audit.entry",
                        "audit.seal",
                        "replies.change",
                        "deadlines.calendar_version",
                        "deadlines.calendar_week",
                        "deadlines.calendar_day")
                .flatMap(table -> Stream.of(
                                "UPDATE %s SET %s = NULL".formatted("%s", column(table)),
                                "DELETE FROM %s",
                                "TRUNCATE %s",
                                "TRUNCATE %s CASCADE",
                                "DROP TABLE %s",
                                "ALTER TABLE %s DISABLE TRIGGER ALL",
                                "ALTER TABLE %s DISABLE TRIGGER USER",
                                "ALTER TABLE %s ADD COLUMN more text",
                                "ALTER TABLE %s OWNER TO ikomek",
                                "CREATE TRIGGER mine BEFORE INSERT ON %s FOR EACH ROW"
                                        + " EXECUTE FUNCTION audit.is_append_only()",
                                "CREATE RULE mine AS ON INSERT TO %s DO INSTEAD NOTHING",
                                "SELECT * FROM %s FOR UPDATE")
                        .map(statement -> statement.formatted(table)));
    }

    private static String column(String table) {
        return table.startsWith("deadlines.") ? "version" : table.equals("audit.seal") ? "digest" : "actor";
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsWrittenIsNotChanged(String statement) {
        assertRefused(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET session_replication_role = replica",
                "SET ROLE postgres",
                "SET SESSION AUTHORIZATION postgres",
                "ALTER ROLE ikomek SUPERUSER",
                "CREATE ROLE another SUPERUSER",
                "GRANT postgres TO ikomek",
                "DROP TRIGGER journal_chained ON appeals.journal",
                "DROP TRIGGER journal_append_only ON appeals.journal",
                "DROP FUNCTION audit.chain_journal() CASCADE",
                "DROP SCHEMA audit CASCADE",
                "DROP SCHEMA appeals CASCADE",
                "CREATE OR REPLACE FUNCTION audit.chain_journal() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
                "CREATE FUNCTION audit.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TABLE audit.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "INSERT INTO audit.seal VALUES (1, now(), '{}', '{}', '', '')",
                "INSERT INTO audit.unsealed VALUES (true, 1)",
                "DELETE FROM audit.unsealed",
                "UPDATE audit.unsealed SET id = 0",
                "INSERT INTO audit.entry (at, actor, act, redacted) VALUES (now(), 'x', 'JOURNAL_REDACTED', '{[1,9)}')",
                "INSERT INTO audit.entry (at, actor, act, place, hash) VALUES (now(), 'x', 'LOGGED_IN', 1, '')",
                "UPDATE audit.append_only SET relation = 'x'",
                "DELETE FROM flyway_schema_history",
                "TRUNCATE appeals.appeal CASCADE",
                "COPY appeals.journal TO PROGRAM 'true'",
                "SELECT pg_read_file('postgresql.conf')",
                "ALTER SYSTEM SET fsync = off"
            })
    void norIsThereAWayAround(String statement) {
        assertRefused(statement);
    }

    /** Where one login owns everything, as {@code ikomek.audit.owner-may-run} allows, the triggers are what is left. */
    @ParameterizedTest
    @MethodSource("changesByItsOwner")
    void theOwnerIsHeldByTriggers(String statement) {
        centre.registered("street-lighting");
        var asOwner = new TransactionTemplate(owner.transactions());
        assertThatThrownBy(() -> asOwner.executeWithoutResult(running -> {
                    running.setRollbackOnly();
                    JdbcClient.create(owner.data()).sql(statement).update();
                }))
                .as(statement)
                .rootCause()
                .hasMessageMatching("(?s).*(append-only|a version of the calendar never changes).*");
    }

    static Stream<String> changesByItsOwner() {
        return Stream.of(
                        "appeals.journal",
                        "audit.entry",
                        "audit.seal",
                        "replies.change",
                        "privacy.access",
                        "privacy.erasure",
                        "deadlines.calendar_version",
                        "deadlines.calendar_week",
                        "deadlines.calendar_day")
                .flatMap(table -> Stream.of(
                        "UPDATE %s SET %s = NULL".formatted(table, owned(table)),
                        "DELETE FROM " + table,
                        "TRUNCATE " + table + " CASCADE"));
    }

    private static String owned(String table) {
        return table.equals("privacy.access") ? "who" : column(table);
    }

    @Test
    void theChainIsWrittenByTheDatabaseWhateverIsSent() {
        var number = centre.registered("street-lighting");
        jdbc.sql("INSERT INTO appeals.journal (number, at, actor, step, to_state, place, salt, note_digest, hash)"
                        + " SELECT number, at, actor, step, to_state, 77, gen_random_uuid(), '\\x00', '\\x00'"
                        + " FROM appeals.journal WHERE number = ?")
                .param(number.value())
                .update();
        assertThat(jdbc.sql(
                                "SELECT place FROM appeals.journal WHERE number = ? AND salt IS NULL AND note_digest IS NULL"
                                        + " AND octet_length(hash) = 32 ORDER BY id DESC LIMIT 1")
                        .param(number.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void theApplicationIsNobodyInTheDatabase() {
        assertThat(jdbc.sql(
                                "SELECT current_user || ' ' || (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication"
                                        + " OR rolbypassrls FROM pg_roles WHERE rolname = current_user)")
                        .query(String.class)
                        .single())
                .isEqualTo("ikomek false");
        assertThat(jdbc.sql("SELECT relname FROM pg_class WHERE pg_has_role('ikomek', relowner, 'MEMBER')")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of());
    }

    /** A check of a type of one's own would run as whoever the function runs as. */
    @Test
    void noTypeOfTheCallersStandsInForOneOfPostgresInWhatRunsAsTheOwner() throws SQLException {
        var number = centre.registered("street-lighting");
        try (var connection = StandingConnection.open(database, "test");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE FUNCTION pg_temp.never(told pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS"
                    + " 'BEGIN RAISE EXCEPTION ''as %'', current_user; END'");
            for (String type : List.of("text", "uuid", "bytea")) {
                statement.execute(
                        "CREATE DOMAIN pg_temp.%1$s AS pg_catalog.%1$s CHECK (pg_temp.never(VALUE::pg_catalog.text))"
                                .formatted(type));
            }
            statement.execute("INSERT INTO appeals.journal (number, at, actor, step, to_state, note)"
                    + " SELECT number, at, actor, step, to_state, 'a word' FROM appeals.journal WHERE number = '"
                    + number.value() + "'");
            connection.rollback();
        }
        assertThat(jdbc.sql("SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef"
                                + " AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private void assertRefused(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
    }
}
