package kz.ikomek.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.ikomek.workflow.RunningCases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the database says of the month. */
@Component
class MonthReport {

    private final JdbcClient jdbc;
    private final RunningCases running;

    MonthReport(JdbcClient jdbc, RunningCases running) {
        this.jdbc = jdbc;
        this.running = running;
    }

    /** How many appeals there are at all. */
    int registered() {
        return count("SELECT count(*) FROM appeals.appeal");
    }

    /** What is not as the month must come out; empty when all is well. */
    List<String> faults(Mix mix, int open) {
        List<String> faults = new ArrayList<>();
        int registered = registered();
        expect(faults, "registered", mix.total(), registered);
        expect(
                faults,
                "with a final outcome",
                mix.total() - open,
                count("SELECT count(*) FROM appeals.appeal WHERE outcome IS NOT NULL"));
        Set<String> openNumbers = Set.copyOf(jdbc.sql("SELECT number FROM appeals.appeal WHERE state <> 'CLOSED'")
                .query(String.class)
                .list());
        expect(faults, "open", open, openNumbers.size());
        List<String> processes = running.numbers();
        expect(faults, "running processes", open, processes.size());
        if (!openNumbers.equals(Set.copyOf(processes))) {
            faults.add("the open appeals and the running processes are not the same ones");
        }
        expectEscalations(faults);
        expectExtensions(faults);
        Map<String, Integer> categories = pairs("SELECT category, count(*) FROM appeals.appeal GROUP BY 1");
        mix.shares()
                .forEach(share -> expect(
                        faults,
                        "category " + share.category(),
                        share.appeals(),
                        categories.getOrDefault(share.category().value(), 0)));
        return faults;
    }

    /** Each escalation has its mail, each such mail its escalation, and nobody on a ladder is passed over. */
    private void expectEscalations(List<String> faults) {
        expect(faults, "escalations without their mail", 0, count("""
                SELECT count(*) FROM appeals.journal j
                 WHERE j.step = 'ESCALATED'
                   AND NOT EXISTS (SELECT 1 FROM mail.outbox m
                                    WHERE m.number = j.number AND m.demanded_at = j.at AND m.rule = 'ESCALATION'
                                      AND j.note LIKE m.stage || ' ' || m.level || ' %')
                """));
        expect(faults, "mails of escalation without an escalation", 0, count("""
                SELECT count(*) FROM mail.outbox m
                 WHERE m.rule = 'ESCALATION'
                   AND NOT EXISTS (SELECT 1 FROM appeals.journal j
                                    WHERE j.number = m.number AND j.at = m.demanded_at AND j.step = 'ESCALATED'
                                      AND j.note LIKE m.stage || ' ' || m.level || ' %')
                """));
        expect(faults, "levels of escalation that were passed over", 0, count("""
                SELECT count(*) FROM mail.outbox m
                 WHERE m.rule = 'ESCALATION' AND m.level > 1
                   AND NOT EXISTS (SELECT 1 FROM mail.outbox below
                                    WHERE below.number = m.number AND below.rule = m.rule AND below.stage = m.stage
                                      AND below.level = m.level - 1 AND below.demanded_at <= m.demanded_at)
                """));
    }

    private void expectExtensions(List<String> faults) {
        expect(
                faults,
                "requests for more time",
                count("SELECT count(*) FROM appeals.journal WHERE step = 'EXTENSION_ASKED'"),
                count("SELECT count(*) FROM appeals.extension"));
        expect(
                faults,
                "requests for more time that were granted",
                count("SELECT count(*) FROM appeals.journal WHERE step = 'EXTENSION_GRANTED'"),
                count("SELECT count(*) FROM appeals.extension WHERE granted"));
    }

