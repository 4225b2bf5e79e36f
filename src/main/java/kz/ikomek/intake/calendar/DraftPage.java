package kz.ikomek.intake.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.ikomek.deadlines.CalendarDraft;
import kz.ikomek.deadlines.CalendarViews;
import kz.ikomek.deadlines.DayInput;
import kz.ikomek.deadlines.EditCalendar;
import kz.ikomek.deadlines.EnteredDay;
import kz.ikomek.deadlines.HoursText;
import kz.ikomek.deadlines.ImportCalendar;
import kz.ikomek.deadlines.MissingYears;
import kz.ikomek.deadlines.Shift;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The draft of the next version: days, working hours, files. What is refused comes again as it was typed. */
@Controller
@RequestMapping("/staff/calendar/draft")
class DraftPage {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2060;

    private final EditCalendar edit;
    private final ImportCalendar files;
    private final CalendarViews versions;
    private final YearSheets sheets;
    private final MissingYears missing;
    private final Sentences sentences;

    DraftPage(
            EditCalendar edit,
            ImportCalendar files,
            CalendarViews versions,
            YearSheets sheets,
            MissingYears missing,
            Sentences sentences) {
        this.edit = edit;
        this.files = files;
        this.versions = versions;
        this.sheets = sheets;
        this.missing = missing;
        this.sentences = sentences;
    }

    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String date,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        Editors.require(editor);
        if (date != null) {
            EnteredDay entered = edit.draft(actor(editor))
                    .on(parse(date))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            model.addAttribute("input", input(entered));
            model.addAttribute("replaces", date);
        }
        return show(year, editor, locale, model);
    }

    @PostMapping("/day")
    String enter(
            DayInput input,
            @RequestParam(defaultValue = "") String replaces,
            @RequestParam(required = false) @Nullable Integer year,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        Editors.require(editor);
        try {
            EnteredDay entered = input.read();
            edit.enter(entered, replaces.isEmpty() ? null : parse(replaces), actor(editor));
            return redirect(entered.day().date().getYear());
        } catch (Refusal refusal) {
            model.addAttribute("dayError", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("input", input);
            model.addAttribute("replaces", replaces);
            return show(year, editor, locale, model);
        }
    }

    @PostMapping("/remove")
    String remove(@RequestParam String date, @AuthenticationPrincipal StaffMember editor) {
        Editors.require(editor);
        edit.remove(parse(date), actor(editor));
        return redirect(parse(date).getYear());
    }

    @PostMapping("/week")
    String week(
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable Integer year,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        Editors.require(editor);
        try {
            Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                String field = day.name().toLowerCase(Locale.ROOT);
                List<Shift> hours = HoursText.read(typed.getOrDefault(field, ""), field);
                if (!hours.isEmpty()) {
                    week.put(day, hours);
                }
            }
            List<Shift> workedFreeDay =
                    HoursText.read(typed.getOrDefault(YearSheets.WORKED_FREE_DAY, ""), YearSheets.WORKED_FREE_DAY);
            edit.week(week, workedFreeDay, actor(editor));
            return redirect(year == null ? sheets.today().getYear() : year);
        } catch (Refusal refusal) {
            model.addAttribute("weekError", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("typedHours", typed);
            return show(year, editor, locale, model);
        }
    }

    @PostMapping("/discard")
    String discard(@AuthenticationPrincipal StaffMember editor) {
        Editors.require(editor);
        edit.discard(actor(editor));
        return "redirect:/staff/calendar";
    }

    private String show(@Nullable Integer year, StaffMember editor, Locale locale, Model model) {
        var language = Language.of(locale);
        CalendarDraft draft = edit.draft(actor(editor));
        var years = sheets.years(draft);
        int wanted = year == null ? sheets.today().getYear() : year;
        if (wanted < FIRST_YEAR || wanted > LAST_YEAR) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        years.add(wanted);
        years.add(years.last() + 1);
        model.addAttribute("sheet", sheets.of(draft, wanted, language));
        model.addAttribute("years", years);
        model.addAttribute("basedOn", draft.basedOn());
        model.addAttribute("current", versions.current().version());
        model.addAttribute("changes", changes(draft, language));
        model.addAttribute("kinds", Editors.kinds(sheets, language));
        model.addAttribute("fileWaits", files.preview(actor(editor)).isPresent());
        model.addAttribute("missing", CalendarPage.listed(missing.needed()));
        if (!model.containsAttribute("input")) {
            model.addAttribute("input", new DayInput("", "holiday", "", "", "", "", ""));
        }
        return "calendar/draft";
    }

    private DraftChanges changes(CalendarDraft draft, Language language) {
        return versions.find(draft.basedOn())
                .map(base -> DraftChanges.of(draft, base, sheets, language))
                .orElseThrow();
    }

    private static DayInput input(EnteredDay entered) {
        var day = entered.day();
        return new DayInput(
                day.date().toString(),
                YearSheets.look(day.kind()),
                day.closes() == null ? "" : day.closes().toString(),
                day.name().kk(),
                day.name().ru(),
                day.name().en(),
                entered.source());
    }

    private static String redirect(int year) {
        return "redirect:/staff/calendar/draft?year=" + year;
    }

    private static LocalDate parse(String date) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    private static Actor actor(StaffMember editor) {
        return new Actor(editor.userId());
    }
}
