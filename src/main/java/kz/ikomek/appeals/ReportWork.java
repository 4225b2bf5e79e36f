package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an agency says of its work. */
@Component
@Transactional
public class ReportWork {

    private final Change change;

    ReportWork(Change change) {
        this.change = change;
    }

    /**
     * Solved, with what was done.
     *
     * @throws Refusal naming the field {@code report} when it is missing
     */
    public void solved(AppealNumber number, AgencyCode agency, @Nullable String report, Actor actor) {
        String said = Texts.required(report, "report");
        AppealStore.Rest rest = end(number, agency, "SOLVED", said);
        change.apply(number, Step.SOLVED, agency, said, actor, appeal -> {
            left(appeal, agency, rest);
            if (rest.open() == 0) {
                appeal.done = true;
                appeal.pause(change.now());
                appeal.startStep(change.now(), change.calendar(appeal));
            }
        });
    }

    /**
     * Not this agency's business; the hop is counted.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void notOurs(AppealNumber number, AgencyCode agency, @Nullable String reason, Actor actor) {
        String said = Texts.required(reason, "reason");
        AppealStore.Rest rest = end(number, agency, "RETURNED", said);
        change.apply(number, Step.REFUSED_BY_AGENCY, agency, said, actor, appeal -> {
            left(appeal, agency, rest);
            appeal.hops++;
        });
    }

    /**
     * Asks the resident; the clock stops.
     *
     * @return until when the resident may answer; then {@link #residentSilent} is to follow
     * @throws Refusal naming the field {@code question} when it is missing
     */
    public Instant askResident(AppealNumber number, AgencyCode agency, @Nullable String question, Actor actor) {
        change.apply(number, Step.ASKED_RESIDENT, agency, Texts.required(question, "question"), actor, appeal -> {
            appeal.openPauses++;
            appeal.pause(change.now());
        });
        return change.calendars.current().plus(change.now(), change.limits.pauseNorm());
    }

    /**
     * What an operator brings back from the resident; the clock goes on.
     *
     * @throws Refusal naming the field {@code residentAnswer} when it is missing
     */
    public void residentAnswered(AppealNumber number, AgencyCode agency, @Nullable String answer, Actor actor) {
        change.apply(
                number, Step.RESIDENT_ANSWERED, agency, Texts.required(answer, "residentAnswer"), actor, this::goOn);
    }

    /** The resident could not be asked; the clock goes on. */
    public void residentNotReached(AppealNumber number, AgencyCode agency, Actor actor) {
        change.apply(number, Step.RESIDENT_NOT_REACHED, agency, null, actor, this::goOn);
    }

    /** The limit of the pause has passed: the resident is taken not to have answered; the clock goes on. */
    public void residentSilent(AppealNumber number, AgencyCode agency) {
        change.apply(number, Step.RESIDENT_SILENT, agency, null, Actor.SYSTEM, this::goOn);
    }

    /**
     * Somebody of the agency takes the work on. Does nothing when that was known.
     *
     * @param actor who took it on
     */
    public void accepted(AppealNumber number, AgencyCode agency, Actor actor) {
        AppealStore.Rest rest = change.store.accept(number, agency, change.now());
        if (rest != null) {
            change.apply(number, Step.ACCEPTED, agency, null, actor, appeal -> {
                if (rest.notAccepted() == 0) {
                    appeal.acceptDue = null;
                }
            });
        }
    }

    private void goOn(Appeal appeal) {
        appeal.openPauses = Math.max(appeal.openPauses - 1, 0);
        appeal.resume(change.now(), change.calendar(appeal));
    }

    /** What ends with an agency's work. */
    private void left(Appeal appeal, AgencyCode agency, AppealStore.Rest rest) {
        change.dropRequest(appeal, agency);
        if (rest.notAccepted() == 0) {
            appeal.acceptDue = null;
        }
    }

    private AppealStore.Rest end(AppealNumber number, AgencyCode agency, String state, String said) {
        AppealStore.Rest rest = change.store.endAssignment(number, agency, state, said);
        if (rest == null) {
            throw new Refusal("appeals.agency.not-assigned", "agency", agency.value());
        }
        return rest;
    }
}
