package kz.ikomek.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.PersonalText;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that is kept of one person, from every table of the registry. That it was made is itself recorded. */
@Component
public class PersonReport {

    private static final TypeReference<LinkedHashMap<String, Object>> ROW = new TypeReference<>() {};
    private static final String DIGITS = "regexp_replace(concat_ws('|', %s), '[^0-9|]', '', 'g')";

    private final PersonalData registry;
    private final RecordAccess access;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    PersonReport(PersonalData registry, RecordAccess access, JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.registry = registry;
        this.access = access;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is kept of a person.
     *
     * @param phone E.164
     * @param iin null when none was given
     * @param appeals numbers of the person's own appeals
     * @param mentionedIn numbers of other appeals in whose texts the phone or the IIN stands
     * @param tables only those in which there is something, with their rows
     */
    public record Report(
            Instant at,
            String phone,
            @Nullable String iin,
            List<String> appeals,
            List<String> mentionedIn,
            List<Rows> tables) {

        /** Copies the lists. */
        public Report {
            appeals = List.copyOf(appeals);
            mentionedIn = List.copyOf(mentionedIn);
            tables = List.copyOf(tables);
        }
    }

    /** Rows of one table; of files there is only that they are there. */
    public record Rows(String table, List<Map<String, Object>> rows) {

        /** Copies the list. */
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Reports on a person.
     *
     * @param iin empty when it is not given
     * @throws Refusal naming the field {@code phone} or {@code iin} when it is none
     */
    @Transactional
    public Report of(String phone, String iin, Actor actor) {
        String person = PhoneNumber.parse(phone).e164();
        String given = iin.replaceAll("[\\s-]", "");
        if (!given.isEmpty() && !PersonalText.isIin(given)) {
            throw new Refusal("privacy.iin", "iin");
        }
        List<String> numbers = jdbc.sql("SELECT number FROM appeals.appeal WHERE phone = ? ORDER BY number")
                .param(person)
                .query(String.class)
                .list();
        if (numbers.isEmpty()) {
            access.reportedNobody(actor);
        } else {
            access.saw(
                    actor, Via.REPORT, numbers.stream().map(AppealNumber::new).toList());
        }
        return new Report(
                clock.instant(),
                person,
                given.isEmpty() ? null : given,
                numbers,
                mentions(numbers, person, given),
                registry.tables().stream()
                        .map(table -> new Rows(table.name(), rows(table, numbers, person)))
                        .filter(table -> !table.rows().isEmpty())
                        .toList());
    }

    private List<Map<String, Object>> rows(PersonalTable table, List<String> numbers, String phone) {
        String where = Stream.of(table.ofAppeals(), table.ofPhone())
                .filter(Objects::nonNull)
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" OR "));
        if (where.isEmpty()) {
            return List.of();
        }
        // The files themselves are handed out by the appeal's page.
        String files = table.personal().entrySet().stream()
                .filter(column -> column.getValue() == PersonalTable.Kind.FILE)
                .map(column -> " - '" + column.getKey() + "'")
                .collect(Collectors.joining());
        var query =
                jdbc.sql("SELECT (to_jsonb(held)" + files + ")::text FROM " + table.name() + " held WHERE " + where);
        if (where.contains(":numbers")) {
            query = query.param("numbers", numbers.toArray(String[]::new));
        }
        if (where.contains(":phone")) {
            query = query.param("phone", phone);
        }
        return query.query(String.class).list().stream().map(this::read).toList();
    }

    /** Other people's appeals are named by number only: what stands in them is theirs. */
    private List<String> mentions(List<String> own, String phone, String iin) {
        List<String> parts = new ArrayList<>();
        parts.add(phone.substring(2));
        if (!iin.isEmpty()) {
            parts.add(iin);
        }
        return jdbc.sql("SELECT number FROM appeals.appeal WHERE number <> ALL (:own) AND " + said("words, answer")
                        + " UNION SELECT number FROM appeals.assignment WHERE number <> ALL (:own) AND " + said("said")
                        + " UNION SELECT number FROM appeals.journal WHERE number <> ALL (:own) AND " + said("note")
                        + " ORDER BY number")
                .param("own", own.toArray(String[]::new))
                .param("parts", parts.stream().map(part -> "%" + part + "%").toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static String said(String columns) {
        return DIGITS.formatted(columns) + " LIKE ANY (:parts)";
    }

    private Map<String, Object> read(String row) {
        try {
            Map<String, Object> all = json.readValue(row, ROW);
            all.values().removeIf(Objects::isNull);
            return all;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database writes JSON", e);
        }
    }
}
