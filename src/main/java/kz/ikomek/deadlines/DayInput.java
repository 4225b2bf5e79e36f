package kz.ikomek.deadlines;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A day as people type it.
 *
 * @param date {@code 2026-03-21} or {@code 21.03.2026}
 * @param kind {@code holiday}, {@code day-off}, {@code working-day} or {@code short-day}
 * @param closes {@code 16:00} for a short day; blank for the other kinds
 */
public record DayInput(
        String date, String kind, String closes, String nameKk, String nameRu, String nameEn, String source) {

    private static final DateTimeFormatter WITH_POINTS =
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** What a form lacks is blank. */
    public DayInput {
        date = Objects.requireNonNullElse(date, "");
        kind = Objects.requireNonNullElse(kind, "");
        closes = Objects.requireNonNullElse(closes, "");
        nameKk = Objects.requireNonNullElse(nameKk, "");
        nameRu = Objects.requireNonNullElse(nameRu, "");
        nameEn = Objects.requireNonNullElse(nameEn, "");
        source = Objects.requireNonNullElse(source, "");
    }

    /**
     * The day that was meant. Its name may still be missing.
     *
     * @throws Refusal naming the field that cannot be read
     */
    public EnteredDay read() {
        CalendarDay.Kind read = kind(kind);
        LocalTime end = closes.isBlank() ? null : time(closes);
        LocalDate day = date(date);
        return new EnteredDay(
                day(day, read, end, new LocalizedText(nameKk.strip(), nameRu.strip(), nameEn.strip())), source.strip());
    }

    /** A day whose kind and closing time fit together. */
    static CalendarDay day(LocalDate date, CalendarDay.Kind kind, @Nullable LocalTime closes, LocalizedText name) {
        if (kind == CalendarDay.Kind.SHORT_DAY && closes == null) {
            throw new Refusal("calendar.day.closes-missing", "closes", CalendarRules.shown(date));
        }
        if (kind != CalendarDay.Kind.SHORT_DAY && closes != null) {
            throw new Refusal("calendar.day.closes-unwanted", "closes", CalendarRules.shown(date));
        }
        return new CalendarDay(date, kind, closes, name);
    }

    static LocalDate date(String text) {
        String plain = text.strip();
        if (plain.isEmpty()) {
            throw new Refusal("shared.required", "date");
        }
        try {
            return plain.contains(".") ? LocalDate.parse(plain, WITH_POINTS) : LocalDate.parse(plain);
        } catch (DateTimeException e) {
            throw new Refusal("calendar.day.date-unreadable", "date", quoted(plain));
        }
    }

    static CalendarDay.Kind kind(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(CalendarDay.Kind.values())
                .filter(kind -> kind.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new Refusal("calendar.day.kind-unknown", "kind", quoted(text)));
    }

    static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip(), TIME);
        } catch (DateTimeException e) {
            throw new Refusal("calendar.day.time-unreadable", "closes", quoted(text));
        }
    }

    /** What was typed, short enough for a sentence. */
    private static String quoted(String text) {
        String plain = text.strip();
        return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
    }
}