    /** The table for people. */
    String table(Mix mix, Instant end, Duration took) {
        var table = new StringBuilder();
        head(table, "The month");
        row(table, "registered", registered());
        row(table, "with a final outcome", count("SELECT count(*) FROM appeals.appeal WHERE outcome IS NOT NULL"));
        row(table, "open", count("SELECT count(*) FROM appeals.appeal WHERE state <> 'CLOSED'"));
        row(table, "running processes", running.numbers().size());
        section(
                table,
                "Final outcomes",
                "SELECT outcome, count(*) FROM appeals.appeal WHERE outcome IS NOT NULL"
                        + " GROUP BY 1 ORDER BY 2 DESC, 1");
        section(
                table,
                "Open, by state",
                "SELECT state, count(*) FROM appeals.appeal WHERE state <> 'CLOSED'"
                        + " GROUP BY 1 ORDER BY 2 DESC, 1");
        head(table, "By subject");
        Map<String, Integer> categories =
                pairs("SELECT category, count(*) FROM appeals.appeal GROUP BY 1 ORDER BY 2 DESC, 1");
        Map<String, Integer> subjects = new LinkedHashMap<>();
        mix.shares()
                .forEach(share -> subjects.merge(
                        share.subject(),
                        categories.getOrDefault(share.category().value(), 0),
                        Integer::sum));
        subjects.forEach((subject, appeals) -> row(table, subject, appeals));
        head(table, "By category");
        columns(table, categories);
        head(table, "Late");
        row(table, "ended after the deadline", count("SELECT count(*) FROM appeals.appeal WHERE closed_at > due_at"));
        row(table, "of these solved, head not told", count("""
                SELECT count(*) FROM appeals.appeal a
                 WHERE a.outcome LIKE 'SOLVED%' AND a.closed_at > a.due_at
                   AND NOT EXISTS (SELECT 1 FROM mail.outbox m
                                    WHERE m.number = a.number AND m.stage = 'AGENCY' AND m.level >= 2)
                """));
        row(
                table,
                "open and past the deadline",
                jdbc.sql("SELECT count(*) FROM appeals.appeal"
                                + " WHERE state <> 'CLOSED' AND paused_since IS NULL AND due_at < ?")
                        .param(OffsetDateTime.ofInstant(end, ZoneOffset.UTC))
                        .query(Integer.class)
                        .single());
        section(
                table,
                "Escalations in the journal, by stage and level",
                "SELECT split_part(note, ' →', 1), count(*) FROM appeals.journal WHERE step = 'ESCALATED'"
                        + " GROUP BY 1 ORDER BY 1");
        section(
                table,
                "Mails demanded, by stage and level",
                "SELECT concat_ws(' ', coalesce(stage, rule), nullif(level, 0)), count(*) FROM mail.outbox"
                        + " GROUP BY 1 ORDER BY 1");
        section(table, "Requests for more time", """
                SELECT CASE WHEN decided_at IS NULL THEN 'not decided yet'
                            WHEN granted THEN 'granted'
                            WHEN decided_by = 'system' THEN 'void'
                            ELSE 'refused' END, count(*)
                  FROM appeals.extension GROUP BY 1 ORDER BY 1
                """);
        section(table, "On the way", "SELECT step, count(*) FROM appeals.journal GROUP BY 1 ORDER BY 1");
        head(table, "It took");
        row(table, "seconds", Math.toIntExact(took.toSeconds()));
        return table.toString();
    }

    private void section(StringBuilder table, String title, String sql) {
        head(table, title);
        pairs(sql).forEach((name, number) -> row(table, name, number));
    }

    private Map<String, Integer> pairs(String sql) {
        Map<String, Integer> pairs = new LinkedHashMap<>();
        jdbc.sql(sql).query(row -> {
            pairs.put(row.getString(1), row.getInt(2));
        });
        return pairs;
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private static void expect(List<String> faults, String what, int expected, int found) {
        if (expected != found) {
            faults.add("%s: %d expected, %d in the database".formatted(what, expected, found));
        }
    }

    private static void head(StringBuilder table, String title) {
        table.append(System.lineSeparator()).append(title).append(System.lineSeparator());
    }

    private static void row(StringBuilder table, String name, int number) {
        table.append("  %-34s %,8d%n".formatted(name, number).replace(',', ' '));
    }

    private static void columns(StringBuilder table, Map<String, Integer> pairs) {
        int column = 0;
        for (var pair : pairs.entrySet()) {
            table.append("  %-24s %5d".formatted(pair.getKey(), pair.getValue()));
            if (++column % 3 == 0) {
                table.append(System.lineSeparator());
            }
        }
        table.append(System.lineSeparator());
    }
}
