package kz.ikomek.intake.imports;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * What stands where in a file of another system, and what it is here, as {@link MappingFile} reads it.
 *
 * @param source name of the other system
 * @param zone in which times without an offset are written
 * @param language of the residents
 * @param columns all that are named, in the order of the mapping
 * @param text columns whose values together are what the resident said
 * @param between stands between two of them
 */
record Mapping(
        String source,
        Charset encoding,
        char separator,
        ZoneId zone,
        DateTimeFormatter format,
        Language language,
        List<Column> columns,
        Column id,
        Column registered,
        @Nullable Closed closed,
        @Nullable Due due,
        Codes status,
        Codes category,
        Codes channel,
        @Nullable Codes agency,
        @Nullable Codes district,
        List<Column> text,
        String between,
        @Nullable Column address,
        @Nullable Column latitude,
        @Nullable Column longitude,
        @Nullable Column answer,
        @Nullable Column name,
        @Nullable Column phone) {

    /** The line is not taken. */
    static final String REFUSE = "refuse";

    /** The field stays empty. */
    static final String NONE = "none";

    /** The appeal goes on here. */
    static final String OPEN = "open";

    /** Our norm, counted from the registration there. */
    static final String NORM = "norm";

    /**
     * A column.
     *
     * @param name its heading
     * @param field which field of the mapping names it
     * @param line of the mapping
     */
    record Column(String name, String field, int line) {}

    /**
     * When it was closed.
     *
     * @param ignoredWhenOpen whether the time is passed over where the status says that it is open; else the line is refused
     */
    record Closed(Column column, boolean ignoredWhenOpen) {}

    /**
     * The deadline.
     *
     * @param whenEmpty {@link #REFUSE}, {@link #NORM}, or a span from the registration, ISO 8601
     */
    record Due(Column column, String whenEmpty) {}

    /**
     * Values of the other system and what they are here.
     *
     * @param column null when every line gets {@code otherwise}
     * @param values our codes by theirs, in small letters
     * @param otherwise for a value that is none of them
     */
    record Codes(@Nullable Column column, Map<String, String> values, String otherwise) {

        /** Our code for a value; {@link #REFUSE} or {@link #NONE} for none. */
        String of(String value) {
            return values.getOrDefault(folded(value), otherwise);
        }

        static String folded(String value) {
            return value.strip().toLowerCase(Locale.ROOT);
        }
    }
}
