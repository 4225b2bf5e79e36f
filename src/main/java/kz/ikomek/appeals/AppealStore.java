package kz.ikomek.appeals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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
import kz.ikomek.deadlines.Explanation.Pause;
import kz.ikomek.deadlines.Explanation.PauseReason;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LoggedAppeal;
import kz.ikomek.shared.OncePerTransaction;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.WriteBehind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appeals, assignments and journal in the database. */
@Component
class AppealStore {

    /** What {@link #appeal} reads. Named, so that a later version's migration may add columns while this one runs. */
    static final String COLUMNS = """
            number, version, state, outcome, kind, category, district, address, words, resident_name, phone, language, channel,
            danger, safe, answer, duplicate_of, registered_at, registered_by, counted_from, norm_iso, norm_calendar,
            norm_reason, norm_row, norm_version, norm_millis, warning_percent, ladder, limit_registering, limit_inspecting,
            limit_accepting, limit_calling, calendar_version, base_due, due_at, open_pauses, paused_since, paused_millis, done,
            enquiry_level, inspection_level, agency_level, pharmacy_level, control_level, acceptance_level, safety_level,
            statutory_level, told_at, attempts, hops, reworks, reopenings, closed_at, next_look, step_due, step_millis,
            accept_due, accept_millis, statutory_due, statutory_millis, forward_due, held_until, extensions,
            extension_asked_by, anonymised_at
            """;

