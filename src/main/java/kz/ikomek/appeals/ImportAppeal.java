package kz.ikomek.appeals;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.NormQuestion;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an appeal over that was registered in another system. A closed one comes in closed, with its times, its deadline
 * and its answer; an open one begins here anew: its norm is ours and counts from the import.
 */
@Component
public class ImportAppeal {

    /** Stands where a norm's annotation does, for a deadline that the other system gave. */
    static final String NOT_OUR_NORM = "Бұрынғы жүйеде берілген мерзім / Срок, данный в прежней системе";

    /** What the working calendar can count in. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2059;

    private static final Set<Outcome> SOLVED = EnumSet.of(Outcome.SOLVED_CONFIRMED, Outcome.SOLVED_UNCONFIRMED);

    private final Change change;
    private final Catalog catalog;
    private final DecisionTables tables;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ImportAppeal(
            Change change, Catalog catalog, DecisionTables tables, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.change = change;
        this.catalog = catalog;
        this.tables = tables;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * What was imported before.
     *
     * @param digest of the line that it came from; null when it is anonymised
     */
    public record Imported(AppealNumber number, @Nullable String digest) {}

    /** Those of a source that were imported before, by their ids there. */
    @Transactional(readOnly = true)
    public Map<String, Imported> imported(String source, Collection<String> ids) {
        Map<String, Imported> imported = new HashMap<>();
        jdbc.sql("SELECT external_id, number, digest FROM appeals.imported WHERE source = ? AND external_id = ANY (?)")
                .params(source, ids.toArray(String[]::new))
                .query(row -> {
                    imported.put(
                            row.getString("external_id"),
                            new Imported(new AppealNumber(row.getString("number")), row.getString("digest")));
                });
        return imported;
    }

    /**
     * Takes it over. A closed one is told to nobody; an open danger that the routing table gives to no agency is reported
     * at once, as any other. Who starts the case of an open one is the caller, in the same transaction.
     *
     * @throws Refusal naming the field that is missing, too long, unknown or contradicts the others
     * @throws org.springframework.dao.DuplicateKeyException when the source has brought this id before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RegisteredAppeal take(OldAppeal old) {
        NewAppeal told = old.told();
        Category category = catalog.offered(told.category());
        String words = Texts.required(told.text(), "text");
        String answer = Texts.optional(told.answer(), "answer", Texts.LONG);
        String address = Texts.line(told.address(), "address");
        NewAppeal cleaned = told.named(Texts.line(told.residentName(), "residentName"));
        String phone = RegisterAppeal.phone(told);
        boolean danger = told.danger() || category.dangerous();
        OldAppeal.Ending ending = old.ending();
        if (told.district() != null) {
            catalog.requireDistrict(told.district());
        } else if (category.needsDistrict() && ending == null) {
            throw new Refusal("shared.required", "district");
        }
        if (old.agency() != null) {
            catalog.requireAgencies(List.of(old.agency()), "agency");
        }
        Instant now = change.now();
        requirePossible(old, now);

        var facts =
                new Appeal.NewFacts(category.kind(), category.code(), told.district(), words, told.channel(), danger);
        var ours = tables.norm(new NormQuestion(
                category.code(), category.kind(), danger, told.channel().name()));
        var appeal = ending == null ? begun(facts, now, ours) : ended(facts, old.registered(), old.due(), ours, ending);
        appeal.address = address;
        appeal.answer = ending == null ? null : answer;
        appeal.setNextLook(change.plan, change.calendars.current(), now);
        change.store.insert(appeal, cleaned, phone, old.registered(), Actor.SYSTEM);
        var origin = new Origin(
                old.source(),
                old.id(),
                old.registered(),
                old.due(),
                ending == null ? null : ending.at(),
                ending == null ? answer : null);
        journal(appeal, old, origin, now);
        if (ending != null && old.agency() != null && SOLVED.contains(ending.outcome())) {
            solved(appeal.number, old.agency(), old.registered(), answer);
        }
        keepOrigin(appeal.number, old, now);
        if (ending == null && danger && tables.proposal(appeal.category, appeal.district) == null) {
            events.publishEvent(new DangerReported(appeal.number, List.of(), now));
        }
        return RegisterAppeal.facts(appeal);
    }

    private static void requirePossible(OldAppeal old, Instant now) {
        OldAppeal.Ending ending = old.ending();
        requireYear(old.registered(), "registered");
        requirePast(old.registered(), now, "registered");
        if (ending != null) {
            requirePast(ending.at(), now, "closedAt");
            requireNotBefore(old.registered(), ending.at(), "closedAt");
        }
        if (old.due() != null) {
            requireYear(old.due(), "due");
            requireNotBefore(old.registered(), old.due(), "due");
        }
    }

    private static void requireYear(Instant instant, String field) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new Refusal("appeals.import.years", field, String.valueOf(FIRST_YEAR), String.valueOf(LAST_YEAR));
        }
    }

    private static void requirePast(Instant instant, Instant now, String field) {
        if (instant.isAfter(now)) {
            throw new Refusal("appeals.import.future", field);
        }
    }

    private static void requireNotBefore(Instant registered, Instant instant, String field) {
        if (instant.isBefore(registered)) {
            throw new Refusal("appeals.import.before-registered", field);
        }
    }

    private Appeal begun(Appeal.NewFacts facts, Instant now, NormDecision ours) {
        return new Appeal(
                change.store.nextNumber(),
                RegisterAppeal.entry(facts.kind(), facts.danger()),
                facts,
                now,
                ours,
                change.limits,
                change.calendars.current());
    }

    private Appeal ended(
            Appeal.NewFacts facts,
            Instant registered,
            @Nullable Instant due,
            NormDecision ours,
            OldAppeal.Ending ending) {
        WorkingCalendar calendar = change.calendars.current();
        var appeal = new Appeal(
                change.store.nextNumber(),
                AppealState.CLOSED,
                facts,
                registered,
                due == null ? ours : theirs(registered, due, ours),
                change.limits,
                calendar);
        if (due != null) {
            appeal.baseDue = due;
            appeal.due = due;
            appeal.length = Duration.between(registered, due);
        }
        appeal.stepDue = null;
        appeal.stepLength = Duration.ZERO;
        appeal.outcome = ending.outcome();
        appeal.closedAt = ending.at();
        appeal.safe = facts.danger() && SOLVED.contains(ending.outcome());
        return appeal;
    }

    /** The other system's deadline in place of our norm; whole minutes, as norms are. */
    private static NormDecision theirs(Instant registered, Instant due, NormDecision ours) {
        Duration length = Duration.ofMinutes(minutes(due) - minutes(registered));
        var norm = new Norm("PT" + length.toHours() + "H" + length.toMinutesPart() + "M", CalendarKind.ROUND_THE_CLOCK);
        return new NormDecision(norm, ours.warning(), ours.ladder(), ours.limits(), NOT_OUR_NORM, 0, 0);
    }

