package kz.ikomek.intake.telephony;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kz.ikomek.intake.telephony.CallEvent.Cause;
import kz.ikomek.intake.telephony.CallEvent.Direction;
import kz.ikomek.intake.telephony.CallEvent.Kind;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of Zammad's generic CTI interface, which many telephone systems can send: {@code event}, {@code from},
 * {@code to}, {@code direction}, {@code callId}, {@code user[]}, {@code queue}, {@code answeringNumber}, {@code cause}.
 * Other fields are passed over. What it refuses names the field.
 */
final class CallEvents {

    private static final Map<String, Kind> KINDS =
            Map.of("newCall", Kind.NEW_CALL, "answer", Kind.ANSWER, "hangup", Kind.HANGUP);
    private static final Map<String, Direction> DIRECTIONS = Map.of("in", Direction.IN, "out", Direction.OUT);
    private static final Map<String, Cause> CAUSES = Map.of(
            "normalclearing", Cause.NORMAL_CLEARING,
            "busy", Cause.BUSY,
            "cancel", Cause.CANCEL,
            "noanswer", Cause.NO_ANSWER,
            "congestion", Cause.CONGESTION,
            "notfound", Cause.NOT_FOUND,
            "forwarded", Cause.FORWARDED);

    /** What telephone systems write for a number that is not shown. */
    private static final List<String> HIDDEN =
            List.of("anonymous", "unknown", "private", "restricted", "withheld", "unavailable", "hidden");

    /** Lists are sent as {@code user[]} or as {@code user}. */
    private static final Set<String> USERS = Set.of("user", "user[]");

    private static final List<String> FIELDS = List.of(
            "event", "from", "to", "direction", "callId", "user", "user[]", "queue", "answeringNumber", "cause");

    /** Longest the interface knows for a call's name; nothing else is longer. */
    private static final int LONGEST = 250;

    private static final int MOST_USERS = 200;
    private static final int LONGEST_INNER_NUMBER = 20;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");
    private static final Pattern DIALLED = Pattern.compile("[+]?[0-9 ().*#/-]+");

    private CallEvents() {}

    /**
     * Reads an event sent as JSON.
     *
     * @throws Refusal naming the field
     */
    static CallEvent read(JsonNode json) {
        Map<String, List<String>> values = new HashMap<>();
        for (String field : FIELDS) {
            JsonNode value = json.path(field);
            if (value.isArray() && USERS.contains(field)) {
                List<String> all = new ArrayList<>();
                value.forEach(one -> all.add(scalar(one, field)));
                values.put(field, all);
            } else if (!value.isMissingNode() && !value.isNull()) {
                values.put(field, List.of(scalar(value, field)));
            }
        }
        return read(values);
    }

    private static String scalar(JsonNode value, String field) {
        if (!value.isValueNode()) {
            throw new Refusal("telephony.event.unreadable", label(field));
        }
        return value.asText();
    }

    /**
     * Reads an event sent as a form.
     *
     * @throws Refusal naming the field
     */
    static CallEvent read(Map<String, List<String>> values) {
        Kind kind = choice("event", values, KINDS);
        Direction direction = choice("direction", values, DIRECTIONS);
        String callId = required("callId", values);
        String from = present("from", values);
        String to = required("to", values);
        String resident = direction == Direction.IN ? from : to;
        String phone = phone(resident);
        return new CallEvent(
                kind,
                callId,
                direction,
                phone,
                phone == null ? innerNumber(resident, direction == Direction.IN ? "from" : "to") : null,
                direction == Direction.IN ? to : from,
                optional("queue", values),
                users(values),
                optional("answeringNumber", values),
                kind == Kind.HANGUP ? cause(optional("cause", values)) : null);
    }

    private static <T> T choice(String field, Map<String, List<String>> values, Map<String, T> choices) {
        T choice = choices.get(required(field, values));
        if (choice == null) {
            throw new Refusal(
                    "telephony.event.unknown",
                    field,
                    String.join(", ", choices.keySet().stream().sorted().toList()));
        }
        return choice;
    }

    private static Cause cause(@Nullable String sent) {
        return sent == null ? Cause.OTHER : CAUSES.getOrDefault(sent.toLowerCase(Locale.ROOT), Cause.OTHER);
    }

    private static List<String> users(Map<String, List<String>> values) {
        List<String> users = USERS.stream()
                .flatMap(field -> values.getOrDefault(field, List.of()).stream())
                .map(String::strip)
                .filter(user -> !user.isEmpty())
                .distinct()
                .toList();
        if (users.size() > MOST_USERS) {
            throw new Refusal("telephony.event.too-long", "user", MOST_USERS);
        }
        users.forEach(user -> printable("user", user));
        return users;
    }

    private static String required(String field, Map<String, List<String>> values) {
        String value = present(field, values);
        if (value.isEmpty()) {
            throw new Refusal("shared.required", field);
        }
        return value;
    }

    private static @Nullable String optional(String field, Map<String, List<String>> values) {
        List<String> sent = values.getOrDefault(field, List.of());
        String value = sent.isEmpty() ? "" : printable(field, sent.get(0).strip());
        return value.isEmpty() ? null : value;
    }

    /** Sent, if only as nothing: some telephone systems send that for a hidden number. */
    private static String present(String field, Map<String, List<String>> values) {
        List<String> sent = values.getOrDefault(field, List.of());
        if (sent.isEmpty()) {
            throw new Refusal("shared.required", field);
        }
        return printable(field, sent.get(0).strip());
    }

    private static String printable(String field, String value) {
        if (value.length() > LONGEST) {
            throw new Refusal("telephony.event.too-long", field, LONGEST);
        }
        if (UNPRINTABLE.matcher(value).find()) {
            throw new Refusal("telephony.event.unreadable", field);
        }
        return value;
    }

    private static String label(String field) {
        return USERS.contains(field) ? "user" : field;
    }

    /** In E.164, also where the plus is left out; null when it is no number of the world's telephone network. */
    private static @Nullable String phone(String sent) {
        if (!DIALLED.matcher(sent).matches()) {
            return null;
        }
        for (String written : List.of(sent, "+" + sent)) {
            try {
                return PhoneNumber.parse(written).e164();
            } catch (Refusal asItIsWritten) {
                continue;
            }
        }
        return null;
    }

    /** Null when hidden. */
    private static @Nullable String innerNumber(String sent, String field) {
        String word = sent.toLowerCase(Locale.ROOT);
        if (word.isEmpty() || HIDDEN.stream().anyMatch(word::startsWith)) {
            return null;
        }
        if (!DIALLED.matcher(sent).matches() || sent.length() > LONGEST_INNER_NUMBER) {
            throw new Refusal("telephony.event.no-number", field);
        }
        return sent;
    }
}
