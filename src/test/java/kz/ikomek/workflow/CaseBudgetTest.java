package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a case costs the database, on any machine: round trips, log, and the rows that it leaves. */
@IntegrationTest
class CaseBudgetTest {

    /** The server counts more: a batch is one round trip, and one statement for each of its rows. */
    private static final int CASE = 66;

    private static final int ENQUIRY = 12;

    /** Bytes of the log, the median case. */
    private static final long LOG = 40_000;

    /** Rows that a case leaves in all tables together, seven of them until the next seal; and their bytes without indexes. */
    private static final int ROWS = 19;

    private static final long BYTES = 2_800;

    private static final int CASES = 15;

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks staff;

    @Autowired
    TaskService tasks;

    @Autowired
    Statements statements;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
        lived(); // what is read once, is read
        lived(); // and kept: whoever loads a deployment keeps nothing
    }

    @Test
    void aCaseFromTheCallToItsEnd() {
        // A step that is made often goes out together.
        int[] trips = {Integer.MAX_VALUE};
        for (int i = 0; i < 6 * CASES && trips[0] > CASE; i++) {
            trips[0] = statements.during(this::lived).size();
        }
        assertThat(trips[0]).isLessThanOrEqualTo(CASE);
    }

    @Test
    void anEnquiryThatIsAnsweredInTheCall() {
        assertThat(statements
                        .during(() -> start.start(centre.call("reference", "Тәуке хан, 12"), new Actor("operator")))
                        .size())
                .isLessThanOrEqualTo(ENQUIRY);
    }

    @Test
    void whatThePlainCaseNeverNeedsIsNoRow() {
        AppealNumber number = centre.registered("street-lighting");
        assertThat(variables(number))
                .containsExactlyInAnyOrder(
                        "agency", "appealNumber", "category", "danger", "district", "due", "kind", "nextAlert");
    }

    @Test
    void whatItWritesToTheLog() {
        long[] bytes = new long[CASES];
        for (int i = 0; i < CASES; i++) {
            String before = position();
            lived();
            bytes[i] = jdbc.sql("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ?::pg_lsn)::bigint")
                    .param(before)
                    .query(Long.class)
                    .single();
        }
        Arrays.sort(bytes);
        assertThat(bytes[CASES / 2]).isLessThanOrEqualTo(LOG);
    }

    private String position() {
        return jdbc.sql("SELECT pg_current_wal_insert_lsn()::text")
                .query(String.class)
                .single();
    }

    /**
     * The driver prepares a statement anew when what is put in has another type than the last time: then its plans are gone.
     * Whether one plan for all is cheaper is the server's to say, by what the tables hold.
     */
    @Test
    void itsStatementsStayPrepared() {
        List<String> sent = statements.during(this::lived).stream()
                .flatMap(statements -> Stream.of(statements.split("; ")))
                .filter(statement -> !statement.isEmpty())
                .map(CaseBudgetTest::withoutNumbers)
                .distinct()
                .toList();
        List<String> anew = sent;
        for (int i = 0; i < 4 * CASES && !anew.isEmpty(); i++) {
            lived();
            List<String> stayed = jdbc
                    .sql("SELECT statement FROM pg_prepared_statements" + " WHERE generic_plans + custom_plans > 5")
                    .query(String.class)
                    .list()
                    .stream()
                    .map(CaseBudgetTest::withoutNumbers)
                    .toList();
            anew = sent.stream()
                    .filter(statement -> stayed.stream().noneMatch(prepared -> prepared.startsWith(statement)))
                    .toList();
        }
        assertThat(sent).hasSizeGreaterThan(30);
        assertThat(anew).isEmpty();
    }

    /** As it was sent: the server numbers what is put in, and the driver makes one statement of a batch. */
    private static String withoutNumbers(String statement) {
        return statement.replaceAll("\\$\\d+", "?").replaceAll("\\s+", " ").strip();
    }

    @Test
    void whatItLeavesBehind() {
        var before = kept();
        lived();
        var after = kept();
        var left = new TreeMap<String, Kept>();
        after.forEach((table, now) -> {
            Kept then = before.getOrDefault(table, new Kept(0, 0));
            if (now.rows() != then.rows()) {
                left.put(table, new Kept(now.rows() - then.rows(), now.bytes() - then.bytes()));
            }
        });
        assertThat(left.keySet()).as("nothing of the engine's own").noneMatch(table -> table.contains("act_ru_"));
        assertThat(left.values().stream().mapToLong(Kept::rows).sum())
                .as(left.toString())
                .isLessThanOrEqualTo(ROWS);
        assertThat(left.values().stream().mapToLong(Kept::bytes).sum())
                .as(left.toString())
                .isLessThanOrEqualTo(BYTES);
    }

    private record Kept(long rows, long bytes) {}

    /** By table, all of them. */
    private Map<String, Kept> kept() {
        var all = new TreeMap<String, Kept>();
        jdbc.sql("""
                SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                   AND has_table_privilege(c.oid, 'SELECT')
                """)
                .query(String.class)
                .list()
                .forEach(table -> all.put(
                        table,
                        jdbc.sql("SELECT count(*), coalesce(sum(pg_column_size(t)), 0) FROM " + table + " t")
                                .query((row, number) -> new Kept(row.getLong(1), row.getLong(2)))
                                .single()));
        return all;
    }

    private List<String> variables(AppealNumber number) {
        return jdbc.sql("SELECT v.name_ FROM act_ru_variable v JOIN act_ru_execution e ON e.id_ = v.proc_inst_id_"
                        + " WHERE e.business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .list();
    }

    private void lived() {
        AppealNumber number = centre.registered("street-lighting");
        does("inspector", number, Map.of("decision", "ROUTE", "agency", "street-lighting"));
        does("executor-street-lighting", number, Map.of("decision", "SOLVED", "report", "Жөнделді"));
        does("controller", number, Map.of("decision", "CONFIRMED"));
    }

    private void does(String userId, AppealNumber number, Map<String, Object> form) {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        staff.complete(task, form, new Actor(userId));
    }
}
