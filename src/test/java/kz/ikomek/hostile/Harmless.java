package kz.ikomek.hostile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where bad input is answered by something else than a 4xx, and why that is right. */
final class Harmless {

    /** @param attempt what a name of an attempt begins with; empty for all */
    private record Case(String group, String attempt, String reason) {}

    private static final List<Case> CASES = List.of();

    private Harmless() {}

    static @Nullable String reason(String group, String attempt, RawHttp.Reply reply) {
        return CASES.stream()
                .filter(one -> group.matches(one.group()) && attempt.startsWith(one.attempt()))
                .map(Case::reason)
                .findFirst()
                .orElse(null);
    }

    static boolean mayWrite(String group, String table) {
        return false;
    }
}
