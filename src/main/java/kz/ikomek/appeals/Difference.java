package kz.ikomek.appeals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import kz.ikomek.deadlines.Norm;
import org.jspecify.annotations.Nullable;

/**
 * One fact that a correction changed, as the journal's note keeps it: codes and instants, which the page words in the
 * reader's language.
 *
 * @param before as its {@link Fact} says; null when it was not known
 * @param after as its {@link Fact} says
 */
public record Difference(Fact fact, @Nullable String before, String after) {

    /** What changed, and how its values are written. */
    public enum Fact {
        /** Code of the category. */
        CATEGORY,
        /** Code of the district. */
        DISTRICT,
        /** {@code true} or {@code false}. */
        DANGER,
        /** What the resident said, in words. */
        TEXT,
        /** ISO 8601 and the calendar's name, with a blank between them. */
        NORM,
        /** Instant in UTC, ISO 8601. */
        DUE
    }

    private static final TypeReference<List<Difference>> LIST = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writerFor(LIST);
    private static final ObjectReader READER = JSON.readerFor(LIST);

    static Difference of(Fact fact, @Nullable Object before, Object after) {
        return new Difference(fact, written(before), Objects.requireNonNull(written(after)));
    }

    /** The note of the journal; null when nothing differs. */
    static @Nullable String note(List<Difference> differences) {
        if (differences.isEmpty()) {
            return null;
        }
        try {
            return WRITER.writeValueAsString(differences);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    /** What such a note says; nothing when it is none, like those of entries written before there were any. */
    static List<Difference> read(@Nullable String note) {
        if (note == null || !note.startsWith("[{")) {
            return List.of();
        }
        try {
            return READER.readValue(note);
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static @Nullable String written(@Nullable Object value) {
        return value instanceof Norm norm ? norm.iso() + " " + norm.calendar() : Objects.toString(value, null);
    }
}
