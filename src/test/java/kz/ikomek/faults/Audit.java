package kz.ikomek.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import kz.ikomek.faults.SmtpSink.Received;
import kz.ikomek.faults.Traffic.Completed;
import kz.ikomek.faults.Traffic.Started;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Compares what was acknowledged, and the mails that the rules demand for it, with the database and with what the mail
 * server got. The rules are written here once more, so that a mail that never came into the outbox is missed too.
 */
final class Audit {

    private static final Pattern MARK = Pattern.compile("mark-[0-9a-f-]{36}");

    /** Not one that waits for the morning, as mails to people outside the centre do that are not about danger. */
    private static final String TONIGHT = "next_try < demanded_at + interval '3 hours'";

    /** By rule, what breaks it. */
    private static final Map<String, String> DAMAGES = Map.of(
            "appeals without exactly one process or an outcome",
            "DELETE FROM act_ru_execution"
                    + " WHERE id_ = (SELECT min(id_) FROM act_ru_execution WHERE parent_id_ IS NULL)",
            "processes without an appeal",
            "UPDATE act_ru_execution SET business_key_ = '10000000'"
                    + " WHERE id_ = (SELECT min(id_) FROM act_ru_execution WHERE parent_id_ IS NULL)",
            "open appeals without exactly one timer of escalation",
            "DELETE FROM act_ru_job WHERE id_ = (SELECT min(j.id_) FROM act_ru_job j"
                    + " JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_ WHERE d.act_id_ = 'watch')",
            "journals with a gap",
            "DELETE FROM appeals.journal WHERE id = (SELECT max(id) FROM appeals.journal"
                    + " WHERE from_state IS NOT NULL AND from_state <> to_state)",
            "lines of the journal that are not as they were written",
            "UPDATE appeals.journal SET note = 'changed' WHERE id = (SELECT max(id) FROM appeals.journal)",
            "steps of an agency that was not asked",
            "UPDATE appeals.journal SET actor = 'executor-of-nobody'"
                    + " WHERE id = (SELECT max(id) FROM appeals.journal WHERE actor LIKE 'executor-%')",
            "incidents and jobs given up",
            "UPDATE act_ru_job SET retries_ = 0 WHERE id_ = (SELECT min(id_) FROM act_ru_job)");

    private final JdbcClient jdbc;
    private @Nullable String refused;

    /**
     * A timer of an enquiry that nobody answers.
     *
     * @param due when somebody was to be told
     * @param seconds how much later it was done
     */
    record Lag(Instant due, double seconds) {}

    /** Figures in the order of the report; what must be 0 and is not stands in {@code losses}. */
    record Result(Map<String, Object> figures, List<String> losses) {}

    /** What the driver saw from outside. */
    record Seen(List<Started> started, List<Completed> completed, Set<String> attempted, List<Received> mails) {}

    Audit(String url) {
        this(new DriverManagerDataSource(url));
    }

    private Audit(DataSource data) {
        this.jdbc = JdbcClient.create(data);
    }

