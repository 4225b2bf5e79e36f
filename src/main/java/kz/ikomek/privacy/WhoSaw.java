package kz.ikomek.privacy;

import java.time.Instant;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who saw an appeal, or the appeals of a phone. Names no resident. */
@Component
@Transactional(readOnly = true)
public class WhoSaw {

    /** As many as are shown; the latest. */
    public static final int MOST = 500;

    private static final String LOOKS = "SELECT at, who, via, number FROM privacy.access WHERE number IN (";

    private final JdbcClient jdbc;

    WhoSaw(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One look.
     *
     * @param who the login
     */
    public record Look(Instant at, String who, Via via, AppealNumber number) {}

    /** The looks at an appeal, the latest first; of an anonymised one, too. */
    public List<Look> saw(AppealNumber number) {
        return looks("?", number.value());
    }

    /** The looks at the appeals of a phone, the latest first. Of anonymised ones nobody knows whose they were. */
    public List<Look> saw(PhoneNumber phone) {
        return looks("SELECT number FROM appeals.appeal WHERE phone = ?", phone.e164());
    }

    private List<Look> looks(String numbers, String value) {
        return jdbc.sql(LOOKS + numbers + ") ORDER BY at DESC, id DESC LIMIT " + MOST)
                .param(value)
                .query((row, rowNumber) -> new Look(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        Via.valueOf(row.getString("via")),
                        new AppealNumber(row.getString("number"))))
                .list();
    }
}
