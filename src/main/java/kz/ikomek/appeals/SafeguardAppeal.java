package kz.ikomek.appeals;

import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A controller keeps a dangerous appeal under control until it is safe. */
@Component
@Transactional
public class SafeguardAppeal {

    private final Change change;

    SafeguardAppeal(Change change) {
        this.change = change;
    }

    /**
     * It is safe now.
     *
     * @throws Refusal naming the field {@code note} when nothing says how that is known
     */
    public void safe(AppealNumber number, @Nullable String note, Actor actor) {
        change.apply(number, Step.MADE_SAFE, Texts.required(note, "note"), actor, appeal -> appeal.safe = true);
    }
}
