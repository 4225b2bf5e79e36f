package kz.ikomek.platform;

import java.util.List;

/** Paths that programs ask, and scripts of pages: what goes wrong there is told as problem details, not as a page. */
final class Programs {

    private static final List<String> PREFIXES = List.of("/api/", "/camunda/api/", "/engine-rest/", "/actuator/");

    private Programs() {}

    /** @param path of the request, below the application's own */
    static boolean ask(String path) {
        return PREFIXES.stream().anyMatch(prefix -> (path + "/").startsWith(prefix));
    }
}
