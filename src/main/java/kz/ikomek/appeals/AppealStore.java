package kz.ikomek.appeals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appeals, assignments and journal in the database. */
@Component
class AppealStore {

    private final JdbcClient jdbc;

    AppealStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    AppealNumber nextNumber() {
        return AppealNumber.ofSequence(
                jdbc.sql("SELECT nextval('appeals.number')").query(Long.class).single());
    }

    void insert(Appeal appeal, NewAppeal told, @Nullable String phone, Actor actor) {
        jdbc.sql("""
                INSERT INTO appeals.appeal (
                    number, state, outcome, kind, category, district, address, words, resident_name, phone, language,
                    channel, danger, answer, registered_at, registered_by, counted_from, norm_iso, norm_calendar,
                    norm_reason, norm_seconds, due_at, next_look, closed_at)
                VALUES (
                    :number, :state, :outcome, :kind, :category, :district, :address, :words, :name, :phone, :language,
                    :channel, :danger, :answer, :from, :actor, :from, :iso, :calendar, :reason, :seconds, :due, :look,
                    :closed)
                """)
                .param("number", appeal.number.value())
                .param("state", appeal.state.name())
                .param("outcome", name(appeal.outcome))
                .param("kind", appeal.kind.name())
                .param("category", appeal.category.value())
                .param("district", Objects.toString(appeal.district, null))
                .param("address", appeal.address)
                .param("words", appeal.words)
                .param("name", told.anonymous() ? null : told.residentName())
                .param("phone", phone)
                .param("language", told.language().tag())
                .param("channel", told.channel().name())
                .param("danger", appeal.danger)
                .param("answer", appeal.answer)
                .param("from", timestamp(appeal.countedFrom))
                .param("actor", actor.userId())
                .param("iso", appeal.norm.iso())
                .param("calendar", appeal.norm.calendar().name())
                .param("reason", appeal.normReason)
                .param("seconds", appeal.length.toSeconds())
                .param("due", timestamp(appeal.due))
                .param("look", timestamp(appeal.nextLook))
                .param("closed", timestamp(appeal.closedAt))
                .update();
    }

    /**
     * Reads an appeal and locks it until the transaction ends.
     *
     * @throws Refusal when there is none of this number
     */
    Appeal lock(AppealNumber number) {
        return jdbc.sql("SELECT * FROM appeals.appeal WHERE number = ? FOR UPDATE")
                .param(number.value())
                .query(AppealStore::appeal)
                .optional()
                .orElseThrow(() -> new Refusal("appeals.not-found", "number", number.display()));
    }

