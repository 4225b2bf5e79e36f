package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has called from a number before, and what about. */
@Component
public class CallerHistory {

    private final JdbcClient jdbc;

    CallerHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An earlier appeal from a number. The name is personal data: for those who may see the resident.
     *
     * @param residentName null when the caller gave none
     * @param outcome null while it is open
     */
    public record EarlierAppeal(
            AppealNumber number,
            @Nullable String residentName,
            CategoryCode category,
            AppealState state,
            @Nullable Outcome outcome,
            boolean danger,
            Instant registeredAt) {}

    /** The last appeals from a number, the latest first; several people may share it. */
    public List<EarlierAppeal> of(PhoneNumber phone, int most) {
        return jdbc.sql("SELECT number, resident_name, category, state, outcome, danger AND NOT safe AS danger,"
                        + " registered_at FROM appeals.appeal WHERE phone = ? ORDER BY registered_at DESC, number DESC"
                        + " LIMIT ?")
                .params(phone.e164(), most)
                .query((row, rowNumber) -> {
                    String outcome = row.getString("outcome");
                    return new EarlierAppeal(
                            new AppealNumber(row.getString("number")),
                            row.getString("resident_name"),
                            new CategoryCode(row.getString("category")),
                            AppealState.valueOf(row.getString("state")),
                            outcome == null ? null : Outcome.valueOf(outcome),
                            row.getBoolean("danger"),
                            AppealStore.instant(row, "registered_at"));
                })
                .list();
    }
}
