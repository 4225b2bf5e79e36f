package kz.ikomek.deadlines;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import biweekly.property.RecurrenceRule;
import biweekly.property.Summary;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A calendar file (RFC 5545). Each event of whole days is one or more days of the calendar; it may come again every year,
 * and then counts in the years that the draft knows and in the next. An event is a holiday, unless a category or a mark at
 * the end of its title says otherwise: {@code [day-off]}, {@code [working-day]}, {@code [short-day 16:00]}.
 */
final class IcsFile {

    private static final int LONGEST_EVENT = 31;
    private static final int MOST_OCCURRENCES = 5_000;
    private static final TimeZone UTC = TimeZone.getTimeZone(ZoneOffset.UTC);

    private static final Pattern MARK = Pattern.compile("\\s*\\[([^\\]]*)\\]\\s*$");
    private static final Pattern WITH_TIME = Pattern.compile("(.*?)[\\s=]+(\\d{1,2}:\\d{2})");

    /** Words by which a category or a mark names a kind. */
    private static final Map<String, CalendarDay.Kind> KINDS = Map.ofEntries(
            Map.entry("holiday", CalendarDay.Kind.HOLIDAY),
            Map.entry("мереке", CalendarDay.Kind.HOLIDAY),
            Map.entry("праздник", CalendarDay.Kind.HOLIDAY),
            Map.entry("day-off", CalendarDay.Kind.DAY_OFF),
            Map.entry("демалыс", CalendarDay.Kind.DAY_OFF),
            Map.entry("выходной", CalendarDay.Kind.DAY_OFF),
            Map.entry("working-day", CalendarDay.Kind.WORKING_DAY),
            Map.entry("жұмыс-күні", CalendarDay.Kind.WORKING_DAY),
            Map.entry("рабочий-день", CalendarDay.Kind.WORKING_DAY),
            Map.entry("short-day", CalendarDay.Kind.SHORT_DAY),
            Map.entry("қысқа-күн", CalendarDay.Kind.SHORT_DAY),
            Map.entry("сокращённый-день", CalendarDay.Kind.SHORT_DAY),
            Map.entry("сокращенный-день", CalendarDay.Kind.SHORT_DAY));

    private final ImportedLines lines;
    private final Set<Integer> years;

    /** @param thisYear counts as known where the draft has no day at all */
    IcsFile(ImportedLines lines, CalendarDraft draft, int thisYear) {
        this.lines = lines;
        TreeSet<Integer> known = draft.years();
        if (known.isEmpty()) {
            known.add(thisYear);
        }
        known.add(Math.min(known.last() + 1, CalendarRules.LAST_YEAR));
        this.years = known;
    }

    /** Whether the text is such a file and no table. */
    static boolean is(String text) {
        return text.stripLeading().regionMatches(true, 0, "BEGIN:VCALENDAR", 0, "BEGIN:VCALENDAR".length());
    }

    void read(String text) {
        List<Long> begins = begins(text);
        List<VEvent> events = Biweekly.parse(text).all().stream()
                .flatMap(calendar -> calendar.getEvents().stream())
                .toList();
        if (events.isEmpty()) {
            throw new Refusal("calendar.file.no-events", "file");
        }
        for (int i = 0; i < events.size(); i++) {
            VEvent event = events.get(i);
            long number = begins.get(Math.min(i, begins.size() - 1));
            lines.attempt(number, () -> event(number, event));
        }
    }

