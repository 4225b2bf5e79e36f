package kz.ikomek.privacy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How long personal data is kept after an appeal is closed: by kind of category, or by category, which goes first. */
@Component
public class Retention {

    private static final int MOST_MONTHS = 1_200;
    private static final int MOST_DIGITS = 5;

    private final JdbcClient jdbc;
    private final Clock clock;

    Retention(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One line of the table.
     *
     * @param scope name of a kind of category, or code of a category
     * @param months after closing
     */
    public record Line(String scope, int months) {}

    /** All lines: first the kinds, then the categories. */
    @Transactional(readOnly = true)
    public List<Line> lines() {
        return jdbc.sql("SELECT scope, months FROM privacy.retention"
                        + " ORDER BY scope COLLATE \"C\" <> upper(scope) COLLATE \"C\", scope")
                .query((row, number) -> new Line(row.getString("scope"), row.getInt("months")))
                .list();
    }

    /**
     * Sets how long; it takes effect with the next night.
     *
     * @param scope name of a kind, or code of a category that there is
     * @param typed months, 1 to 1200; empty takes the line of a category away, so that its kind's is valid
     * @throws Refusal naming the field {@code months} or {@code category}
     */
    @Transactional
    public void change(String scope, String typed, Actor actor) {
        if (!known(scope)) {
            throw new Refusal("privacy.unknown-scope", "category");
        }
        if (typed.isBlank() && !isKind(scope)) {
            jdbc.sql("DELETE FROM privacy.retention WHERE scope = ?")
                    .param(scope)
                    .update();
            return;
        }
        int months = months(typed.strip());
        jdbc.sql("INSERT INTO privacy.retention (scope, months, changed_at, changed_by) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (scope) DO UPDATE SET months = EXCLUDED.months,"
                        + " changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by")
                .params(scope, months, clock.instant().atOffset(ZoneOffset.UTC), actor.userId())
                .update();
    }

    /** Enters a line that the product ships, where there is none. */
    void ship(String scope, int months) {
        jdbc.sql("INSERT INTO privacy.retention (scope, months, changed_at, changed_by) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (scope) DO NOTHING")
                .params(scope, months, clock.instant().atOffset(ZoneOffset.UTC), Actor.SYSTEM.userId())
                .update();
    }

    private boolean known(String scope) {
        return isKind(scope)
                || jdbc.sql("SELECT EXISTS (SELECT 1 FROM catalog.category WHERE code = ?)")
                        .param(scope)
                        .query(Boolean.class)
                        .single();
    }

    private boolean isKind(String scope) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM catalog.category WHERE kind = ?)")
                .param(scope)
                .query(Boolean.class)
                .single();
    }

    private static int months(String typed) {
        if (!typed.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            throw new Refusal("privacy.months", "months", MOST_MONTHS);
        }
        int months = Integer.parseInt(typed);
        if (months < 1 || months > MOST_MONTHS) {
            throw new Refusal("privacy.months", "months", MOST_MONTHS);
        }
        return months;
    }
}
