package kz.ikomek.appeals;

import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator deals with an enquiry that could not be answered in the call. */
@Component
@Transactional
public class AnswerEnquiry {

    private final Change change;

    AnswerEnquiry(Change change) {
        this.change = change;
    }

    /**
     * Records the answer; closing follows.
     *
     * @throws Refusal naming the field {@code answer} when it is missing
     */
    public void answer(AppealNumber number, @Nullable String answer, Actor actor) {
        String said = Texts.required(answer, "answer");
        change.apply(number, Step.ANSWERED, said, actor, appeal -> appeal.answer = said);
    }

    /**
     * Hands the enquiry on, because it is more than an enquiry.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void toInspector(AppealNumber number, @Nullable String reason, Actor actor) {
        change.apply(number, Step.SENT_TO_INSPECTOR, Texts.required(reason, "reason"), actor, appeal -> {});
    }
}
