package kz.ikomek.intake.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.ikomek.deadlines.CalendarDay;
import kz.ikomek.deadlines.CalendarDraft;
import kz.ikomek.deadlines.EnteredDay;
import kz.ikomek.deadlines.HoursText;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Draws the years of a calendar. */
@Component
class YearSheets {

    /** Name of the form's field with the hours of a worked free day. */
    static final String WORKED_FREE_DAY = "workedFreeDay";

    private static final int DAYS_OF_WEEK = 7;

    private final Sentences sentences;
    private final Clock clock;

    YearSheets(Sentences sentences, Clock clock) {
        this.sentences = sentences;
        this.clock = clock;
    }

    /** Today in Shymkent. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    /** The years worth looking at: those with days, this one and the next. */
    SortedSet<Integer> years(CalendarDraft calendar) {
        SortedSet<Integer> years = new TreeSet<>();
        calendar.days().forEach(entered -> years.add(entered.day().date().getYear()));
        years.add(today().getYear());
        years.add(today().getYear() + 1);
        return years;
    }

    YearSheet of(CalendarDraft calendar, int year, Language language) {
        Map<LocalDate, EnteredDay> days = calendar.days().stream()
                .collect(Collectors.toMap(entered -> entered.day().date(), Function.identity(), (one, other) -> one));
        return new YearSheet(
                year,
                IntStream.rangeClosed(1, 12)
                        .mapToObj(month -> month(calendar, YearMonth.of(year, month), days, language))
                        .toList(),
                calendar.days().stream()
                        .filter(entered -> entered.day().date().getYear() == year)
                        .map(entered -> line(entered, language))
                        .toList(),
                hours(calendar, language));
    }

    /** Short names of the days of the week, from Monday. */
    List<String> weekdays(Language language) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> StringUtils.capitalize(day.getDisplayName(TextStyle.SHORT, language.locale())))
                .toList();
    }

    YearSheet.Line line(EnteredDay entered, Language language) {
        CalendarDay day = entered.day();
        return new YearSheet.Line(
                day.date().toString(),
                DateTimeFormatter.ofPattern("dd.MM.yyyy, EE", language.locale()).format(day.date()),
                look(day.kind()),
                text(day.kind(), language),
                day.closes() == null
                        ? ""
                        : sentences.of(
                                "calendar.closes-at", language, day.closes().toString()),
                day.name().in(language),
                source(entered.source(), language));
    }

    /** The kind as a style and as the value of a form: {@code day-off}. */
    static String look(CalendarDay.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(CalendarDay.Kind kind, Language language) {
        return sentences.of("calendar.kind." + kind, language);
    }

    private String source(String source, Language language) {
        return switch (source) {
            case "computed", "estimate" -> sentences.of("calendar.source." + source, language);
            default -> source;
        };
    }

    private List<YearSheet.Hours> hours(CalendarDraft calendar, Language language) {
        return Stream.concat(
                        Arrays.stream(DayOfWeek.values())
                                .map(day -> hours(
                                        day.name().toLowerCase(Locale.ROOT),
                                        HoursText.of(calendar.week().getOrDefault(day, List.of())),
                                        language)),
                        Stream.of(hours(WORKED_FREE_DAY, HoursText.of(calendar.workedFreeDay()), language)))
                .toList();
    }

    private YearSheet.Hours hours(String field, String hours, Language language) {
        return new YearSheet.Hours(field, sentences.of("field." + field, language), hours);
    }

    private YearSheet.Month month(
            CalendarDraft calendar, YearMonth month, Map<LocalDate, EnteredDay> days, Language language) {
        List<YearSheet.Cell> cells = new ArrayList<>();
        for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
            cells.add(new YearSheet.Cell(0, "", ""));
        }
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            cells.add(cell(calendar, month.atDay(day), days, language));
        }
        while (cells.size() % DAYS_OF_WEEK != 0) {
            cells.add(new YearSheet.Cell(0, "", ""));
        }
        List<List<YearSheet.Cell>> weeks = new ArrayList<>();
        for (int i = 0; i < cells.size(); i += DAYS_OF_WEEK) {
            weeks.add(cells.subList(i, i + DAYS_OF_WEEK));
        }
        return new YearSheet.Month(
                StringUtils.capitalize(month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, language.locale())),
                weeks);
    }

    private YearSheet.Cell cell(
            CalendarDraft calendar, LocalDate date, Map<LocalDate, EnteredDay> days, Language language) {
        EnteredDay entered = days.get(date);
        String look = entered != null
                ? look(entered.day().kind())
                : calendar.week().getOrDefault(date.getDayOfWeek(), List.of()).isEmpty() ? "free" : "";
        String words = entered == null
                ? ""
                : text(entered.day().kind(), language) + ": "
                        + entered.day().name().in(language);
        return new YearSheet.Cell(date.getDayOfMonth(), date.equals(today()) ? look + " today" : look, words);
    }
}
