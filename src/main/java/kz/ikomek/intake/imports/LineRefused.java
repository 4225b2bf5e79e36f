package kz.ikomek.intake.imports;

import kz.ikomek.shared.PersonalText;

/**
 * A line that is not imported: which field, and why. The reason is the same for all lines that have the fault; what
 * differs is the quotation, which names no person.
 */
final class LineRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_QUOTE = 60;

    private final String field;
    private final String reason;
    private final String quoted;

    LineRefused(String field, String reason) {
        this(field, reason, "");
    }

    /** @param quoted the value that is refused: a code or a time, never a name, a phone or what somebody said */
    LineRefused(String field, String reason, String quoted) {
        super(reason);
        this.field = field;
        this.reason = reason;
        this.quoted = quoted.isEmpty() ? "" : ": " + shortened(PersonalText.masked(quoted));
    }

    String field() {
        return field;
    }

    String reason() {
        return reason;
    }

    String inFull() {
        return reason + quoted;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