    /** The line in which each event begins. */
    private static List<Long> begins(String text) {
        List<Long> begins = new ArrayList<>();
        long number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.strip().equalsIgnoreCase("BEGIN:VEVENT")) {
                begins.add(number);
            }
        }
        return begins;
    }

    /** What a mark or a category says. */
    private record Kind(CalendarDay.Kind kind, @Nullable LocalTime closes) {}

    private void event(long number, VEvent event) {
        if (event.getRecurrenceId() != null || !event.getRecurrenceDates().isEmpty()) {
            throw new Refusal("calendar.event.exception", "date");
        }
        if (event.getStatus() != null && event.getStatus().isCancelled()) {
            throw new Refusal("calendar.event.cancelled", null);
        }
        String title = title(event);
        var mark = MARK.matcher(title);
        Kind kind = mark.find() ? marked(mark.group(1)) : categorised(event);
        String name = mark.replaceFirst("").strip();
        LocalDate first =
                date(event.getDateStart() == null ? null : event.getDateStart().getValue());
        int length = length(event, first);
        for (LocalDate start : starts(event, first)) {
            for (int day = 0; day < length; day++) {
                take(number, start.plusDays(day), kind, name, event);
            }
        }
    }

    private void take(long number, LocalDate date, Kind kind, String name, VEvent event) {
        LocalizedText all = names(event);
        if (all == null) {
            lines.take(number, date, kind.kind(), kind.closes(), name, "");
        } else {
            lines.attempt(
                    number,
                    () -> lines.take(
                            number, new EnteredDay(DayInput.day(date, kind.kind(), kind.closes(), all), "iCalendar")));
        }
    }

    private static String title(VEvent event) {
        Summary summary = event.getSummary();
        return summary == null || summary.getValue() == null ? "" : summary.getValue();
    }

    /** Titles in the three languages, where the event has one for each. */
    private static @Nullable LocalizedText names(VEvent event) {
        String[] names = new String[Language.values().length];
        for (Summary summary : event.getProperties(Summary.class)) {
            for (Language language : Language.values()) {
                if (language.tag().equalsIgnoreCase(summary.getLanguage()) && summary.getValue() != null) {
                    names[language.ordinal()] =
                            MARK.matcher(summary.getValue()).replaceFirst("").strip();
                }
            }
        }
        String kk = names[Language.KK.ordinal()];
        String ru = names[Language.RU.ordinal()];
        String en = names[Language.EN.ordinal()];
        return kk == null || ru == null || en == null ? null : new LocalizedText(kk, ru, en);
    }

    private static Kind marked(String mark) {
        var withTime = WITH_TIME.matcher(mark.strip());
        LocalTime closes = withTime.matches() ? DayInput.time(withTime.group(2)) : null;
        String word = withTime.matches() ? withTime.group(1) : mark;
        CalendarDay.Kind kind = KINDS.get(folded(word));
        if (kind == null) {
            throw new Refusal("calendar.day.kind-unknown", "kind", word.strip());
        }
        return new Kind(kind, closes);
    }

    /** By the first category that names a kind; other categories say nothing. */
    private static Kind categorised(VEvent event) {
        return event.getCategories().stream()
                .flatMap(categories -> categories.getValues().stream())
                .filter(word -> {
                    var withTime = WITH_TIME.matcher(word.strip());
                    return KINDS.containsKey(folded(withTime.matches() ? withTime.group(1) : word));
                })
                .findFirst()
                .map(IcsFile::marked)
                .orElse(new Kind(CalendarDay.Kind.HOLIDAY, null));
    }

    private static String folded(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("\\s+", "-");
    }

    private static LocalDate date(@Nullable ICalDate date) {
        if (date == null || date.getRawComponents() == null) {
            throw new Refusal("calendar.event.no-date", "date");
        }
        if (date.hasTime()) {
            throw new Refusal("calendar.event.not-whole-days", "date");
        }
        DateTimeComponents parts = date.getRawComponents();
        try {
            return LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate());
        } catch (DateTimeException e) {
            throw new Refusal("calendar.day.date-unreadable", "date", parts.toString(false, false));
        }
    }

    /** Days from the start to the end, which does not belong to it. */
    private static int length(VEvent event, LocalDate first) {
        long days = 1;
        if (event.getDateEnd() != null) {
            days = ChronoUnit.DAYS.between(first, date(event.getDateEnd().getValue()));
        } else if (event.getDuration() != null && event.getDuration().getValue() != null) {
            days = event.getDuration().getValue().toMillis()
                    / ChronoUnit.DAYS.getDuration().toMillis();
        }
        if (days < 1) {
            throw new Refusal("calendar.event.ends-before", "date");
        }
        if (days > LONGEST_EVENT) {
            throw new Refusal("calendar.event.too-long", "date", LONGEST_EVENT);
        }
        return Math.toIntExact(days);
    }

    private List<LocalDate> starts(VEvent event, LocalDate first) {
        List<RecurrenceRule> rules = event.getProperties(RecurrenceRule.class);
        if (rules.isEmpty()) {
            return List.of(first);
        }
        Recurrence rule = rules.get(0).getValue();
        if (rules.size() > 1 || rule == null || rule.getFrequency() != Frequency.YEARLY) {
            throw new Refusal("calendar.event.not-yearly", "date");
        }
        Set<LocalDate> without = new HashSet<>();
        event.getExceptionDates().forEach(dates -> dates.getValues().forEach(date -> without.add(date(date))));
        return repeated(rule, first).stream()
                .filter(day -> !without.contains(day))
                .toList();
    }

    /** In UTC throughout, so that the machine's own zone moves no day. */
    private List<LocalDate> repeated(Recurrence rule, LocalDate first) {
        List<LocalDate> days = new ArrayList<>();
        int last = years.stream().max(Integer::compare).orElseThrow();
        var dates = rule.getDateIterator(
                new ICalDate(Date.from(first.atStartOfDay(ZoneOffset.UTC).toInstant()), false), UTC);
        for (int i = 0; dates.hasNext(); i++) {
            LocalDate day =
                    LocalDate.ofInstant(Instant.ofEpochMilli(dates.next().getTime()), ZoneOffset.UTC);
            if (i >= MOST_OCCURRENCES) {
                throw new Refusal("calendar.event.not-yearly", "date");
            }
            if (day.getYear() > last) {
                break;
            }
            if (years.contains(day.getYear())) {
                days.add(day);
            }
        }
        if (days.isEmpty()) {
            throw new Refusal("calendar.event.no-known-year", "date");
        }
        return days;
    }
}
