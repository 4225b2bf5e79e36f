package kz.ikomek.workflow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.ikomek.workflow.invariants.Invariants;
import org.springframework.stereotype.Component;

/** Whether every promise is kept, for whoever is to go on with a database. It only looks. */
@Component
public class PromiseCheck {

    private final Invariants invariants;

    PromiseCheck(Invariants invariants) {
        this.invariants = invariants;
    }

    /** Of all appeals there ever were: each promise by its tag, with the numbers that break it. */
    public Map<String, List<String>> broken() {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        invariants.broken(Instant.EPOCH).forEach((invariant, numbers) -> broken.put(invariant.tag(), numbers));
        return broken;
    }
}