    private static final String SAVE = """
            UPDATE appeals.appeal SET
                version = version + 1, state = :state, outcome = :outcome, kind = :kind, category = :category,
                district = :district, words = :words, danger = :danger, safe = :safe, answer = :answer,
                duplicate_of = :duplicate, counted_from = :from, norm_iso = :iso, norm_calendar = :calendar,
                norm_reason = :reason, norm_row = :row, norm_version = :version, warning_percent = :warning,
                ladder = :ladder, limit_registering = :registering, limit_inspecting = :inspecting,
                limit_accepting = :accepting, limit_calling = :calling, calendar_version = :calendarVersion,
                norm_millis = :length, paused_millis = :paused, open_pauses = :pauses, done = :done,
                paused_since = :since, base_due = :base, due_at = :due, step_due = :stepDue,
                step_millis = :stepLength, accept_due = :acceptDue, accept_millis = :acceptLength,
                statutory_due = :statutory, statutory_millis = :statutoryLength, forward_due = :forward,
                held_until = :held, extensions = :extensions, extension_asked_by = :askedBy, told_at = :toldAt,
                enquiry_level = :ENQUIRY, inspection_level = :INSPECTION, agency_level = :AGENCY,
                pharmacy_level = :PHARMACY, safety_level = :SAFETY, control_level = :CONTROL,
                acceptance_level = :ACCEPTANCE, statutory_level = :STATUTORY, attempts = :attempts,
                hops = :hops, reworks = :reworks, reopenings = :reopenings, next_look = :look,
                closed_at = :closed
             WHERE number = :number
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    /** Saved in this transaction, which has their rows locked. */
    private final OncePerTransaction<AppealNumber, Appeal> saved = new OncePerTransaction<>();

    /** Of them, what is not written yet: a step saves its appeal several times, and it is written once, at the end. */
    private final WriteBehind<AppealNumber, SqlParameterSource> toWrite = new WriteBehind<>(this::write);

    AppealStore(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    AppealNumber nextNumber() {
        return AppealNumber.ofSequence(
                jdbc.sql("SELECT nextval('appeals.number')").query(Long.class).single());
    }

    /**
     * Adds a new one.
     *
     * @param registeredAt when the resident told it; the norm may count from later
     */
    void insert(Appeal appeal, NewAppeal told, @Nullable String phone, Instant registeredAt, Actor actor) {
        batch.update(
                """
                INSERT INTO appeals.appeal (
                    number, state, outcome, kind, category, district, address, words, resident_name, phone, language,
                    channel, danger, safe, answer, registered_at, registered_by, counted_from, norm_iso, norm_calendar,
                    norm_reason, norm_row, norm_version, warning_percent, ladder, limit_registering, limit_inspecting,
                    limit_accepting, limit_calling, calendar_version, norm_millis, base_due, due_at, step_due,
                    step_millis, statutory_due, statutory_millis, forward_due, next_look, closed_at)
                VALUES (
                    :number, :state, :outcome, :kind, :category, :district, :address, :words, :name, :phone, :language,
                    :channel, :danger, :safe, :answer, :registered, :actor, :from, :iso, :calendar,
                    :reason, :row, :version, :warning, :ladder, :registering, :inspecting,
                    :accepting, :calling, :calendarVersion, :length, :base, :due, :stepDue,
                    :stepLength, :statutory, :statutoryLength, :forward, :look, :closed)
                """,
                values(appeal)
                        .addValue("address", text(appeal.address))
                        .addValue("name", text(told.anonymous() ? null : told.residentName()))
                        .addValue("phone", text(phone))
                        .addValue("language", told.language().tag())
                        .addValue("channel", told.channel().name())
                        .addValue("registered", timestamp(registeredAt))
                        .addValue("actor", actor.userId()));
    }

    /**
     * Reads an appeal and locks it until the transaction ends.
     *
     * @throws Refusal when there is none of this number
     */
    Appeal lock(AppealNumber number) {
        // Whoever fails to save it after a change leaves the row to be read again.
        Appeal known = saved.take(number);
        return known != null ? known : read(number);
    }

    /** Gives back what was locked and not changed: whoever locks it next need not read it again. */
    void unchanged(Appeal appeal) {
        saved.keep(appeal.number, appeal);
    }

    /** The appeal as this transaction has its row; null when it has not. Not to be changed. */
    @Nullable
    Appeal saved(AppealNumber number) {
        return saved.known(number);
    }

    private Appeal read(AppealNumber number) {
        writeSaved();
        return jdbc.sql("SELECT " + COLUMNS + " FROM appeals.appeal WHERE number = ? FOR UPDATE")
                .param(number.value())
                .query(AppealStore::appeal)
                .optional()
                .orElseThrow(() -> new Refusal("appeals.not-found", "number", number.display()));
    }

    /** Whether the journal has this step at or after the instant. */
    boolean isSince(AppealNumber number, Step step, Instant since) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM appeals.journal WHERE number = ? AND step = ? AND at >= ?)")
                .params(number.value(), step.name(), timestamp(since))
                .query(Boolean.class)
                .single();
    }

    boolean exists(AppealNumber number) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM appeals.appeal WHERE number = ?)")
                .param(number.value())
                .query(Boolean.class)
                .single();
    }

    /** Reads open appeals whose ladder is to be looked at, the longest due first, and locks them; not those locked by others. */
    List<Appeal> lockDue(Instant now, int most) {
        writeSaved();
        return jdbc.sql("SELECT " + COLUMNS + " FROM appeals.appeal WHERE state <> 'CLOSED' AND next_look <= ?"
                        + " ORDER BY next_look, number LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(timestamp(now), most)
                .query(AppealStore::appeal)
                .list();
    }

    /** Saves what telling a level changes: levels, when it was told, and when to look again. */
    void saveTold(List<Appeal> appeals) {
        if (appeals.isEmpty()) {
            return;
        }
        writeSaved();
        appeals.forEach(appeal -> saved.take(appeal.number));
        batch.batchUpdate(
                """
                UPDATE appeals.appeal SET
                    version = version + 1, told_at = :toldAt, next_look = :look,
                    enquiry_level = :ENQUIRY, inspection_level = :INSPECTION, agency_level = :AGENCY,
                    pharmacy_level = :PHARMACY, safety_level = :SAFETY, control_level = :CONTROL,
                    acceptance_level = :ACCEPTANCE, statutory_level = :STATUTORY
                 WHERE number = :number
                """,
                appeals.stream()
                        .map(appeal -> new MapSqlParameterSource(levels(appeal))
                                .addValue("number", appeal.number.value())
                                .addValue("toldAt", timestamp(appeal.toldAt), Types.TIMESTAMP_WITH_TIMEZONE)
                                .addValue("look", timestamp(appeal.nextLook), Types.TIMESTAMP_WITH_TIMEZONE))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Saves a changed appeal; a standstill that began or ended is kept with it. */
    void save(Appeal appeal, Instant now) {
        toWrite.put(appeal.number, values(appeal));
        standstill(appeal, now);
        saved.keep(appeal.number, appeal);
    }

    /** Writes what is saved, for whoever reads the table. */
    void writeSaved() {
        toWrite.flush();
    }

    private void write(Collection<SqlParameterSource> appeals) {
        if (appeals.size() > 1) {
            batch.batchUpdate(SAVE, appeals.toArray(SqlParameterSource[]::new));
            return;
        }
        SqlParameterSource one = appeals.iterator().next();
        try (var working = LoggedAppeal.of(String.valueOf(one.getValue("number")))) {
            batch.update(SAVE, one);
        }
    }

    private static MapSqlParameterSource values(Appeal appeal) {
        return new MapSqlParameterSource()
                .addValue("number", appeal.number.value())
                .addValue("state", appeal.state.name())
                .addValue("outcome", text(name(appeal.outcome)))
                .addValue("kind", appeal.kind.name())
                .addValue("category", appeal.category.value())
                .addValue("district", text(Objects.toString(appeal.district, null)))
                .addValue("words", appeal.words)
                .addValue("danger", appeal.danger)
                .addValue("safe", appeal.safe)
                .addValue("answer", text(appeal.answer))
                .addValue("duplicate", text(appeal.duplicateOf))
                .addValue("from", moment(appeal.countedFrom))
                .addValues(norm(appeal.decision))
                .addValue("calling", appeal.decision.limits().calling().iso())
                .addValue("calendarVersion", appeal.calendarVersion)
                .addValue("length", appeal.length.toMillis())
                .addValue("paused", appeal.paused.toMillis())
                .addValue("pauses", appeal.openPauses)
                .addValue("done", appeal.done)
                .addValue("since", moment(appeal.pausedSince))
                .addValue("base", moment(appeal.baseDue))
                .addValue("due", moment(appeal.due))
                .addValue("stepDue", moment(appeal.stepDue))
                .addValue("stepLength", appeal.stepLength.toMillis())
                .addValue("acceptDue", moment(appeal.acceptDue))
                .addValue("acceptLength", appeal.acceptLength.toMillis())
                .addValue("statutory", moment(appeal.statutoryDue))
                .addValue("statutoryLength", appeal.statutoryLength.toMillis())
                .addValue("forward", moment(appeal.forwardDue))
                .addValue("held", moment(appeal.heldUntil))
                .addValue("extensions", appeal.extensions)
                .addValue("askedBy", text(Objects.toString(appeal.extensionAskedBy, null)))
                .addValue("toldAt", moment(appeal.toldAt))
                .addValues(levels(appeal))
                .addValue("attempts", appeal.attempts)
                .addValue("hops", appeal.hops)
                .addValue("reworks", appeal.reworks)
                .addValue("reopenings", appeal.reopenings)
                .addValue("look", moment(appeal.nextLook))
                .addValue("closed", moment(appeal.closedAt));
    }

    private void standstill(Appeal appeal, Instant now) {
        if (appeal.pausedWhenRead() == null && appeal.pausedSince != null) {
            jdbc.sql("INSERT INTO appeals.pause (number, since, why) VALUES (?, ?, ?)")
                    .params(
                            appeal.number.value(),
                            timestamp(appeal.pausedSince),
                            appeal.pauseReason().name())
                    .update();
        } else if (appeal.pausedWhenRead() != null && appeal.pausedSince == null) {
            jdbc.sql("UPDATE appeals.pause SET until = ? WHERE number = ? AND until IS NULL")
                    .params(timestamp(now), appeal.number.value())
                    .update();
        }
        appeal.readPause(appeal.pausedSince);
    }

    /** The standstills that count for the deadline in force and are over, in order. */
    List<Pause> pauses(AppealNumber number, Instant countedFrom) {
        return jdbc.sql("SELECT since, until, why FROM appeals.pause"
                        + " WHERE number = ? AND since >= ? AND until IS NOT NULL ORDER BY id")
                .params(number.value(), timestamp(countedFrom))
                .query((row, rowNumber) -> new Pause(
                        instant(row, "since"), instant(row, "until"), PauseReason.valueOf(row.getString("why"))))
                .list();
    }

    /** The extensions that count for the deadline in force, in order. */
    List<Norm> extensions(AppealNumber number, Instant countedFrom, CalendarKind calendar) {
        return jdbc
                .sql(
                        "SELECT norm_iso FROM appeals.extension WHERE number = ? AND asked_at >= ? AND granted ORDER BY id")
                .params(number.value(), timestamp(countedFrom))
                .query(String.class)
                .list()
                .stream()
                .map(iso -> new Norm(iso, calendar))
                .toList();
    }

    void askExtension(AppealNumber number, AgencyCode agency, Norm more, String reason, Instant at, Actor actor) {
        jdbc.sql("INSERT INTO appeals.extension (number, agency, norm_iso, reason, asked_at, asked_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .params(number.value(), agency.value(), more.iso(), reason, timestamp(at), actor.userId())
                .update();
    }

    /** Ends the request that is open; with what was granted, which may differ from what was asked. */
    void decideExtension(AppealNumber number, @Nullable Norm granted, Instant at, Actor actor) {
        jdbc.sql("UPDATE appeals.extension SET decided_at = :at, decided_by = :actor, granted = :granted,"
                        + " norm_iso = coalesce(:iso, norm_iso) WHERE number = :number AND decided_at IS NULL")
                .param("at", timestamp(at))
                .param("actor", actor.userId())
                .param("granted", granted != null)
                .param("iso", granted == null ? null : granted.iso(), Types.VARCHAR)
                .param("number", number.value())
                .update();
    }

    /** What an agency asked for and nobody has decided yet; null when nothing is asked. */
    @Nullable
    String askedExtension(AppealNumber number) {
        return jdbc.sql("SELECT norm_iso FROM appeals.extension WHERE number = ? AND decided_at IS NULL")
                .param(number.value())
                .query(String.class)
                .optional()
                .orElse(null);
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
                .param("from", text(name(from)))
                .param("to", to.name())
                .param("agency", text(Objects.toString(agency, null)))
                .param("note", text(note))
                .update();
    }

    /** A line of the journal that the centre itself writes. */
    record Line(AppealNumber number, Step step, AppealState from, AppealState to, String note) {}

    void journal(List<Line> lines, Instant at) {
        batch.batchUpdate(
                "INSERT INTO appeals.journal (number, at, actor, step, from_state, to_state, note)"
                        + " VALUES (:number, :at, :actor, :step, :from, :to, :note)",
                lines.stream()
                        .map(line -> new MapSqlParameterSource(
                                        "number", line.number().value())
                                .addValue("at", timestamp(at))
                                .addValue("actor", Actor.SYSTEM.userId())
                                .addValue("step", line.step().name())
                                .addValue("from", line.from().name())
                                .addValue("to", line.to().name())
                                .addValue("note", line.note()))
                        .toArray(SqlParameterSource[]::new));
    }

    void assign(AppealNumber number, AgencyCode agency, Instant since) {
        jdbc.sql("INSERT INTO appeals.assignment (number, agency, since, state) VALUES (?, ?, ?, 'OPEN')"
                        + " ON CONFLICT (number, agency) DO UPDATE"
                        + " SET since = EXCLUDED.since, state = 'OPEN', said = NULL, accepted_at = NULL")
                .params(number.value(), agency.value(), timestamp(since))
                .update();
    }

    /**
     * What is left of the agencies' work.
     *
     * @param open agencies that are at it
     * @param notAccepted those of them where nobody has taken it on
     */
    record Rest(int open, int notAccepted) {}

    /** Ends an open assignment; null when the agency has none. */
    @Nullable
    Rest endAssignment(AppealNumber number, AgencyCode agency, String state, String said) {
        return jdbc.sql("""
                WITH ended AS (
                    UPDATE appeals.assignment SET state = :state, said = :said
                     WHERE number = :number AND agency = :agency AND state = 'OPEN'
                    RETURNING agency)
                SELECT count(rest.agency) AS open,
                       count(rest.agency) FILTER (WHERE rest.accepted_at IS NULL) AS not_accepted
                  FROM ended
                  LEFT JOIN appeals.assignment rest
                    ON rest.number = :number AND rest.state = 'OPEN' AND rest.agency <> ended.agency
                HAVING count(ended.agency) > 0
                """)
                .param("state", state)
                .param("said", said)
                .param("number", number.value())
                .param("agency", agency.value())
                .query((row, rowNumber) -> new Rest(row.getInt("open"), row.getInt("not_accepted")))
                .optional()
                .orElse(null);
    }

    /** Somebody of the agency takes the work on; null when that was known, or when the agency has no work. */
    @Nullable
    Rest accept(AppealNumber number, AgencyCode agency, Instant at) {
        return jdbc.sql("""
                WITH accepted AS (
                    UPDATE appeals.assignment SET accepted_at = :at
                     WHERE number = :number AND agency = :agency AND state = 'OPEN' AND accepted_at IS NULL
                    RETURNING agency)
                SELECT count(rest.agency) + 1 AS open,
                       count(rest.agency) FILTER (WHERE rest.accepted_at IS NULL) AS not_accepted
                  FROM accepted
                  LEFT JOIN appeals.assignment rest
                    ON rest.number = :number AND rest.state = 'OPEN' AND rest.agency <> accepted.agency
                HAVING count(accepted.agency) > 0
                """)
                .param("at", timestamp(at))
                .param("number", number.value())
                .param("agency", agency.value())
                .query((row, rowNumber) -> new Rest(row.getInt("open"), row.getInt("not_accepted")))
                .optional()
                .orElse(null);
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
        jdbc.sql("UPDATE appeals.assignment SET state = 'OPEN', accepted_at = NULL"
                        + " WHERE number = ? AND state = 'SOLVED'")
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

    /** An agency's work in hand, and whether somebody there has taken it on. */
    record Work(AgencyCode agency, boolean accepted) {}

    /** The work in hand at agencies, by appeal; an appeal with none is not in it. */
    Map<AppealNumber, List<Work>> work(Collection<AppealNumber> numbers) {
        Map<AppealNumber, List<Work>> work = new HashMap<>();
        jdbc.sql("SELECT number, agency, accepted_at IS NOT NULL AS accepted FROM appeals.assignment"
                        + " WHERE number = ANY (?) AND state = 'OPEN' ORDER BY agency")
                .param(numbers.stream().map(AppealNumber::value).toArray(String[]::new))
                .query(row -> {
                    work.computeIfAbsent(new AppealNumber(row.getString("number")), number -> new ArrayList<>())
                            .add(new Work(new AgencyCode(row.getString("agency")), row.getBoolean("accepted")));
                });
        return work;
    }

    static Appeal appeal(ResultSet row, int rowNumber) throws SQLException {
        String district = row.getString("district");
        var appeal = new Appeal(
                new AppealNumber(row.getString("number")),
                AppealState.valueOf(row.getString("state")),
                new Appeal.NewFacts(
                        CategoryKind.valueOf(row.getString("kind")),
                        new CategoryCode(row.getString("category")),
                        district == null ? null : new DistrictCode(district),
                        row.getString("words"),
                        Channel.valueOf(row.getString("channel")),
                        row.getBoolean("danger")),
                instant(row, "counted_from"),
                decision(row),
                row.getInt("calendar_version"),
                Duration.ofMillis(row.getLong("norm_millis")),
                instant(row, "base_due"),
                instant(row, "due_at"),
                instant(row, "statutory_due"),
                Duration.ofMillis(row.getLong("statutory_millis")),
                instant(row, "forward_due"));
        String outcome = row.getString("outcome");
        appeal.outcome = outcome == null ? null : Outcome.valueOf(outcome);
        appeal.address = row.getString("address");
        appeal.caller = new Appeal.Caller(
                row.getString("resident_name"),
                row.getString("phone"),
                Language.of(row.getString("language")),
                instant(row, "registered_at"));
        appeal.safe = row.getBoolean("safe");
        appeal.answer = row.getString("answer");
        appeal.duplicateOf = row.getString("duplicate_of");
        appeal.paused = Duration.ofMillis(row.getLong("paused_millis"));
        appeal.openPauses = row.getInt("open_pauses");
        appeal.done = row.getBoolean("done");
        appeal.readPause(instantOrNull(row, "paused_since"));
        appeal.stepDue = instantOrNull(row, "step_due");
        appeal.stepLength = Duration.ofMillis(row.getLong("step_millis"));
        appeal.acceptDue = instantOrNull(row, "accept_due");
        appeal.acceptLength = Duration.ofMillis(row.getLong("accept_millis"));
        appeal.heldUntil = instantOrNull(row, "held_until");
        appeal.extensions = row.getInt("extensions");
        String askedBy = row.getString("extension_asked_by");
        appeal.extensionAskedBy = askedBy == null ? null : new AgencyCode(askedBy);
        for (Stage stage : Stage.values()) {
            appeal.levels.put(stage, row.getInt(stage.name().toLowerCase(Locale.ROOT) + "_level"));
        }
        appeal.toldAt = instantOrNull(row, "told_at");
        appeal.attempts = row.getInt("attempts");
        appeal.hops = row.getInt("hops");
        appeal.reworks = row.getInt("reworks");
        appeal.reopenings = row.getInt("reopenings");
        appeal.anonymised = row.getTimestamp("anonymised_at") != null;
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

    private static NormDecision decision(ResultSet row) throws SQLException {
        CalendarKind calendar = CalendarKind.valueOf(row.getString("norm_calendar"));
        return new NormDecision(
                new Norm(row.getString("norm_iso"), calendar),
                row.getInt("warning_percent"),
                row.getString("ladder"),
                new NormDecision.StepLimits(
                        new Norm(row.getString("limit_registering"), calendar),
                        new Norm(row.getString("limit_inspecting"), calendar),
                        new Norm(row.getString("limit_accepting"), calendar),
                        new Norm(row.getString("limit_calling"), calendar)),
                row.getString("norm_reason"),
                row.getInt("norm_row"),
                row.getInt("norm_version"));
    }

    private static Map<String, Object> norm(NormDecision decision) {
        return Map.of(
                "iso", decision.norm().iso(),
                "calendar", decision.norm().calendar().name(),
                "reason", decision.reason(),
                "row", decision.row(),
                "version", decision.version(),
                "warning", decision.warning(),
                "ladder", decision.ladder(),
                "registering", decision.limits().registering().iso(),
                "inspecting", decision.limits().inspecting().iso(),
                "accepting", decision.limits().accepting().iso());
    }

    private static Map<String, Integer> levels(Appeal appeal) {
        return Arrays.stream(Stage.values())
                .collect(Collectors.toMap(Stage::name, stage -> appeal.levels.getOrDefault(stage, 0)));
    }

    /**
     * A text that may be missing. Named with its type, because the driver has a statement parsed and planned anew whenever
     * what is missing changes and has none.
     */
    private static SqlParameterValue text(@Nullable String value) {
        return new SqlParameterValue(Types.VARCHAR, value);
    }

    /** An instant that may be missing; why it has a type: {@link #text}. */
    private static SqlParameterValue moment(@Nullable Instant instant) {
        return new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, "timestamptz", timestamp(instant));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
