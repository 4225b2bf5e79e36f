package kz.ikomek.appeals;

import java.time.Instant;
import java.util.Objects;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody who was told of an appeal takes it under the own control. */
@Component
@Transactional
public class TakeUnderControl {

    private final Change change;

    TakeUnderControl(Change change) {
        this.change = change;
    }

    /**
     * Takes an open appeal under control. The journal names who did: as the role, a colon and the name.
     *
     * @param name of the person who was told
     * @param role in which that person was told
     * @return until when the next level is held
     * @throws Refusal when there is no such appeal, or it is closed
     */
    public Instant take(AppealNumber number, String name, ContactRole role) {
        Appeal appeal = change.apply(number, Step.TAKEN_UNDER_CONTROL, role + ": " + name, Actor.SYSTEM, taken -> {});
        return Objects.requireNonNull(appeal.nextLook, "an open appeal is looked at");
    }
}
