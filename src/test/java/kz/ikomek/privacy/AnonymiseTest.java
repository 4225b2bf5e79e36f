package kz.ikomek.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AttachFiles;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.ReceivedFile;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.Switchboard;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StartAppeal;
import kz.ikomek.workflow.engine.EngineHoldings;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One person's data is put wherever the centre can put it, anonymised, and looked for in every column there is. */
@IntegrationTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnonymiseTest {

    private static final String NAME = "Зейнелғабиден";
    private static final String SURNAME = "Құрманшахова";
    private static final String PHONE = "8 747 913 58 26";
    private static final String IIN = "870514400128";
    private static final String STREET = "Қарлығаштөбе";
    private static final String WORD = "құмыралыбақша";
    /** Few other tests leave appeals of it that would go at night, too. */
    private static final String RARE = "agriculture";

    private static final String FILE = "жеңгемніңсуреті";

    /** As they stand, in digits as they are kept, and as the search folds or reverses them. */
    private static final List<String> PIECES =
            List.of(NAME, SURNAME, STREET, WORD, FILE, "7479135826", IIN, "6285319747", "913 58 26", "913-58-26");

    private static final String OWN_TABLES = """
            SELECT n.nspname || '.' || c.relname AS relation, a.attname AS column, format_type(a.atttypid, NULL) AS type
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE a.attnum > 0 AND NOT a.attisdropped
               AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
               AND c.relname <> 'flyway_schema_history'
            """;

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    AttachFiles attach;

    @Autowired
    TaskService tasks;

    @Autowired
    Mailbox mailbox;

    @Autowired
    PersonalData registry;

    @Autowired
    Anonymise anonymise;

    @Autowired
    Retention retention;

    @Autowired
    PersonReport report;

    @Autowired
    JdbcClient jdbc;

    record Column(String table, String name, String type) {}

    @Test
    void everyColumnThatCanHoldATextIsInTheRegistry() {
        Set<String> known = new TreeSet<>();
        for (PersonalTable table : registry.tables()) {
            Stream.concat(table.personal().keySet().stream(), table.harmless().stream())
                    .forEach(column -> known.add(table.name() + "." + column));
        }
        List<Column> columns = columns();
        assertThat(columns.stream()
                        .filter(column ->
                                column.type().matches("(text|character varying|character|json|jsonb|xml|bytea)(\\[])?"))
                        .filter(column ->
                                !column.table().startsWith("public.act_") || !EngineHoldings.isStructure(column.name()))
                        .map(column -> column.table() + "." + column.name()))
                .as("neither personal nor harmless")
                .hasSizeGreaterThan(150)
                .isSubsetOf(known);
        assertThat(known)
                .as("entered, but not there")
                .isSubsetOf(columns.stream()
                        .map(column -> column.table() + "." + column.name())
                        .toList());
    }

    /** First, because the others leave appeals of the same person open. */
    @Test
    @Order(1)
    void nothingOfAPersonIsLeftAnywhereAndStatisticsStillCount() {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            AppealNumber number = livedThrough();
            List<String> before = found();
            assertThat(before)
                    .as("the search finds what is there")
                    .contains(
                            "appeals.appeal.words",
                            "appeals.appeal.resident_name",
                            "appeals.appeal.phone",
                            "appeals.appeal.address",
                            "appeals.journal.note",
                            "appeals.assignment.said",
                            "appeals.attachment.name",
                            "appeals.search.phone_backwards",
                            "telephony.call.phone",
                            "telephony.call_back.phone",
                            "desk.call_draft.typed",
                            "appeals.appeal.answer",
                            "bulk.run.said",
                            "mail.outbox.place",
                            "mail.outbox.body_text",
                            "public.act_hi_comment.message_",
                            "public.act_hi_comment.full_msg_");

            var told = report.of(PHONE, "", new Actor("supervisor"));
            assertThat(told.appeals()).hasSize(3).contains(number.value());
            assertThat(told.tables().stream().map(PersonReport.Rows::table))
                    .contains("appeals.appeal", "appeals.journal", "telephony.call", "desk.call_draft");
            assertThat(jdbc.sql("SELECT count(*) FROM privacy.access WHERE number = ? AND via = 'REPORT'")
                            .param(number.value())
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);

            var erased = anonymise.person(PHONE, "Өзі сұрады, " + PHONE, new Actor("admin"));
            assertThat(erased).isEqualTo(new Erased(3, 0));
            assertThat(found()).isEmpty();
            assertThat(jdbc.sql(
                                    "SELECT count(*) FROM appeals.attachment_content c"
                                            + " WHERE NOT EXISTS (SELECT 1 FROM appeals.attachment a WHERE a.id = c.attachment)")
                            .query(Long.class)
                            .single())
                    .isZero();

            assertThat(jdbc.sql("SELECT count(*) FROM appeals.appeal WHERE number = ? AND category = 'street-lighting'"
                                    + " AND district = 'abai' AND outcome IS NOT NULL AND closed_at IS NOT NULL")
                            .param(number.value())
                            .query(Long.class)
                            .single())
                    .as("statistics still count it")
                    .isEqualTo(1);
            assertThat(StaffClient.session(port, "supervisor")
                            .page("/staff/appeals/" + number.value())
                            .body())
                    .contains("Иесіздендірілді", number.display());
            assertThatThrownBy(() -> anonymise.appeal(number, "тағы да", new Actor("admin")))
                    .isInstanceOf(Refusal.class);
            assertThat(report.of(PHONE, "", new Actor("supervisor")).tables()).isEmpty();
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list.stream()
                        .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                        .filter(line -> PIECES.stream().anyMatch(line::contains)))
                .as("no log line names the person")
                .isEmpty();
    }

    @Test
    void whatIsPastItsRetentionGoesAtNightAndAnOpenOneWaits() {
        centre.itIs("2026-11-18T10:00");
        AppealNumber closed = closed(RARE);
        AppealNumber open = start.start(call(RARE), new Actor("operator"));
        assertThat(anonymise.appeal(open, "сұрады", new Actor("admin"))).isEqualTo(new Erased(0, 1));
        anonymise.due();
        assertThat(name(closed)).isEqualTo(NAME + " " + SURNAME);
        assertThat(name(open)).as("promised an outcome").isEqualTo(NAME + " " + SURNAME);

        retention.change(RARE, "1", new Actor("admin"));
        try {
            centre.timePasses(Duration.ofDays(32));
            mailbox.about(closed);
            mailbox.about(open);
            assertThat(anonymise.due()).isPositive();
            assertThat(name(closed)).isEmpty();
            assertThat(name(open)).isEqualTo(NAME + " " + SURNAME);
        } finally {
            retention.change(RARE, "", new Actor("admin"));
        }
    }

    @Test
    void aLookIsOneStatementAndTheRecordCannotBeChanged() {
        centre.itIs("2026-11-19T10:00");
        AppealNumber number = start.start(call(), new Actor("operator"));
        var operator = StaffClient.session(port, "operator");
        operator.page("/staff/appeals/" + number.value());
        operator.page("/staff/appeals/" + number.value());
        assertThat(looks(number)).as("renewed at once is one look").isEqualTo(1);
        operator.page("/staff?query=" + WORD);
        assertThat(jdbc.sql("SELECT via FROM privacy.access WHERE number = ? ORDER BY id")
                        .param(number.value())
                        .query(String.class)
                        .list())
                .containsExactly("PAGE", "SEARCH");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM privacy.access").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("UPDATE privacy.access SET who = 'x'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("UPDATE appeals.journal SET note = 'x' WHERE number = ?")
                        .param(number.value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private long looks(AppealNumber number) {
        return jdbc.sql("SELECT count(*) FROM privacy.access WHERE number = ?")
                .param(number.value())
                .query(Long.class)
                .single();
    }

    /**
     * A call that was missed, one that was answered, the draft, the files, comments, the work on two appeals by one order,
     * mails one by one and gathered, the control; and an enquiry that was answered in the call.
     */
    private AppealNumber livedThrough() {
        centre.itIs("2026-11-17T10:00");
        var switchboard = new Switchboard(port);
        switchboard.rings("pd-1", "77479135826", "101");
        switchboard.hangsUp("pd-1", "77479135826", "normalClearing");
        switchboard.rings("pd-2", "77479135826", "101");
        switchboard.answers("pd-2", "77479135826", "101");
        switchboard.hangsUp("pd-2", "77479135826", "normalClearing");
        AppealNumber number = start.start(call(), new Actor("operator"));
        jdbc.sql("UPDATE telephony.call SET appeal = ? WHERE call_id = 'pd-2'")
                .param(number.value())
                .update();
        jdbc.sql("INSERT INTO desk.call_draft (id, operator, started_at, changed_at, typed)"
                        + " VALUES (?, 'operator', now(), now(), jsonb_build_object('phone', ?, 'text', ?))")
                .params(UUID.randomUUID(), PHONE, WORD)
                .update();
        attach.attach(number, AttachmentKind.REGISTERING, null, List.of(file(FILE + ".jpg")), new Actor("operator"));
        AppealNumber second = start.start(call(), new Actor("operator"));
        start.start(call("reference", SURNAME + " сұраған мекеме " + STREET + " көшесінде"), new Actor("operator"));
        centre.routes(number, "street-lighting");
        centre.routes(second, "street-lighting");
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        String process = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        tasks.createComment(task, process, NAME + " қайта қоңырау шалды, ЖСН " + IIN);
        tasks.createAttachment(
                "text",
                task,
                process,
                FILE,
                WORD,
                new ByteArrayInputStream((NAME + " " + IIN).getBytes(StandardCharsets.UTF_8)));
        centre.timePasses(Duration.ofDays(12));
        solvedByOneOrder(number, second);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        centre.does("controller", second, "control", Map.of("decision", "CONFIRMED"));
        mailbox.about(number);
        centre.timePasses(Duration.ofHours(2));
        mailbox.about(number);
        assertThat(jdbc.sql("SELECT count(*) FROM mail.outbox WHERE number = ? AND digest IS NOT NULL")
                        .param(number.value())
                        .query(Long.class)
                        .single())
                .as("mails that were gathered into one")
                .isPositive();
        return number;
    }

    private void solvedByOneOrder(AppealNumber... numbers) {
        var executor = StaffClient.session(port, "executor-street-lighting");
        String chosen = Stream.of(numbers)
                .map(number -> "&task="
                        + tasks.createTaskQuery()
                                .processInstanceBusinessKey(number.value())
                                .taskDefinitionKey("execute")
                                .singleResult()
                                .getId())
                .collect(Collectors.joining());
        String report = URLEncoder.encode(SURNAME + " үйіне бардық, " + WORD, StandardCharsets.UTF_8);
        executor.submit("/staff/bulk", "/staff/bulk", "action=SOLVED&report=" + report + chosen);
        String plan = "/staff/bulk/"
                + jdbc.sql(
                                "SELECT id FROM bulk.run WHERE actor = 'executor-street-lighting' ORDER BY number DESC LIMIT 1")
                        .query(UUID.class)
                        .single();
        executor.submit(plan, plan, "");
    }

    private AppealNumber closed(String category) {
        AppealNumber number = start.start(call(category), new Actor("operator"));
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        return number;
    }

    private static NewAppeal call() {
        return call("street-lighting");
    }

    private static NewAppeal call(String category) {
        return call(category, null);
    }

    private static NewAppeal call(String category, @Nullable String answer) {
        return new NewAppeal(
                NAME + " " + SURNAME,
                PHONE,
                false,
                Language.KK,
                Channel.PHONE,
                new CategoryCode(category),
                new DistrictCode("abai"),
                STREET + " көшесі, 77",
                WORD + " жанындағы шам жанбайды, ЖСН " + IIN,
                false,
                answer);
    }

    private static ReceivedFile file(String name) {
        byte[] picture = SampleFiles.jpeg(40, 30);
        return new ReceivedFile(name, picture.length, () -> picture);
    }

    private String name(AppealNumber number) {
        return jdbc.sql("SELECT coalesce(resident_name, '') FROM appeals.appeal WHERE number = ?")
                .param(number.value())
                .query(String.class)
                .single();
    }

    /** Where a piece of the person stands: of every column of every table, bytes and all other types as text. */
    private List<String> found() {
        List<String> found = new ArrayList<>();
        String[] pieces = Stream.concat(PIECES.stream(), PIECES.stream().map(this::folded))
                .map(piece -> "%" + piece.toLowerCase(Locale.ROOT) + "%")
                .toArray(String[]::new);
        String[] inBytes = PIECES.stream()
                .map(piece -> "%" + HexFormat.of().formatHex(piece.getBytes(StandardCharsets.UTF_8)) + "%")
                .toArray(String[]::new);
        Map<String, List<Column>> tables = columns().stream().collect(Collectors.groupingBy(Column::table));
        tables.forEach((table, columns) -> {
            for (Column column : columns) {
                boolean bytes = column.type().equals("bytea");
                String value =
                        bytes ? "encode(\"" + column.name() + "\", 'hex')" : "lower(\"" + column.name() + "\"::text)";
                long hits = jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + value + " LIKE ANY (:pieces)")
                        .param("pieces", bytes ? inBytes : pieces)
                        .query(Long.class)
                        .single();
                if (hits > 0) {
                    found.add(table + "." + column.name());
                }
            }
        });
        return found;
    }

    private String folded(String piece) {
        return jdbc.sql("SELECT trim(appeals.folded(?))")
                .param(piece)
                .query(String.class)
                .single();
    }

    private List<Column> columns() {
        return jdbc.sql(OWN_TABLES)
                .query((row, number) ->
                        new Column(row.getString("relation"), row.getString("column"), row.getString("type")))
                .list();
    }
}
