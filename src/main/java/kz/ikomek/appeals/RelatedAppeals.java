package kz.ikomek.appeals;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.staff.Rights;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which other appeals somebody who works on one had better know. Each question is one statement. */
@Component
public class RelatedAppeals {

    private static final int SHOWN = 10;

    /** Of the open ones of a category and a district, how many of the newest are compared. */
    private static final int COMPARED = 100;

    private static final String COLUMNS = """
            SELECT a.number, a.kind, a.category, a.district, a.address, a.state, a.outcome, a.registered_at,
                   a.danger AND NOT a.safe AS dangerous,
                   (SELECT coalesce(array_agg(w.agency), '{}') FROM appeals.assignment w WHERE w.number = a.number)
                       AS agencies,
                   (SELECT coalesce(array_agg(w.agency), '{}') FROM appeals.assignment w
                     WHERE w.number = a.number AND w.state = 'OPEN') AS at_work
            """;

    private final JdbcClient jdbc;

    RelatedAppeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest others from the same phone, the newest first; none for a caller without one. */
    public List<RelatedAppeal> ofCaller(AppealView appeal) {
        return jdbc.sql(COLUMNS + """
                  FROM appeals.appeal a
                 WHERE a.phone = :phone AND a.number <> :number
                 ORDER BY a.registered_at DESC, a.number DESC LIMIT :shown
                """)
                .param("phone", Objects.requireNonNullElse(appeal.phone(), ""))
                .param("number", appeal.number().value())
                .param("shown", SHOWN)
                .query(RelatedAppeals::related)
                .list();
    }

    /**
     * Open ones of the same category and district with a like address or like words, the most alike first. The newest
     * {@value #COMPARED} are compared, so that the answer takes the same time on the day of a burst.
     */
    public List<RelatedAppeal> similar(AppealView appeal) {
        return jdbc.sql("""
                WITH mine AS MATERIALIZED (
                    SELECT appeals.folded(:address) AS address, appeals.folded(:words) AS words),
                alike AS MATERIALIZED (
                    SELECT s.number, greatest(similarity(s.place, mine.address), similarity(s.words, mine.words)) AS likeness
                      FROM (SELECT number FROM appeals.appeal
                             WHERE state <> 'CLOSED' AND category = :category AND coalesce(district, '') = :district
                             ORDER BY registered_at DESC LIMIT :compared) newest
                      JOIN appeals.search s ON s.number = newest.number CROSS JOIN mine
                     WHERE s.number <> :number)
                """ + COLUMNS + """
                  FROM alike JOIN appeals.appeal a ON a.number = alike.number
                 WHERE alike.likeness >= 0.45
                 ORDER BY alike.likeness DESC, a.registered_at DESC, a.number DESC LIMIT :shown
                """)
                .param("address", Objects.requireNonNullElse(appeal.address(), ""))
                .param("words", appeal.words())
                .param("category", appeal.category().value())
                .param("district", Objects.toString(appeal.district(), ""))
                .param("compared", COMPARED)
                .param("number", appeal.number().value())
                .param("shown", SHOWN)
                .query(RelatedAppeals::related)
                .list();
    }

    private static RelatedAppeal related(ResultSet row, int rowNumber) throws SQLException {
        String district = row.getString("district");
        String outcome = row.getString("outcome");
        AppealState state = AppealState.valueOf(row.getString("state"));
        return new RelatedAppeal(
                new AppealNumber(row.getString("number")),
                CategoryKind.valueOf(row.getString("kind")),
                new CategoryCode(row.getString("category")),
                district == null ? null : new DistrictCode(district),
                row.getString("address"),
                state,
                outcome == null ? null : Outcome.valueOf(outcome),
                state == AppealState.CLOSED
                        ? Rights.When.CLOSED
                        : row.getBoolean("dangerous") ? Rights.When.DANGEROUS : Rights.When.OPEN,
                AppealStore.instant(row, "registered_at"),
                texts(row.getArray("agencies")),
                texts(row.getArray("at_work")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