    /** Each rule finds what breaks it: made up in a transaction that is taken back, while nothing else works. */
    static void assertRulesBite(String url) throws SQLException {
        for (var damage : DAMAGES.entrySet()) {
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SET LOCAL session_replication_role = replica");
                assertThat(statement.executeUpdate(damage.getValue()))
                        .as(damage.getValue())
                        .isEqualTo(1);
                List<String> losses = new ArrayList<>();
                new Audit(new SingleConnectionDataSource(connection, true)).rules(new HashMap<>(), losses);
                assertThat(losses).as(damage.getValue()).anyMatch(loss -> loss.startsWith(damage.getKey()));
                connection.rollback();
            }
        }
    }

    /** Whether nothing is under way any more: mails are out, and enquiries that nobody answers are escalated. */
    boolean quiet() {
        return count("SELECT count(*) FROM mail.outbox WHERE state IN ('GATHERING', 'BUNDLED', 'WAITING') AND "
                                + TONIGHT)
                        == 0
                && count("SELECT count(*) FROM appeals.appeal WHERE state = 'ENQUIRY' AND enquiry_level < 2") == 0;
    }

    /** Mails to this address, if any, were refused: they are given up, told of, and passed on to somebody else. */
    Audit refusing(@Nullable String address) {
        refused = address;
        return this;
    }

    /** Of all enquiries that were told of. */
    List<Lag> lags() {
        return jdbc.sql("""
                SELECT a.registered_at + split_part(j.note, ' ', 2)::int * interval '1 minute' AS due, j.at
                  FROM appeals.journal j JOIN appeals.appeal a USING (number)
                 WHERE j.step = 'ESCALATED' AND j.note LIKE 'ENQUIRY %'
                """)
                .query((row, i) -> {
                    Instant due = row.getTimestamp("due").toInstant();
                    return new Lag(
                            due,
                            Duration.between(due, row.getTimestamp("at").toInstant())
                                            .toMillis()
                                    / 1e3);
                })
                .list();
    }

    Result compare(Seen seen) {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<String> losses = new ArrayList<>();
        appeals(seen, figures, losses);
        steps(seen, figures, losses);
        rules(figures, losses);
        mails(seen, figures, losses);
        figures.put("enquiry told late by at most, s", lateness());
        return new Result(figures, losses);
    }

    private void appeals(Seen seen, Map<String, Object> figures, List<String> losses) {
        Map<String, List<String>> numbers = new HashMap<>();
        jdbc.sql("SELECT number, words FROM appeals.appeal")
                .query((row, i) -> Map.entry(mark(row.getString("words")), row.getString("number")))
                .list()
                .forEach(found -> numbers.computeIfAbsent(found.getKey(), mark -> new ArrayList<>())
                        .add(found.getValue()));
        var started = seen.started();
        figures.put("appeals acknowledged", started.size());
        figures.put(
                "appeals found",
                must(
                        losses,
                        "acknowledged appeals not found",
                        started,
                        appeal -> numbers.getOrDefault(appeal.mark(), List.of()).contains(appeal.number())));
        figures.put(
                "appeals in the database",
                numbers.values().stream().mapToInt(List::size).sum());
        nothing(
                figures,
                losses,
                "appeals registered twice",
                numbers.values().stream()
                        .filter(same -> same.size() > 1)
                        .flatMap(List::stream)
                        .toList());
        nothing(
                figures,
                losses,
                "appeals that nobody sent",
                numbers.keySet().stream()
                        .filter(mark -> !seen.attempted().contains(mark))
                        .toList());
    }

    private void steps(Seen seen, Map<String, Object> figures, List<String> losses) {
        Map<String, Integer> journal = new HashMap<>();
        jdbc.sql("SELECT note FROM appeals.journal WHERE note LIKE '%mark-%'")
                .query(String.class)
                .list()
                .forEach(note -> journal.merge(mark(note), 1, Integer::sum));
        Set<String> waiting = new HashSet<>(
                jdbc.sql("SELECT id_ FROM act_ru_task").query(String.class).list());
        var completed = seen.completed();
        figures.put("steps acknowledged", completed.size());
        figures.put(
                "steps found",
                must(
                        losses,
                        "acknowledged steps not found",
                        completed,
                        step -> !waiting.contains(step.taskId())
                                && (step.mark().isEmpty() || journal.containsKey(step.mark()))));
        nothing(
                figures,
                losses,
                "steps recorded twice",
                journal.entrySet().stream()
                        .filter(step -> step.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** What is to be true of every appeal, acknowledged or not. */
    private void rules(Map<String, Object> figures, List<String> losses) {
        figures.put(
                "appeals with a final outcome", count("SELECT count(*) FROM appeals.appeal WHERE outcome IS NOT NULL"));
        nothing(
                figures,
                losses,
                "appeals without exactly one process or an outcome",
                jdbc.sql("""
                SELECT number FROM appeals.appeal a
                 WHERE (SELECT count(*) FROM act_ru_execution
                         WHERE business_key_ = a.number AND parent_id_ IS NULL)
                       <> CASE WHEN outcome IS NULL THEN 1 ELSE 0 END
                """).query(String.class).list());
        nothing(
                figures,
                losses,
                "processes without an appeal",
                jdbc.sql("""
                SELECT id_ FROM act_ru_execution
                 WHERE parent_id_ IS NULL
                   AND (business_key_ IS NULL OR business_key_ NOT IN (SELECT number FROM appeals.appeal))
                """).query(String.class).list());
        nothing(
                figures,
                losses,
                "open appeals without exactly one timer of escalation",
                jdbc.sql("""
                SELECT number FROM appeals.appeal a
                 WHERE outcome IS NULL
                   AND (SELECT count(*)
                          FROM act_ru_execution e
                          JOIN act_ru_job j ON j.process_instance_id_ = e.id_
                          JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
                         WHERE e.business_key_ = a.number AND e.parent_id_ IS NULL AND d.act_id_ = 'watch') <> 1
                """).query(String.class).list());
        nothing(
                figures,
                losses,
                "journals with a gap",
                jdbc.sql("""
                SELECT DISTINCT number
                  FROM (SELECT number, from_state,
                               lag(to_state) OVER (PARTITION BY number ORDER BY id) AS before
                          FROM appeals.journal) step
                 WHERE before IS NOT NULL AND from_state IS DISTINCT FROM before
                UNION
                SELECT a.number FROM appeals.appeal a
                 WHERE state IS DISTINCT FROM
                       (SELECT to_state FROM appeals.journal WHERE number = a.number ORDER BY id DESC LIMIT 1)
                """).query(String.class).list());
        nothing(
                figures,
                losses,
                "lines of the journal that are not as they were written",
                jdbc.sql("""
                SELECT number || ' ' || place FROM appeals.journal j
                 WHERE hash IS DISTINCT FROM
                       audit.journal_hash(j, (SELECT b.hash FROM appeals.journal b
                                               WHERE b.number = j.number AND b.place = j.place - 1))
                """).query(String.class).list());
        nothing(
                figures,
                losses,
                "steps of an agency that was not asked",
                jdbc.sql("""
                SELECT number || ' ' || actor FROM appeals.journal j
                 WHERE actor LIKE 'executor-%'
                   AND 'executor-' || coalesce(agency, '') <> actor
                   AND NOT EXISTS (SELECT 1 FROM appeals.assignment s
                                    WHERE s.number = j.number AND 'executor-' || s.agency = j.actor)
                """).query(String.class).list());
        nothing(
                figures,
                losses,
                "incidents and jobs given up",
                jdbc.sql("""
                SELECT id_ FROM act_ru_incident UNION SELECT id_ FROM act_ru_job WHERE retries_ = 0
                """).query(String.class).list());
    }

    private void mails(Seen seen, Map<String, Object> figures, List<String> losses) {
        Set<String> demanded = new TreeSet<>();
        seen.started().stream()
                .filter(appeal -> !appeal.head().isEmpty())
                .forEach(appeal -> demanded.add(appeal.number() + " " + head(appeal.head())));
        seen.started().stream().filter(Started::left).forEach(appeal -> {
            demanded.add(appeal.number() + " shift@ikomek.example");
            demanded.add(appeal.number() + " head@ikomek.example");
        });
        figures.put("mails demanded for acknowledged appeals", demanded.size());
        // What the node did without having said so demands its mails as well.
        jdbc.sql("SELECT number, category, state FROM appeals.appeal")
                .query((row, i) -> {
                    String head = Traffic.DANGEROUS.get(row.getString("category"));
                    if (head != null) {
                        demanded.add(row.getString("number") + " " + head(head));
                    }
                    if (row.getString("state").equals("ENQUIRY")) {
                        demanded.add(row.getString("number") + " shift@ikomek.example");
                        demanded.add(row.getString("number") + " head@ikomek.example");
                    }
                    return i;
                })
                .list();
        figures.put("mails demanded in all", demanded.size());

        // A run that lasts, or whose clock jumps, comes to other limits. The journal says which, each once for an
        // appeal.
        Map<String, Long> tellings = new HashMap<>();
        jdbc.sql("""
                SELECT o.number || ' ' || o.address AS mail,
                       count(DISTINCT j.id) + max((o.rule = 'DANGER')::int) AS tellings
                  FROM mail.outbox o
                  LEFT JOIN appeals.journal j
                    ON j.number = o.number AND j.step = 'ESCALATED' AND j.note LIKE o.stage || ' ' || o.level || ' %'
                 WHERE o.rule = 'DANGER' OR j.id IS NOT NULL
                 GROUP BY 1
                """).query(row -> {
            tellings.put(row.getString("mail"), row.getLong("tellings"));
        });

        Map<String, Set<String>> ids = new TreeMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Received mail : seen.mails()) {
            mail.numbers()
                    .forEach(number -> ids.computeIfAbsent(number + " " + mail.address(), about -> new TreeSet<>())
                            .add(mail.messageId()));
            times.merge(mail.messageId(), 1, Integer::sum);
        }
        figures.put("mails received over SMTP", seen.mails().size());
        figures.put("different Message-IDs", times.size());
        figures.put("repeated with the same Message-ID", seen.mails().size() - times.size());
        nothing(
                figures,
                losses,
                "mails lost",
                demanded.stream()
                        .filter(mail -> !ids.containsKey(mail) && !passedOn(mail, ids.keySet()))
                        .toList());
        figures.put(
                "mails refused, given up, and passed on",
                demanded.stream()
                        .filter(mail -> !ids.containsKey(mail) && passedOn(mail, ids.keySet()))
                        .count());
        nothing(
                figures,
                losses,
                "mails doubled with another Message-ID",
                ids.entrySet().stream()
                        .filter(mail -> mail.getValue().size() > Math.max(1, tellings.getOrDefault(mail.getKey(), 1L)))
                        .map(Map.Entry::getKey)
                        .toList());
        nothing(
                figures,
                losses,
                "mails that no rule demands",
                ids.keySet().stream()
                        .filter(mail -> !demanded.contains(mail)
                                && !tellings.containsKey(mail)
                                && !demanded.contains(mail.split(" ")[0] + " " + refused))
                        .toList());
        nothing(
                figures,
                losses,
                "mails of the outbox that are not at the mail server",
                jdbc
                        .sql("SELECT coalesce(digest, id)::text FROM mail.outbox"
                                + " WHERE state = 'SENT' OR address <> :refused AND " + TONIGHT)
                        .param("refused", String.valueOf(refused))
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(id -> times.keySet().stream().noneMatch(message -> message.startsWith("<" + id + "@")))
                        .toList());
    }

    /** Refused by the mail server, and somebody else got it. */
    private boolean passedOn(String mail, Set<String> received) {
        String number = mail.split(" ")[0];
        return mail.equals(number + " " + refused)
                && received.stream().anyMatch(other -> other.startsWith(number + " ") && !other.equals(mail))
                && jdbc.sql("SELECT count(*) FROM mail.outbox WHERE number = ? AND address = ? AND state = 'REFUSED'")
                                .params(number, refused)
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** How long after its minute or two an enquiry was told of, at most; kills and restarts included. */
    private long lateness() {
        return count("""
                SELECT coalesce(ceil(max(extract(epoch FROM j.at - a.registered_at)
                       - 60 * split_part(j.note, ' ', 2)::int)), 0)
                  FROM appeals.journal j JOIN appeals.appeal a USING (number)
                 WHERE j.step = 'ESCALATED' AND j.note LIKE 'ENQUIRY %'
                """);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static String head(String agency) {
        return "head@" + agency + ".example";
    }

    private static String mark(String words) {
        Matcher mark = MARK.matcher(words);
        return mark.find() ? mark.group() : "";
    }

    private static <T> long must(List<String> losses, String what, List<T> all, Function<T, Boolean> found) {
        List<String> missing = all.stream()
                .filter(one -> !found.apply(one))
                .map(String::valueOf)
                .toList();
        tell(losses, what, missing);
        return (long) all.size() - missing.size();
    }

    private static void nothing(Map<String, Object> figures, List<String> losses, String what, List<String> found) {
        figures.put(what, found.size());
        tell(losses, what, found);
    }

    private static void tell(List<String> losses, String what, List<String> found) {
        if (!found.isEmpty()) {
            losses.add(
                    what + ": " + found.size() + ": " + found.stream().limit(5).collect(Collectors.joining("; ")));
        }
    }
}
