package kz.ikomek.deadlines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.ikomek.shared.LocalizedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions of the calendar in the database. */
@Component
class CalendarStore {

    private static final int WORKED_FREE_DAY = 0;

    private final JdbcClient jdbc;

    CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param own whether the running transaction wrote it, so that it may still be taken back */
    record Stored(CalendarView view, boolean own) {}

    /** The number of the newest version; 0 when there is none. */
    int newest() {
        return jdbc.sql("SELECT coalesce(max(version), 0) FROM deadlines.calendar_version")
                .query(Integer.class)
                .single();
    }

    /** The newest versions first. */
    List<CalendarViews.Edition> newest(int most) {
        return jdbc.sql("SELECT version, published_at, published_by, note FROM deadlines.calendar_version"
                        + " ORDER BY version DESC LIMIT ?")
                .param(most)
                .query((row, number) -> new CalendarViews.Edition(
                        row.getInt("version"),
                        row.getTimestamp("published_at").toInstant(),
                        row.getString("published_by"),
                        row.getString("note")))
                .list();
    }

    Optional<Stored> find(int version) {
        return jdbc.sql("SELECT version, published_at, published_by, note,"
                        + " coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) AS own"
                        + " FROM deadlines.calendar_version WHERE version = ?")
                .param(version)
                .query((row, number) -> new Stored(
                        new CalendarView(
                                version,
                                row.getTimestamp("published_at").toInstant(),
                                row.getString("published_by"),
                                row.getString("note"),
                                week(version),
                                days(version)),
                        row.getBoolean("own")))
                .optional();
    }

    /**
     * Writes a version.
     *
     * @throws org.springframework.dao.DuplicateKeyException when there is one of this number
     */
    void insert(CalendarView view) {
        jdbc.sql("INSERT INTO deadlines.calendar_version (version, published_at, published_by, note)"
                        + " VALUES (?, ?, ?, ?)")
                .params(view.version(), view.publishedAt().atOffset(ZoneOffset.UTC), view.publishedBy(), view.note())
                .update();
        insertParts(view);
    }

    /** Writes the first version unless another node has. */
    void insertFirst(CalendarView view) {
        int rows = jdbc.sql("INSERT INTO deadlines.calendar_version (version, published_at, published_by, note)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(view.version(), view.publishedAt().atOffset(ZoneOffset.UTC), view.publishedBy(), view.note())
                .update();
        if (rows > 0) {
            insertParts(view);
        }
    }

    private void insertParts(CalendarView view) {
        view.week().shifts().forEach((day, shifts) -> insertShifts(view.version(), day.getValue(), shifts));
        insertShifts(view.version(), WORKED_FREE_DAY, view.week().workedFreeDay());
        for (EnteredDay entered : view.days()) {
            CalendarDay day = entered.day();
            jdbc.sql("INSERT INTO deadlines.calendar_day"
                            + " (version, date, kind, closes, name_kk, name_ru, name_en, source)"
                            + " VALUES (:version, :date, :kind, :closes, :kk, :ru, :en, :source)")
                    .param("version", view.version())
                    .param("date", day.date())
                    .param("kind", day.kind().name())
                    .param("closes", day.closes(), Types.TIME)
                    .param("kk", day.name().kk())
                    .param("ru", day.name().ru())
                    .param("en", day.name().en())
                    .param("source", entered.source())
                    .update();
        }
    }

    private void insertShifts(int version, int weekday, List<Shift> shifts) {
        for (int position = 0; position < shifts.size(); position++) {
            jdbc.sql("INSERT INTO deadlines.calendar_week (version, weekday, position, opens, closes)"
                            + " VALUES (?, ?, ?, ?, ?)")
                    .params(version, weekday, position)
                    .params(shifts.get(position).from(), shifts.get(position).to())
                    .update();
        }
    }

    private record Row(int weekday, Shift shift) {}

    private OrdinaryWeek week(int version) {
        Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
        List<Shift> workedFreeDay = new ArrayList<>();
        jdbc.sql("SELECT weekday, opens, closes FROM deadlines.calendar_week WHERE version = ?"
                        + " ORDER BY weekday, position")
                .param(version)
                .query((row, number) -> new Row(
                        row.getInt("weekday"),
                        new Shift(row.getObject("opens", LocalTime.class), row.getObject("closes", LocalTime.class))))
                .list()
                .forEach(row -> (row.weekday() == WORKED_FREE_DAY
                                ? workedFreeDay
                                : shifts.computeIfAbsent(DayOfWeek.of(row.weekday()), day -> new ArrayList<>()))
                        .add(row.shift()));
        return new OrdinaryWeek(shifts, workedFreeDay);
    }

    private List<EnteredDay> days(int version) {
        return jdbc.sql("SELECT date, kind, closes, name_kk, name_ru, name_en, source FROM deadlines.calendar_day"
                        + " WHERE version = ? ORDER BY date")
                .param(version)
                .query(CalendarStore::day)
                .list();
    }

    private static EnteredDay day(ResultSet row, int number) throws SQLException {
        return new EnteredDay(
                new CalendarDay(
                        row.getObject("date", LocalDate.class),
                        CalendarDay.Kind.valueOf(row.getString("kind")),
                        row.getObject("closes", LocalTime.class),
                        new LocalizedText(
                                row.getString("name_kk"), row.getString("name_ru"), row.getString("name_en"))),
                row.getString("source"));
    }
}
