package kz.ikomek.appeals;

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
        change.apply(number, Step.SOLVED, agency, said, actor, appeal -> {});
        end(number, agency, "SOLVED", said);
    }

    /**
     * Not this agency's business; the hop is counted.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void notOurs(AppealNumber number, AgencyCode agency, @Nullable String reason, Actor actor) {
        String said = Texts.required(reason, "reason");
        change.apply(number, Step.REFUSED_BY_AGENCY, agency, said, actor, appeal -> appeal.hops++);
        end(number, agency, "RETURNED", said);
    }

    /**
     * Asks the resident; the clock stops.
     *
     * @throws Refusal naming the field {@code question} when it is missing
     */
    public void askResident(AppealNumber number, AgencyCode agency, @Nullable String question, Actor actor) {
        change.apply(
                number,
                Step.ASKED_RESIDENT,
                agency,
                Texts.required(question, "question"),
                actor,
                appeal -> appeal.pause(change.now()));
    }

    /**
     * What an operator brings back from the resident; the clock goes on.
     *
     * @throws Refusal naming the field {@code residentAnswer} when it is missing
     */
    public void residentAnswered(AppealNumber number, AgencyCode agency, @Nullable String answer, Actor actor) {
        change.apply(
                number,
                Step.RESIDENT_ANSWERED,
                agency,
                Texts.required(answer, "residentAnswer"),
                actor,
                appeal -> appeal.resume(change.now(), change.calendar));
    }

    /** The resident could not be asked; the clock goes on. */
    public void residentNotReached(AppealNumber number, AgencyCode agency, Actor actor) {
        change.apply(
                number,
                Step.RESIDENT_NOT_REACHED,
                agency,
                null,
                actor,
                appeal -> appeal.resume(change.now(), change.calendar));
    }

    private void end(AppealNumber number, AgencyCode agency, String state, String said) {
        if (!change.store.endAssignment(number, agency, state, said)) {
            throw new Refusal("appeals.agency.not-assigned", "agency", agency.value());
        }
    }
}
