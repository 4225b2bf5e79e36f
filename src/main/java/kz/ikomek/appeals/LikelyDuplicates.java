package kz.ikomek.appeals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Appeals that may be about what a caller is just telling: of the same phone, or of the same category lately, near the
 * same address or in similar words (trigrams). Enquiries are left out: two people may ask for the same number.
 */
@Component
public class LikelyDuplicates {

    /** How far back a matter is looked for (proposal). */
    private static final Duration LATELY = Duration.ofDays(7);

    /** How far back a caller's own appeals are looked for (proposal). */
    private static final Duration OF_CALLER = Duration.ofDays(90);

    /** So many of a category are compared, the newest: where there are more, what is typed must say where. */
    private static final int NEWEST = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    LikelyDuplicates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an operator has typed so far; whatever is missing is null.
     *
     * @param phone in any spelling; one that is not complete yet is left out
     */
    public record Typed(
            @Nullable String phone,
            @Nullable CategoryCode category,
            @Nullable DistrictCode district,
            @Nullable String address,
            @Nullable String text) {}

    /**
     * An appeal that may be about the same. Without the resident: an operator reads that on the appeal's own page.
     *
     * @param sameCaller it came from the same phone
     * @param samePlace near the same address
     * @param similarWords told in similar words
     */
    public record Likely(
            Matter matter,
            AppealState state,
            @Nullable Outcome outcome,
            Instant registeredAt,
            boolean sameCaller,
            boolean samePlace,
            boolean similarWords) {}

    /** The likeliest first, at most so many; empty while too little is typed. */
    public List<Likely> of(Typed typed, int most) {
        String phone = complete(typed.phone());
        String category = typed.category() == null ? null : typed.category().value();
        if (phone == null && category == null) {
            return List.of();
        }
        Instant now = clock.instant();
        return jdbc.sql("""
                WITH caller AS (
                    SELECT number FROM appeals.appeal
                     WHERE phone = :phone AND registered_at >= :ofCaller AND kind <> 'REFERENCE'
                     ORDER BY registered_at DESC LIMIT :most),
                typed AS MATERIALIZED (SELECT appeals.folded(:address) AS place, appeals.folded(:text) AS words),
                near AS (
                    SELECT number, place, words
                      FROM (SELECT number, similarity(s.place, typed.place) AS place,
                                   similarity(s.words, typed.words) AS words
                              FROM (SELECT number FROM appeals.appeal
                                     WHERE category = :category AND registered_at >= :lately AND kind <> 'REFERENCE'
                                       AND (district = :district OR district IS NULL OR :district IS NULL)
                                     ORDER BY registered_at DESC LIMIT :newest) AS lately
                              JOIN appeals.search s USING (number) CROSS JOIN typed) AS compared
                     WHERE place >= 0.5 OR words >= 0.4
                     ORDER BY coalesce(place, 0) + coalesce(words, 0) DESC LIMIT :most)
                SELECT a.number, a.category, a.district, a.address, a.danger, a.state, a.outcome, a.registered_at,
                       caller.number IS NOT NULL AS same_caller, coalesce(near.place >= 0.5, false) AS same_place,
                       coalesce(near.words >= 0.4, false) AS similar_words
                  FROM caller FULL JOIN near USING (number) JOIN appeals.appeal a USING (number)
                 ORDER BY (caller.number IS NOT NULL)::int + coalesce(near.place, 0) + coalesce(near.words, 0) DESC,
                          a.registered_at DESC
                 LIMIT :most
                """)
                .param("phone", phone, Types.VARCHAR)
                .param("ofCaller", AppealStore.timestamp(now.minus(OF_CALLER)))
                .param("category", category, Types.VARCHAR)
                .param(
                        "district",
                        typed.district() == null ? null : typed.district().value(),
                        Types.VARCHAR)
                .param("address", typed.address(), Types.VARCHAR)
                .param("text", typed.text(), Types.VARCHAR)
                .param("lately", AppealStore.timestamp(now.minus(LATELY)))
                .param("newest", NEWEST)
                .param("most", most)
                .query(LikelyDuplicates::likely)
                .list();
    }

    private static @Nullable String complete(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return PhoneNumber.parse(typed).e164();
        } catch (Refusal unfinished) {
            return null;
        }
    }

    private static Likely likely(ResultSet row, int number) throws SQLException {
        String district = row.getString("district");
        String outcome = row.getString("outcome");
        return new Likely(
                new Matter(
                        new AppealNumber(row.getString("number")),
                        new CategoryCode(row.getString("category")),
                        district == null ? null : new DistrictCode(district),
                        row.getString("address"),
                        row.getBoolean("danger")),
                AppealState.valueOf(row.getString("state")),
                outcome == null ? null : Outcome.valueOf(outcome),
                AppealStore.instant(row, "registered_at"),
                row.getBoolean("same_caller"),
                row.getBoolean("same_place"),
                row.getBoolean("similar_words"));
    }
}
