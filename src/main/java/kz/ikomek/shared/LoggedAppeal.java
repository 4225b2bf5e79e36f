package kz.ikomek.shared;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which appeal this thread works on: its number stands beside every line that is logged until this is closed, and then
 * what stood there before.
 */
public final class LoggedAppeal implements AutoCloseable {

    /** Name of the value beside a line (SLF4J's MDC). */
    public static final String KEY = "appeal";

    private final @Nullable String before;

    private LoggedAppeal(@Nullable String before) {
        this.before = before;
    }

    /**
     * From now on.
     *
     * @param number the appeal's; null to leave it as it is
     */
    public static LoggedAppeal of(@Nullable String number) {
        var now = new LoggedAppeal(MDC.get(KEY));
        if (number != null) {
            MDC.put(KEY, number);
        }
        return now;
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
