package kz.ikomek.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes an administrator's own draft of the next version. Nothing of it counts before it is published. */
@Component
@Transactional
public class EditCalendar {

    private final DraftStore drafts;
    private final CalendarViews versions;

    EditCalendar(DraftStore drafts, CalendarViews versions) {
        this.drafts = drafts;
        this.versions = versions;
    }

    /** The actor's draft; one that changes nothing when there is none. */
    @Transactional(readOnly = true)
    public CalendarDraft draft(Actor actor) {
        return drafts.find(actor.userId()).orElseGet(() -> CalendarDraft.of(versions.current()));
    }

    /**
     * Enters a day, or enters it anew.
     *
     * @param replaces the date of the entry that is changed, which may move to another date; null for a new entry
     * @throws Refusal naming the field
     */
    public void enter(EnteredDay entered, @Nullable LocalDate replaces, Actor actor) {
        change(actor, draft -> {
            CalendarDraft rest = replaces == null ? draft : draft.without(replaces);
            LocalDate date = entered.day().date();
            if (rest.on(date).isPresent()) {
                throw new Refusal("calendar.day.twice", "date", CalendarRules.shown(date));
            }
            CalendarRules.day(entered, rest);
            return rest.with(List.of(entered));
        });
    }

    /** Takes the entry of a date out; the date becomes an ordinary day. */
    public void remove(LocalDate date, Actor actor) {
        change(actor, draft -> draft.without(date));
    }

    /**
     * Sets the working hours of the week.
     *
     * @throws Refusal naming the field
     */
    public void week(Map<DayOfWeek, List<Shift>> week, List<Shift> workedFreeDay, Actor actor) {
        CalendarRules.week(week, workedFreeDay);
        change(actor, draft -> draft.withWeek(week, workedFreeDay));
    }

    /** Throws the draft away, and the file that waits with it. */
    public void discard(Actor actor) {
        drafts.delete(actor.userId());
    }

    private void change(Actor actor, UnaryOperator<CalendarDraft> change) {
        drafts.lock(actor.userId());
        drafts.keep(actor.userId(), change.apply(draft(actor)));
    }
}
