package kz.ikomek.appeals;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds open appeals that may have one cause: a main that burst, a street without light. */
@Component
public class AlikeAppeals {

    /** How much of what is typed is to be found in an address, of 1 (proposal). */
    private static final double SIMILAR = 0.6;

    private final JdbcClient jdbc;

    AlikeAppeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What they have in common; null where it does not matter.
     *
     * @param address a part of the address; typing errors, case and Kazakh letters typed as their Russian cousins are
     *     forgiven
     * @param since when they were registered at the earliest
     * @param agencies codes of agencies one of which is at work; empty where it does not matter
     */
    public record Alike(
            AppealState state,
            @Nullable CategoryCode category,
            @Nullable DistrictCode district,
            @Nullable String address,
            @Nullable Instant since,
            Collection<String> agencies) {}

    /** The first registered of them first, at most so many. */
    public List<AppealView> find(Alike alike, int most) {
        var sql = new StringBuilder(
                "SELECT " + AppealStore.COLUMNS + " FROM appeals.appeal WHERE state <> 'CLOSED' AND state = :state");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", alike.state().name());
        if (alike.category() != null) {
            sql.append(" AND category = :category");
            values.put("category", alike.category().value());
        }
        if (alike.district() != null) {
            sql.append(" AND district = :district");
            values.put("district", alike.district().value());
        }
        if (alike.since() != null) {
            sql.append(" AND registered_at >= :since");
            values.put("since", AppealStore.timestamp(alike.since()));
        }
        if (alike.address() != null) {
            sql.append(" AND (SELECT word_similarity(trim(appeals.folded(:address)), place) FROM appeals.search"
                    + " WHERE search.number = appeal.number) >= :similar");
            values.put("address", alike.address());
            values.put("similar", SIMILAR);
        }
        if (!alike.agencies().isEmpty()) {
            sql.append(" AND EXISTS (SELECT 1 FROM appeals.assignment work WHERE work.number = appeal.number"
                    + " AND work.state = 'OPEN' AND work.agency IN (:agencies))");
            values.put("agencies", alike.agencies());
        }
        sql.append(" ORDER BY registered_at, number LIMIT :most");
        values.put("most", most);
        return jdbc.sql(sql.toString()).params(values).query(AppealViews::view).list();
    }
}
