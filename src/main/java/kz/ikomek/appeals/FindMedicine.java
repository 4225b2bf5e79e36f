package kz.ikomek.appeals;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The seconded pharmacist looks for a medicine and calls the resident back. */
@Component
@Transactional
public class FindMedicine {

    private final Change change;

    FindMedicine(Change change) {
        this.change = change;
    }

    /**
     * Found: where, at what price, until when.
     *
     * @throws Refusal naming the field {@code pharmacy} when it is missing, or {@code calledBack} when the resident
     *     does not know yet
     */
    public void found(
            AppealNumber number,
            @Nullable String pharmacy,
            @Nullable String price,
            @Nullable String until,
            boolean calledBack,
            Actor actor) {
        String where = Texts.required(pharmacy, "pharmacy");
        String cost = Texts.line(price, "price");
        String limit = Texts.line(until, "until");
        requireCall(calledBack);
        String said = Stream.of(where, cost, limit).filter(Objects::nonNull).collect(Collectors.joining("; "));
        change.apply(number, Step.MEDICINE_FOUND, said, actor, appeal -> appeal.answer = said);
    }

    /**
     * Not found anywhere.
     *
     * @throws Refusal naming the field {@code note} when it is missing, or {@code calledBack}
     */
    public void notFound(AppealNumber number, @Nullable String note, boolean calledBack, Actor actor) {
        String said = Texts.required(note, "note");
        requireCall(calledBack);
        change.apply(number, Step.MEDICINE_NOT_FOUND, said, actor, appeal -> appeal.answer = said);
    }

    /**
     * Not a matter of medicines.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void toInspector(AppealNumber number, @Nullable String reason, Actor actor) {
        change.apply(number, Step.SENT_TO_INSPECTOR, Texts.required(reason, "reason"), actor, appeal -> {});
    }

    private static void requireCall(boolean calledBack) {
        if (!calledBack) {
            throw new Refusal("shared.required", "calledBack");
        }
    }
}
