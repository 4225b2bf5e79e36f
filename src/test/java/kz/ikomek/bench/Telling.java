package kz.ikomek.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** How stock's timer tells somebody, and what came of it. */
interface Telling extends JavaDelegate {

    void forget();

    int told();

    List<Fired> fired(Map<String, Instant> timers);
}
