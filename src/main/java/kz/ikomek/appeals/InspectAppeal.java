package kz.ikomek.appeals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The inspector checks quality and content. */
@Component
@Transactional
public class InspectAppeal {

    /** What ended so says nothing on the matter itself: a duplicate of it would be left without an outcome. */
    private static final Set<Outcome> NOBODY_SOLVES =
            EnumSet.of(Outcome.DUPLICATE, Outcome.WITHDRAWN, Outcome.REJECTED);

    private final Change change;
    private final Catalog catalog;

    InspectAppeal(Change change, Catalog catalog) {
        this.change = change;
        this.catalog = catalog;
    }

    /**
     * Corrects category, district, danger or wording. A new category, or danger, means a new norm, counted from the
     * same instant; old and new stand in the journal. Who changes the category to a dangerous one has named a danger.
     * Does nothing when nothing differs.
     *
     * @return what the routing table says of it
     * @throws Refusal for an unknown category or district
     */
    public Proposal correct(AppealNumber number, Correction correction, Actor actor) {
        return apply(number, Step.CORRECTED, correction, actor, false);
    }

    /**
     * The inspector's check of a dangerous appeal that was routed by rule; journalled even when all was right.
     *
     * @return what the routing table says of it
     * @throws Refusal for an unknown category or district
     */
    public Proposal checkDanger(AppealNumber number, Correction correction, Actor actor) {
        return apply(number, Step.DANGER_CHECKED, correction, actor, true);
    }

    /**
     * Asks the operator.
     *
     * @throws Refusal naming the field {@code question} when it is missing
     */
    public void ask(AppealNumber number, @Nullable String question, Actor actor) {
        change.apply(number, Step.ASKED_OPERATOR, Texts.required(question, "question"), actor, appeal -> {});
    }

    /**
     * The operator's answer to the inspector.
     *
     * @throws Refusal naming the field {@code reply} when it is missing
     */
    public void clarify(AppealNumber number, @Nullable String reply, Actor actor) {
        change.apply(number, Step.CLARIFIED, Texts.required(reply, "reply"), actor, appeal -> {});
    }

    /**
     * Decides to reject; closing follows.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void reject(AppealNumber number, @Nullable String reason, Actor actor) {
        change.apply(number, Step.REJECTED, Texts.required(reason, "reason"), actor, appeal -> {});
    }

    /**
     * Decides that another appeal came first; closing follows.
     *
     * @throws Refusal naming the field {@code duplicateOf} when it is no other appeal's number, or the number of one
     *     that ended without being dealt with
     */
    public void duplicateOf(AppealNumber number, @Nullable String other, Actor actor) {
        AppealNumber first = first(Texts.required(other, "duplicateOf"));
        if (first.equals(number)) {
            throw new Refusal("appeals.duplicate.self", "duplicateOf");
        }
        if (!change.store.exists(first)) {
            throw new Refusal("appeals.duplicate.unknown", "duplicateOf", first.display());
        }
        Outcome outcome = change.store.lock(first).outcome;
        if (outcome != null && NOBODY_SOLVES.contains(outcome)) {
            throw new Refusal("appeals.duplicate.unsolved", "duplicateOf", first.display());
        }
        change.apply(
                number, Step.MARKED_DUPLICATE, first.display(), actor, appeal -> appeal.duplicateOf = first.value());
    }

    /**
     * Answers at the inspector's desk; closing follows.
     *
     * @throws Refusal naming the field {@code answer} when it is missing
     */
    public void answer(AppealNumber number, @Nullable String answer, Actor actor) {
        String said = Texts.required(answer, "answer");
        change.apply(number, Step.ANSWERED, said, actor, appeal -> appeal.answer = said);
    }

    /**
     * Decides to send it on to a body outside the centre; closing follows. Later than the law allows is done all the
     * same, and stands in the journal.
     *
     * @throws Refusal naming the field {@code body} when it is missing
     */
    public void forward(AppealNumber number, @Nullable String body, @Nullable String note, Actor actor) {
        String to = Texts.required(Texts.line(body, "body"), "body");
        String said = Texts.optional(note, "note", Texts.LONG);
        change.apply(number, Step.FORWARDED, said == null ? to : to + ": " + said, actor, appeal -> appeal.answer = to);
    }

    /**
     * Hands a medicine that is not found to the seconded pharmacists: what was registered under another category
     * reaches them once it is corrected.
     *
     * @throws Refusal naming the field {@code category} when it is not one of medicines, or {@code danger} when the
     *     appeal is dangerous: an agency is to act then
     */
    public void toPharmacists(AppealNumber number, @Nullable String note, Actor actor) {
        String said = Texts.optional(note, "note", Texts.LONG);
        change.apply(number, Step.SENT_TO_PHARMACISTS, said, actor, appeal -> {
            if (appeal.kind != CategoryKind.MEDICINE) {
                throw new Refusal("appeals.pharmacists.no-medicine", "category");
            }
            if (appeal.danger) {
                throw new Refusal("appeals.pharmacists.danger", "danger");
            }
        });
    }

    private Proposal apply(AppealNumber number, Step step, Correction correction, Actor actor, boolean always) {
        String wording = Texts.optional(correction.wording(), "wording", Texts.LONG);
        Appeal appeal = change.store.lock(number);
        Instant dueBefore = appeal.due;
        AgencyCode proposed = change.proposal(appeal);
        Boolean danger = correction.danger();
        List<Difference> differences = new ArrayList<>();
        if (correction.category() != null && !correction.category().equals(appeal.category)) {
            Category category = catalog.offered(correction.category());
            differences.add(Difference.of(Difference.Fact.CATEGORY, appeal.category, category.code()));
            appeal.category = category.code();
            appeal.kind = category.kind();
            danger = category.dangerous() ? Boolean.TRUE : danger;
        }
        if (correction.district() != null && !correction.district().equals(appeal.district)) {
            catalog.requireDistrict(correction.district());
            differences.add(Difference.of(Difference.Fact.DISTRICT, appeal.district, correction.district()));
            appeal.district = correction.district();
        }
        if (danger != null && danger != appeal.danger) {
            differences.add(Difference.of(Difference.Fact.DANGER, appeal.danger, danger));
            appeal.danger = danger;
        }
        if (wording != null && !wording.equals(appeal.words)) {
            differences.add(Difference.of(Difference.Fact.TEXT, appeal.words, wording));
            appeal.words = wording;
        }
        var proposal = new Proposal(proposed, change.proposal(appeal));
        if (differences.isEmpty() && !always) {
            change.store.unchanged(appeal);
            return proposal;
        }
        var decision = change.norm(appeal);
        if (decision.norm().equals(appeal.decision.norm())) {
            appeal.decision = decision;
        } else {
            differences.add(Difference.of(Difference.Fact.NORM, appeal.decision.norm(), decision.norm()));
            appeal.follow(decision, change.granted(appeal), change.calendar(appeal));
            differences.add(Difference.of(Difference.Fact.DUE, dueBefore, appeal.due));
            if (appeal.due.isAfter(change.now())) {
                appeal.forgetTold();
            }
        }
        AppealState before = appeal.take(step);
        change.save(appeal);
        change.store.journal(
                number, change.now(), actor, step, before, appeal.state, null, Difference.note(differences));
        return proposal;
    }

    private static AppealNumber first(String typed) {
        try {
            return AppealNumber.parse(typed);
        } catch (Refusal wrong) {
            throw new Refusal(wrong.code(), "duplicateOf");
        }
    }
}
