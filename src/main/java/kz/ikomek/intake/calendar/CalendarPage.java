package kz.ikomek.intake.calendar;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.ikomek.deadlines.CalendarDraft;
import kz.ikomek.deadlines.CalendarView;
import kz.ikomek.deadlines.CalendarViews;
import kz.ikomek.deadlines.MissingYears;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The calendar to read, for everybody of the staff. */
@Controller
class CalendarPage {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd.MM.yyyy").withZone(WorkingCalendar.ZONE);

    private final CalendarViews versions;
    private final YearSheets sheets;
    private final MissingYears missing;
    private final Sentences sentences;

    CalendarPage(CalendarViews versions, YearSheets sheets, MissingYears missing, Sentences sentences) {
        this.versions = versions;
        this.sheets = sheets;
        this.missing = missing;
        this.sentences = sentences;
    }

    /** Who published a version, when, and why. */
    record Edition(int version, String day, String who, String note) {}

    @GetMapping("/staff/calendar")
    String page(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer version,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        CalendarView current = versions.current();
        CalendarView shown = version == null
                ? current
                : versions.find(version).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var calendar = CalendarDraft.of(shown);
        var years = sheets.years(calendar);
        int wanted = year == null ? sheets.today().getYear() : year;
        if (!years.contains(wanted)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var language = Language.of(locale);
        model.addAttribute("sheet", sheets.of(calendar, wanted, language));
        model.addAttribute("weekdays", sheets.weekdays(language));
        model.addAttribute("years", years);
        model.addAttribute("version", shown.version());
        model.addAttribute("current", current.version());
        model.addAttribute("editions", editions(versions.newest(), language));
        model.addAttribute("permissions", Permissions.of(reader));
        model.addAttribute("missing", listed(missing.needed()));
        return "calendar/year";
    }

    /** Years as a sentence names them; null when there are none. */
    static @Nullable String listed(List<Integer> years) {
        return years.isEmpty() ? null : years.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private List<Edition> editions(List<CalendarViews.Edition> editions, Language language) {
        return editions.stream()
                .map(edition -> new Edition(
                        edition.version(),
                        DAY.format(edition.publishedAt()),
                        edition.publishedBy(),
                        edition.publishedBy().equals(Actor.SYSTEM.userId())
                                ? sentences.of("calendar.shipped", language)
                                : edition.note()))
                .toList();
    }
}
