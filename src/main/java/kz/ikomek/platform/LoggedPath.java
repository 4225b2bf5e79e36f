package kz.ikomek.platform;

import java.util.List;

/** A path as it may stand in the log: some end with what opens a door. */
final class LoggedPath {

    private static final List<String> BEFORE_A_SECRET = List.of("/m/", "/api/telephony/events/");

    private LoggedPath() {}

    /** The text, cut off where a secret begins. */
    static String of(String path) {
        for (String before : BEFORE_A_SECRET) {
            int at = path.indexOf(before);
            if (at >= 0) {
                return path.substring(0, at + before.length()) + "…";
            }
        }
        return path;
    }
}
