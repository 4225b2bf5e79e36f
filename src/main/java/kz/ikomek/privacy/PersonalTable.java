package kz.ikomek.privacy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table, and what in it is personal data.
 *
 * @param name with its schema
 * @param personal the columns that hold personal data, and what each holds
 * @param harmless the other columns that could hold a text or bytes: codes, ids, logins of staff, texts about no resident
 * @param way how the personal data goes
 * @param ofAppeals the condition, in SQL, for the rows that belong to the appeals {@code :numbers}; null when none does
 * @param ofPhone the condition for the rows that belong to the phone {@code :phone}, E.164, whatever the appeal; null when
 *     none does
 * @param emptied columns that must not be null, and what they hold when they are empty, in SQL
 */
public record PersonalTable(
        String name,
        Map<String, Kind> personal,
        Set<String> harmless,
        Way way,
        @Nullable String ofAppeals,
        @Nullable String ofPhone,
        Map<String, String> emptied) {

    /** What a column holds. */
    public enum Kind {
        NAME,
        PHONE,
        /** What people said or wrote; may hold names, phones and IINs. */
        TEXT,
        PLACE,
        FILE
    }

    /** How personal data goes. */
    public enum Way {
        /** The columns are emptied, the row stays and is counted. */
        COLUMNS,
        /** The row goes. */
        ROWS,
        /** The notes of the journal go, but for those that hold codes only; the lines stay. */
        NOTES,
        /** Follows another table by a trigger. */
        FOLLOWS,
        /** There is none to go. */
        NOTHING
    }

    /** Copies the collections. */
    public PersonalTable {
        personal = Map.copyOf(personal);
        harmless = Set.copyOf(harmless);
        emptied = Map.copyOf(emptied);
    }

    /** A table without personal data. */
    public static PersonalTable harmless(String name, String... columns) {
        return new PersonalTable(name, Map.of(), Set.of(columns), Way.NOTHING, null, null, Map.of());
    }

    /** A table whose personal data goes in this way. */
    public static PersonalTable of(String name, Way way) {
        return new PersonalTable(name, Map.of(), Set.of(), way, null, null, Map.of());
    }

    /** The same with these columns more. */
    public PersonalTable with(Kind kind, String... columns) {
        var more = new LinkedHashMap<>(personal);
        for (String column : columns) {
            more.put(column, kind);
        }
        return new PersonalTable(name, more, harmless, way, ofAppeals, ofPhone, emptied);
    }

    /** The same; these columns are emptied to this value, because they must not be null. */
    public PersonalTable empty(String value, String... columns) {
        var more = new LinkedHashMap<>(emptied);
        for (String column : columns) {
            more.put(column, value);
        }
        return new PersonalTable(name, personal, harmless, way, ofAppeals, ofPhone, more);
    }

    /** The same with these harmless columns. */
    public PersonalTable beside(String... columns) {
        return new PersonalTable(name, personal, Set.of(columns), way, ofAppeals, ofPhone, emptied);
    }

    /** The same; these rows belong to the appeals {@code :numbers}. */
    public PersonalTable ofAppeals(String condition) {
        return new PersonalTable(name, personal, harmless, way, condition, ofPhone, emptied);
    }

    /** The same; these rows belong to the phone {@code :phone}. */
    public PersonalTable ofPhone(String condition) {
        return new PersonalTable(name, personal, harmless, way, ofAppeals, condition, emptied);
    }
}
