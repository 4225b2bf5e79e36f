package kz.ikomek.directory;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import org.springframework.util.StringUtils;

/**
 * When an institution is open, in a spelling without language: {@code Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00}, or
 * {@code 24/7}; empty when it is not known. It is the plain part of OpenStreetMap's {@code opening_hours}. Times are those
 * of Shymkent.
 */
public final class OpeningHours {

    private static final String ALWAYS = "24/7";
    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    private static final Pattern PART = Pattern.compile("([A-Z][a-z])(?:-([A-Z][a-z]))? (\\S+)");
    private static final Pattern SPAN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final int LONGEST = 200;

    private final String code;
    private final List<Part> parts;
    private final Map<DayOfWeek, List<Span>> week;

    private OpeningHours(String code, List<Part> parts, Map<DayOfWeek, List<Span>> week) {
        this.code = code;
        this.parts = parts;
        this.week = week;
    }

    private record Span(LocalTime from, LocalTime until) {}

    private record Part(DayOfWeek first, DayOfWeek last, List<Span> spans) {}

    /**
     * Reads the spelling.
     *
     * @throws Refusal naming the field {@code hours}
     */
    public static OpeningHours of(String text) {
        String typed = text.strip();
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        if (typed.isEmpty() || typed.equals(ALWAYS)) {
            return new OpeningHours(typed, List.of(), week);
        }
        if (typed.length() > LONGEST) {
            throw invalid();
        }
        List<Part> parts = new ArrayList<>();
        for (String written : typed.split(";", -1)) {
            Part part = part(written.strip());
            parts.add(part);
            for (int day = part.first().getValue(); day <= part.last().getValue(); day++) {
                if (week.put(DayOfWeek.of(day), part.spans()) != null) {
                    throw invalid();
                }
            }
        }
        return new OpeningHours(
                parts.stream().map(OpeningHours::written).collect(Collectors.joining("; ")), parts, week);
    }

    /** The spelling without language. */
    public String code() {
        return code;
    }

    /** Whether anything is known. */
    public boolean known() {
        return !code.isEmpty();
    }

    /**
     * Whether it is open at this moment; empty when the hours are not known.
     *
     * @param local time in Shymkent
     */
    public Optional<Boolean> openAt(LocalDateTime local) {
        if (!known()) {
            return Optional.empty();
        }
        LocalTime time = local.toLocalTime();
        return Optional.of(code.equals(ALWAYS)
                || week.getOrDefault(local.getDayOfWeek(), List.of()).stream()
                        .anyMatch(span -> !time.isBefore(span.from()) && time.isBefore(span.until())));
    }

    /** As it is read out: «Дс–Жм 09:00–13:00, 14:00–18:00; Сн 10:00–14:00»; empty when it is not known. */
    String words(Sentences sentences, Language language) {
        return code.equals(ALWAYS)
                ? sentences.of("directory.hours.always", language)
                : parts.stream()
                        .map(part -> days(part, language) + " "
                                + part.spans().stream()
                                        .map(span -> span.from() + "–" + span.until())
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OpeningHours hours && hours.code.equals(code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }

    private static Part part(String text) {
        var match = PART.matcher(text);
        if (!match.matches()) {
            throw invalid();
        }
        DayOfWeek first = day(match.group(1));
        DayOfWeek last = match.group(2) == null ? first : day(match.group(2));
        List<Span> spans = new ArrayList<>();
        for (String written : match.group(3).split(",", -1)) {
            spans.add(span(written));
        }
        spans.sort(Comparator.comparing(Span::from));
        boolean overlap = IntStream.range(1, spans.size())
                .anyMatch(i -> spans.get(i).from().isBefore(spans.get(i - 1).until()));
        if (overlap || last.getValue() < first.getValue()) {
            throw invalid();
        }
        return new Part(first, last, List.copyOf(spans));
    }

    private static Span span(String text) {
        var match = SPAN.matcher(text);
        if (!match.matches()) {
            throw invalid();
        }
        LocalTime from = time(match.group(1));
        LocalTime until = time(match.group(2));
        if (!from.isBefore(until)) {
            throw invalid();
        }
        return new Span(from, until);
    }

    private static LocalTime time(String text) {
        int hour = Integer.parseInt(text.substring(0, 2));
        int minute = Integer.parseInt(text.substring(3));
        if (hour > 23 || minute > 59) {
            throw invalid();
        }
        return LocalTime.of(hour, minute);
    }

    private static DayOfWeek day(String text) {
        int index = DAYS.indexOf(text);
        if (index < 0) {
            throw invalid();
        }
        return DayOfWeek.of(index + 1);
    }

    private static String written(Part part) {
        String first = DAYS.get(part.first().getValue() - 1);
        String last = DAYS.get(part.last().getValue() - 1);
        return (first.equals(last) ? first : first + "-" + last) + " "
                + part.spans().stream()
                        .map(span -> span.from() + "-" + span.until())
                        .collect(Collectors.joining(","));
    }

    private static String days(Part part, Language language) {
        return part.first() == part.last()
                ? day(part.first(), language)
                : day(part.first(), language) + "–" + day(part.last(), language);
    }

    private static String day(DayOfWeek day, Language language) {
        return StringUtils.capitalize(day.getDisplayName(TextStyle.SHORT, language.locale()));
    }

    private static Refusal invalid() {
        return new Refusal("directory.hours.invalid", "hours");
    }
}
