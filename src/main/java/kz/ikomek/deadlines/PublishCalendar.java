package kz.ikomek.deadlines;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a draft the next version of the calendar. New deadlines follow it from then on; those in force stay, unless they
 * are moved with the publication.
 */
@Component
public class PublishCalendar {

    private static final int LONGEST_NOTE = 500;

    private final CalendarStore store;
    private final DraftStore drafts;
    private final ObjectProvider<OpenDeadlines> open;
    private final Clock clock;

    PublishCalendar(CalendarStore store, DraftStore drafts, ObjectProvider<OpenDeadlines> open, Clock clock) {
        this.store = store;
        this.drafts = drafts;
        this.open = open;
        this.clock = clock;
    }

    /** @param moved how many deadlines in force were moved */
    public record Published(int version, int moved) {}

    /**
     * Publishes, and leaves the deadlines in force as they are. The actor's own draft is gone afterwards.
     *
     * @param note why; people read it beside the version
     * @return the number of the new version
     * @throws Refusal naming the field when the draft breaks a rule, the note is missing, or the draft was not made from
     *     the version in force
     */
    @Transactional
    public int publish(CalendarDraft draft, String note, Actor actor) {
        return write(draft, note, actor).version();
    }

    /**
     * Publishes, and in the same transaction moves the deadlines in force by the new version.
     *
     * @throws Refusal as {@link #publish}
     */
    @Transactional
    public Published publishAndMove(CalendarDraft draft, String note, Actor actor) {
        CalendarView next = write(draft, note, actor);
        return new Published(next.version(), open.getObject().move(next.calendar(), actor));
    }

    /**
     * Which deadlines in force the draft would move; empty where nothing keeps deadlines.
     *
     * @throws Refusal when the draft breaks a rule
     */
    public Optional<List<OpenDeadlines.Move>> moves(CalendarDraft draft) {
        WorkingCalendar next = next(draft, "", Actor.SYSTEM).calendar();
        return Optional.ofNullable(open.getIfAvailable()).map(deadlines -> deadlines.moves(next));
    }

    private CalendarView write(CalendarDraft draft, String note, Actor actor) {
        if (note.isBlank()) {
            throw new Refusal("shared.required", "note");
        }
        if (note.length() > LONGEST_NOTE) {
            throw new Refusal("shared.too-long", "note", LONGEST_NOTE);
        }
        CalendarView next = next(draft, note.strip(), actor);
        if (store.newest() != draft.basedOn()) {
            throw stale(draft);
        }
        try {
            store.insert(next);
        } catch (DuplicateKeyException e) {
            throw stale(draft);
        }
        drafts.delete(actor.userId());
        return next;
    }

    private CalendarView next(CalendarDraft draft, String note, Actor actor) {
        CalendarRules.check(draft);
        return new CalendarView(
                draft.basedOn() + 1,
                clock.instant(),
                actor.userId(),
                note,
                new OrdinaryWeek(draft.week(), draft.workedFreeDay()),
                draft.days());
    }

    private static Refusal stale(CalendarDraft draft) {
        return new Refusal("calendar.stale", null, draft.basedOn());
    }
}
