package kz.ikomek.appeals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.deadlines.WorkingCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a month of the centre came to. A month begins and ends at midnight in Shymkent. Received is what was registered in
 * it, closed what was closed in it, whenever it was registered; an appeal that was reopened counts where it was closed last.
 */
@Component
public class MonthFigures {

    private static final String CLOSED = """
            count(*) AS closed, count(*) FILTER (WHERE a.closed_at <= a.due_at) AS on_time,
            count(*) FILTER (WHERE EXISTS (SELECT 1 FROM appeals.journal j
                                            WHERE j.number = a.number AND j.step = 'ESCALATED')) AS escalated,
            sum(extract(epoch FROM a.closed_at - a.registered_at)) AS seconds
            """;

    private final JdbcClient jdbc;

    MonthFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A month.
     *
     * @param total of all appeals
     * @param outcomes how many were closed with each outcome; those with none are missing
     * @param categories in the order of their codes
     * @param agencies in the order of their codes: received are the appeals of the month that it was given, closed those
     *     that it solved; one with several agencies counts for each, so they add up to more than the total
     */
    public record Month(
            YearMonth month,
            Figures total,
            Map<Outcome, Integer> outcomes,
            List<OfCategory> categories,
            List<OfAgency> agencies) {

        /** Copies the collections. */
        public Month {
            outcomes = Map.copyOf(outcomes);
            categories = List.copyOf(categories);
            agencies = List.copyOf(agencies);
        }
    }

    /** The figures of a category. */
    public record OfCategory(CategoryCode category, Figures figures) {}

    /** The figures of an agency. */
    public record OfAgency(AgencyCode agency, Figures figures) {}

    /**
     * The figures.
     *
     * @param received registered in the month
     * @param closed closed in the month
     * @param onTime of the closed ones, those closed at the deadline at the latest
     * @param escalated of the closed ones, those of which the ladder told somebody
     * @param average from registering to closing, by the clock, in whole seconds; null when none was closed
     */
    public record Figures(
            int received,
            int closed,
            int onTime,
            int escalated,
            @Nullable Duration average) {

        /** The share of those closed on time, 0 to 1; null when none was closed. */
        public @Nullable Double onTimeShare() {
            return closed == 0 ? null : (double) onTime / closed;
        }
    }

    /** The figures of a month, as of one instant; of a month to come all are 0. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Month of(YearMonth month) {
        OffsetDateTime from = begin(month);
        OffsetDateTime until = begin(month.plusMonths(1));
        var total = new Sum();
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        Map<String, Sum> categories = new HashMap<>();
        Map<String, Sum> agencies = new HashMap<>();
        asked(
                        "SELECT a.category, count(*) AS received FROM appeals.appeal a"
                                + " WHERE a.registered_at >= :from AND a.registered_at < :until GROUP BY a.category",
                        from,
                        until)
                .query(row -> {
                    total.received(row);
                    of(categories, row.getString("category")).received(row);
                });
        asked(
                        "SELECT a.category, a.outcome, " + CLOSED + " FROM appeals.appeal a"
                                + " WHERE a.closed_at >= :from AND a.closed_at < :until GROUP BY a.category, a.outcome",
                        from,
                        until)
                .query(row -> {
                    total.closed(row);
                    of(categories, row.getString("category")).closed(row);
                    outcomes.merge(Outcome.valueOf(row.getString("outcome")), row.getInt("closed"), Integer::sum);
                });
        asked(
                        "SELECT w.agency, count(*) AS received FROM appeals.appeal a"
                                + " JOIN appeals.assignment w ON w.number = a.number"
                                + " WHERE a.registered_at >= :from AND a.registered_at < :until GROUP BY w.agency",
                        from,
                        until)
                .query(row -> {
                    of(agencies, row.getString("agency")).received(row);
                });
        asked(
                        "SELECT w.agency, " + CLOSED + " FROM appeals.appeal a"
                                + " JOIN appeals.assignment w ON w.number = a.number AND w.state IN ('SOLVED', 'DONE')"
                                + " WHERE a.closed_at >= :from AND a.closed_at < :until GROUP BY w.agency",
                        from,
                        until)
                .query(row -> {
                    of(agencies, row.getString("agency")).closed(row);
                });
        List<OfCategory> byCategory = new ArrayList<>();
        for (String code : new TreeSet<>(categories.keySet())) {
            byCategory.add(
                    new OfCategory(new CategoryCode(code), of(categories, code).figures()));
        }
        List<OfAgency> byAgency = new ArrayList<>();
        for (String code : new TreeSet<>(agencies.keySet())) {
            byAgency.add(new OfAgency(new AgencyCode(code), of(agencies, code).figures()));
        }
        return new Month(month, total.figures(), outcomes, byCategory, byAgency);
    }

    private JdbcClient.StatementSpec asked(String sql, OffsetDateTime from, OffsetDateTime until) {
        return jdbc.sql(sql).param("from", from).param("until", until);
    }

    private static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(WorkingCalendar.ZONE).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static Sum of(Map<String, Sum> sums, String code) {
        return sums.computeIfAbsent(code, none -> new Sum());
    }

    /** Adds up rows. */
    private static final class Sum {

        private int received;
        private int closed;
        private int onTime;
        private int escalated;
        private double seconds;

        void received(ResultSet row) throws SQLException {
            received += row.getInt("received");
        }

        void closed(ResultSet row) throws SQLException {
            closed += row.getInt("closed");
            onTime += row.getInt("on_time");
            escalated += row.getInt("escalated");
            seconds += row.getDouble("seconds");
        }

        Figures figures() {
            return new Figures(
                    received,
                    closed,
                    onTime,
                    escalated,
                    closed == 0 ? null : Duration.ofSeconds(Math.round(seconds / closed)));
        }
    }
}
