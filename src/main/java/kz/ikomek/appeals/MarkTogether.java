package kz.ikomek.appeals;

import kz.ikomek.shared.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marks in the journal that the step that follows is taken together with those of other appeals. */
@Component
@Transactional
public class MarkTogether {

    private final Change change;

    MarkTogether(Change change) {
        this.change = change;
    }

    /**
     * Marks an open appeal.
     *
     * @throws kz.ikomek.shared.Refusal when there is no such appeal, or it is closed
     */
    public void mark(AppealNumber number, Together together, Actor actor) {
        change.apply(number, Step.DONE_TOGETHER, together.note(), actor, appeal -> {});
    }
}
