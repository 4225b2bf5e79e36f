package kz.ikomek.intake.calendar;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.deadlines.CalendarDraft;
import kz.ikomek.deadlines.CalendarViews;
import kz.ikomek.deadlines.EditCalendar;
import kz.ikomek.deadlines.OpenDeadlines;
import kz.ikomek.deadlines.PublishCalendar;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The last look before a version counts: what changes, which deadlines would move, and whether they are moved. */
@Controller
@RequestMapping("/staff/calendar/publish")
class PublishPage {

    private static final int MOST_SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private final EditCalendar edit;
    private final PublishCalendar publish;
    private final CalendarViews versions;
    private final YearSheets sheets;
    private final Sentences sentences;

    PublishPage(
            EditCalendar edit,
            PublishCalendar publish,
            CalendarViews versions,
            YearSheets sheets,
            Sentences sentences) {
        this.edit = edit;
        this.publish = publish;
        this.versions = versions;
        this.sheets = sheets;
        this.sentences = sentences;
    }

    /** @param number as it is read out: {@code 1000 0017} */
    record Move(String path, String number, String before, String after) {}

    @GetMapping
    String page(@AuthenticationPrincipal StaffMember editor, Locale locale, Model model) {
        Editors.require(editor);
        return show(editor, locale, model);
    }

    @PostMapping
    String publish(
            @RequestParam int basedOn,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "false") boolean move,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        Editors.require(editor);
        var actor = new Actor(editor.userId());
        try {
            CalendarDraft draft = edit.draft(actor);
            if (draft.basedOn() != basedOn) {
                throw new Refusal("calendar.stale", null, basedOn);
            }
            if (move) {
                publish.publishAndMove(draft, note, actor);
            } else {
                publish.publish(draft, note, actor);
            }
            return "redirect:/staff/calendar";
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("note", note);
            return show(editor, locale, model);
        }
    }

    private String show(StaffMember editor, Locale locale, Model model) {
        var language = Language.of(locale);
        CalendarDraft draft = edit.draft(new Actor(editor.userId()));
        model.addAttribute("basedOn", draft.basedOn());
        model.addAttribute(
                "changes", DraftChanges.of(draft, versions.find(draft.basedOn()).orElseThrow(), sheets, language));
        try {
            Optional<List<OpenDeadlines.Move>> moves = publish.moves(draft);
            model.addAttribute("moveCount", moves.map(List::size).orElse(null));
            model.addAttribute(
                    "moves",
                    moves.stream()
                            .flatMap(List::stream)
                            .limit(MOST_SHOWN)
                            .map(PublishPage::move)
                            .toList());
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, language));
            model.addAttribute("broken", true);
        }
        return "calendar/publish";
    }

    private static Move move(OpenDeadlines.Move move) {
        return new Move(
                "/staff/appeals/" + move.number(),
                new AppealNumber(move.number()).display(),
                shown(move.before()),
                shown(move.after()));
    }

    private static String shown(Instant instant) {
        return TIME.format(instant);
    }
}
