package kz.ikomek.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kz.ikomek.shared.Refusal;

/** What a version of the calendar must hold to. Each refusal names the field and quotes the date. */
final class CalendarRules {

    /** Name of the field with the hours of a free day that is worked. */
    static final String WORKED_FREE_DAY = "workedFreeDay";

    /** The last year of which days are taken. */
    static final int LAST_YEAR = 2060;

    private static final int FIRST_YEAR = 2000;
    private static final int LONGEST = 200;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    private CalendarRules() {}

    static void check(CalendarDraft draft) {
        week(draft.week(), draft.workedFreeDay());
        Set<LocalDate> seen = new HashSet<>();
        for (EnteredDay entered : draft.days()) {
            if (!seen.add(entered.day().date())) {
                throw new Refusal(
                        "calendar.day.twice", "date", shown(entered.day().date()));
            }
            day(entered, draft);
        }
    }

    /** Checks working hours: some day has some, shifts follow each other. */
    static void week(Map<DayOfWeek, List<Shift>> week, List<Shift> workedFreeDay) {
        if (week.values().stream().allMatch(List::isEmpty)) {
            throw new Refusal("calendar.week.no-hours", "week");
        }
        if (workedFreeDay.isEmpty()) {
            throw new Refusal("calendar.week.no-hours-of-worked-day", "workedFreeDay");
        }
        week.forEach((day, shifts) -> inOrder(shifts, field(day)));
        inOrder(workedFreeDay, WORKED_FREE_DAY);
    }

    /** Checks one day against the hours of a draft; whether its date comes twice is not looked at. */
    static void day(EnteredDay entered, CalendarDraft draft) {
        CalendarDay day = entered.day();
        LocalDate date = day.date();
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new Refusal("calendar.day.year", "date", shown(date), FIRST_YEAR + "", LAST_YEAR + "");
        }
        if (day.kind() == CalendarDay.Kind.WORKING_DAY
                && !draft.week().getOrDefault(date.getDayOfWeek(), List.of()).isEmpty()) {
            throw new Refusal("calendar.day.already-worked", "date", shown(date));
        }
        if (day.closes() != null) {
            closes(day.closes(), date, draft.workedHours(date));
        }
        name(day.name().kk(), "nameKk", date);
        name(day.name().ru(), "nameRu", date);
        name(day.name().en(), "nameEn", date);
        if (entered.source().length() > LONGEST) {
            throw new Refusal("shared.too-long", "source", LONGEST);
        }
    }

    /** Name of the field with the hours of a day of the week: {@code monday}. */
    static String field(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    static String shown(LocalDate date) {
        return DATE.format(date);
    }

    /** The time lies in a shift, or ends one, and leaves something of the day and takes something of it. */
    private static void closes(LocalTime closes, LocalDate date, List<Shift> hours) {
        boolean within = hours.stream()
                .anyMatch(shift -> shift.from().isBefore(closes) && !shift.to().isBefore(closes));
        boolean early =
                !hours.isEmpty() && closes.isBefore(hours.get(hours.size() - 1).to());
        if (!within || !early) {
            throw new Refusal("calendar.day.closes-outside", "closes", shown(date), closes.toString());
        }
    }

    private static void name(String name, String field, LocalDate date) {
        if (name.isBlank()) {
            throw new Refusal("calendar.day.name-missing", field, shown(date));
        }
        if (name.length() > LONGEST) {
            throw new Refusal("shared.too-long", field, LONGEST);
        }
    }

    private static void inOrder(List<Shift> shifts, String field) {
        for (int i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).from().isBefore(shifts.get(i - 1).to())) {
                throw new Refusal("calendar.hours.overlap", field);
            }
        }
    }
}
