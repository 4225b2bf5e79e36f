package kz.ikomek.appeals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an imported appeal comes from, as the journal's note keeps it: codes and instants in UTC, which the page words in
 * the reader's language.
 *
 * @param source name of the other system, as the mapping file gives it
 * @param id what the other system knows it by
 * @param registered when it was registered there
 * @param due the deadline there; null when it had none
 * @param closed when it was closed there; null when it came in open
 * @param said what was answered so far, of an appeal that came in open; null when nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Origin(
        String source,
        String id,
        Instant registered,
        @Nullable Instant due,
        @Nullable Instant closed,
        @Nullable String said) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    String note() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and instants can always be written", e);
        }
    }

    /** What such a note says; empty when it is none. */
    public static Optional<Origin> read(String note) {
        try {
            return Optional.of(JSON.readValue(note, Origin.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