    private static long minutes(Instant instant) {
        return Duration.ofSeconds(instant.getEpochSecond()).toMinutes();
    }

    /** What happened there at its own times, and at last that it came in. */
    private void journal(Appeal appeal, OldAppeal old, Origin origin, Instant now) {
        AppealState entry = RegisterAppeal.entry(appeal.kind, appeal.danger);
        change.store.journal(appeal.number, old.registered(), Actor.SYSTEM, Step.REGISTERED, null, entry, null, null);
        OldAppeal.Ending ending = old.ending();
        if (ending != null) {
            change.store.journal(
                    appeal.number,
                    ending.at(),
                    Actor.SYSTEM,
                    Step.CLOSED_WITH_OUTCOME,
                    entry,
                    AppealState.CLOSED,
                    null,
                    ending.outcome().name());
        }
        change.store.journal(
                appeal.number,
                now,
                Actor.SYSTEM,
                Step.IMPORTED,
                appeal.state,
                appeal.state,
                old.agency(),
                origin.note());
    }

    private void solved(AppealNumber number, AgencyCode agency, Instant since, @Nullable String answer) {
        change.store.assign(number, agency, since);
        change.store.endAssignment(number, agency, "SOLVED", Objects.requireNonNullElse(answer, ""));
    }

    private void keepOrigin(AppealNumber number, OldAppeal old, Instant now) {
        OldAppeal.Place place = old.place();
        jdbc.sql("INSERT INTO appeals.imported"
                        + " (source, external_id, number, imported_at, digest, latitude, longitude)"
                        + " VALUES (:source, :id, :number, :at, :digest, :latitude, :longitude)")
                .param("source", old.source())
                .param("id", old.id())
                .param("number", number.value())
                .param("at", AppealStore.timestamp(now))
                .param("digest", old.digest())
                .param("latitude", place == null ? null : place.latitude(), Types.DOUBLE)
                .param("longitude", place == null ? null : place.longitude(), Types.DOUBLE)
                .update();
    }
}
