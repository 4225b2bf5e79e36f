package kz.ikomek.catalog;

/** Which time counts towards a norm. */
public enum CalendarKind {
    /** Only working time of the working calendar. */
    WORKING,
    /** Every minute. */
    ROUND_THE_CLOCK;

    /** Reads {@code 24x7} or {@code working}, as the catalogue and the decision tables write it. */
    public static CalendarKind of(String text) {
        return switch (text) {
            case "24x7" -> ROUND_THE_CLOCK;
            case "working" -> WORKING;
            default -> throw new IllegalArgumentException("calendar must be 24x7 or working, not: " + text);
        };
    }
}