    boolean exists(AppealNumber number) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM appeals.appeal WHERE number = ?)")
                .param(number.value())
                .query(Boolean.class)
                .single();
    }

    void save(Appeal appeal) {
        jdbc.sql("""
                UPDATE appeals.appeal SET
                    version = version + 1, state = :state, outcome = :outcome, kind = :kind, category = :category,
                    district = :district, words = :words, danger = :danger, safe = :safe, answer = :answer,
                    duplicate_of = :duplicate, counted_from = :from, norm_iso = :iso, norm_calendar = :calendar,
                    norm_reason = :reason, norm_seconds = :seconds, paused_seconds = :paused, open_pauses = :pauses,
                    paused_since = :since, due_at = :due, control_due = :controlDue,
                    control_seconds = :controlSeconds, told_at = :toldAt, enquiry_level = :ENQUIRY,
                    inspection_level = :INSPECTION, agency_level = :AGENCY, pharmacy_level = :PHARMACY,
                    control_level = :CONTROL, attempts = :attempts,
                    hops = :hops, reworks = :reworks, reopenings = :reopenings, next_look = :look,
                    closed_at = :closed
                 WHERE number = :number
                """)
                .param("number", appeal.number.value())
                .param("state", appeal.state.name())
                .param("outcome", name(appeal.outcome))
                .param("kind", appeal.kind.name())
                .param("category", appeal.category.value())
                .param("district", Objects.toString(appeal.district, null))
                .param("words", appeal.words)
                .param("danger", appeal.danger)
                .param("safe", appeal.safe)
                .param("answer", appeal.answer)
                .param("duplicate", appeal.duplicateOf)
                .param("from", timestamp(appeal.countedFrom))
                .param("iso", appeal.norm.iso())
                .param("calendar", appeal.norm.calendar().name())
                .param("reason", appeal.normReason)
                .param("seconds", appeal.length.toSeconds())
                .param("paused", appeal.paused.toSeconds())
                .param("pauses", appeal.openPauses)
                .param("since", timestamp(appeal.pausedSince))
                .param("due", timestamp(appeal.due))
                .param("controlDue", timestamp(appeal.controlDue))
                .param("controlSeconds", appeal.controlLength.toSeconds())
                .param("toldAt", timestamp(appeal.toldAt))
                .params(levels(appeal))
                .param("attempts", appeal.attempts)
                .param("hops", appeal.hops)
                .param("reworks", appeal.reworks)
                .param("reopenings", appeal.reopenings)
                .param("look", timestamp(appeal.nextLook))
                .param("closed", timestamp(appeal.closedAt))
                .update();
    }

    void journal(
            AppealNumber number,
            Instant at,
            Actor actor,
            Step step,
            @Nullable AppealState from,
            AppealState to,
            @Nullable AgencyCode agency,
            @Nullable String note) {
        jdbc.sql("INSERT INTO appeals.journal (number, at, actor, step, from_state, to_state, agency, note)"
                        + " VALUES (:number, :at, :actor, :step, :from, :to, :agency, :note)")
                .param("number", number.value())
                .param("at", timestamp(at))
                .param("actor", actor.userId())
                .param("step", step.name())
                .param("from", name(from))
                .param("to", to.name())
                .param("agency", Objects.toString(agency, null))
                .param("note", note)
                .update();
    }

    void assign(AppealNumber number, AgencyCode agency, Instant since) {
        jdbc.sql("INSERT INTO appeals.assignment (number, agency, since, state) VALUES (?, ?, ?, 'OPEN')"
                        + " ON CONFLICT (number, agency)"
                        + " DO UPDATE SET since = EXCLUDED.since, state = 'OPEN', said = NULL")
                .params(number.value(), agency.value(), timestamp(since))
                .update();
    }

    /** Ends an open assignment; false when the agency has none. */
    boolean endAssignment(AppealNumber number, AgencyCode agency, String state, String said) {
        return jdbc.sql("UPDATE appeals.assignment SET state = ?, said = ?"
                                + " WHERE number = ? AND agency = ? AND state = 'OPEN'")
                        .params(state, said, number.value(), agency.value())
                        .update()
                == 1;
    }

    /** Takes the work back from one agency that is at it. */
    void returnAssignment(AppealNumber number, AgencyCode agency) {
        jdbc.sql("UPDATE appeals.assignment SET state = 'RETURNED' WHERE number = ? AND agency = ? AND state = 'OPEN'")
                .params(number.value(), agency.value())
                .update();
    }

    /** Takes the work back from agencies that are still at it. */
    void returnOpenAssignments(AppealNumber number) {
        jdbc.sql("UPDATE appeals.assignment SET state = 'RETURNED' WHERE number = ? AND state = 'OPEN'")
                .param(number.value())
                .update();
    }

    /** Ends the round: whoever is at it gives the work back, and what was solved is history that no rework wakes. */
    void endRound(AppealNumber number) {
        jdbc.sql("UPDATE appeals.assignment SET state = CASE state WHEN 'OPEN' THEN 'RETURNED' ELSE 'DONE' END"
                        + " WHERE number = ? AND state IN ('OPEN', 'SOLVED')")
                .param(number.value())
                .update();
    }

    /** Rework: the agencies that had solved it in this round are at it again. */
    void reopenSolvedAssignments(AppealNumber number) {
        jdbc.sql("UPDATE appeals.assignment SET state = 'OPEN' WHERE number = ? AND state = 'SOLVED'")
                .param(number.value())
                .update();
    }

    List<AgencyCode> openAgencies(AppealNumber number) {
        return jdbc
                .sql("SELECT agency FROM appeals.assignment WHERE number = ? AND state = 'OPEN' ORDER BY agency")
                .param(number.value())
                .query(String.class)
                .list()
                .stream()
                .map(AgencyCode::new)
                .toList();
    }

    static Appeal appeal(ResultSet row, int rowNumber) throws SQLException {
        var appeal = new Appeal(
                new AppealNumber(row.getString("number")),
                AppealState.valueOf(row.getString("state")),
                CategoryKind.valueOf(row.getString("kind")),
                new CategoryCode(row.getString("category")),
                row.getString("words"),
                instant(row, "counted_from"),
                new Norm(row.getString("norm_iso"), CalendarKind.valueOf(row.getString("norm_calendar"))),
                row.getString("norm_reason"),
                Duration.ofSeconds(row.getLong("norm_seconds")),
                instant(row, "due_at"));
        String outcome = row.getString("outcome");
        appeal.outcome = outcome == null ? null : Outcome.valueOf(outcome);
        String district = row.getString("district");
        appeal.district = district == null ? null : new DistrictCode(district);
        appeal.address = row.getString("address");
        appeal.danger = row.getBoolean("danger");
        appeal.safe = row.getBoolean("safe");
        appeal.answer = row.getString("answer");
        appeal.duplicateOf = row.getString("duplicate_of");
        appeal.paused = Duration.ofSeconds(row.getLong("paused_seconds"));
        appeal.openPauses = row.getInt("open_pauses");
        appeal.pausedSince = instantOrNull(row, "paused_since");
        appeal.controlDue = instantOrNull(row, "control_due");
        appeal.controlLength = Duration.ofSeconds(row.getLong("control_seconds"));
        for (Stage stage : Stage.values()) {
            appeal.levels.put(stage, row.getInt(stage.name().toLowerCase(Locale.ROOT) + "_level"));
        }
        appeal.toldAt = instantOrNull(row, "told_at");
        appeal.attempts = row.getInt("attempts");
        appeal.hops = row.getInt("hops");
        appeal.reworks = row.getInt("reworks");
        appeal.reopenings = row.getInt("reopenings");
        appeal.nextLook = instantOrNull(row, "next_look");
        appeal.closedAt = instantOrNull(row, "closed_at");
        return appeal;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Integer> levels(Appeal appeal) {
        return Arrays.stream(Stage.values())
                .collect(Collectors.toMap(Stage::name, stage -> appeal.levels.getOrDefault(stage, 0)));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
