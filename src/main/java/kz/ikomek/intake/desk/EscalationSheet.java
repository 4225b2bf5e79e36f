package kz.ikomek.intake.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was told and will be told about one appeal, ready to show to one reader: in the reader's language, times of
 * Shymkent.
 *
 * @param number as it is read out: {@code 1000 0017}
 * @param path of the appeal's page
 * @param held until when nobody above is told; null when nothing is held
 * @param past what went out or waits to, the oldest first
 * @param coming what is to come if nothing happens meanwhile, in order
 */
record EscalationSheet(
        String number,
        String path,
        String category,
        @Nullable String held,
        List<Past> past,
        List<Coming> coming) {

    /** @param state what became of the mail */
    record Past(String at, String to, String subject, String state, boolean dead) {}

    /**
     * @param at when the level is told
     * @param leaves when its mail leaves, where quiet hours keep it; null when at once
     * @param preview link to the exact mail
     */
    record Coming(
            String at, @Nullable String leaves, String stage, int level, String role, String to, String preview) {}

    /**
     * One mail before it is sent.
     *
     * @param html the mail's own page
     */
    record Preview(String role, String to, String leaves, String subject, String text, String html) {}
}
