package kz.ikomek.bench;

import java.util.List;

/**
 * One of those that are compared: it takes a case from the call to its end, in steps that a person claims and completes,
 * with a timer beside each that is not due for days.
 */
interface Lifecycle {

    String name();

    /** Name of its database on the server of the run. */
    String database();

    /** The operator's part, in one call. Returns what names the case. */
    String register();

    /** The steps that follow, in order, by the name of their task in the model. */
    List<String> steps();

    /** Id of the task of a step that waits in a case. */
    String task(String name, String step);

    /** The person of that step takes the task. */
    void claim(String task, String step);

    /** The person of that step completes the task with what stands in its form. */
    void complete(String task, String step);

    /** Its job executor begins to look for timers. */
    void on();

    /** Its job executor ends. */
    void off();

    /** How many cases have ended. */
    long ended();
}
