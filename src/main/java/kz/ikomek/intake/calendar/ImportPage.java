package kz.ikomek.intake.calendar;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kz.ikomek.deadlines.ImportCalendar;
import kz.ikomek.deadlines.ImportPreview;
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
import org.springframework.web.multipart.MultipartFile;

/** A file of days: looked at line by line, then confirmed or dropped. */
@Controller
@RequestMapping("/staff/calendar/import")
class ImportPage {

    private static final int MOST_SHOWN = 1_000;
    private static final String DRAFT = "redirect:/staff/calendar/draft";
    private static final String HERE = "redirect:/staff/calendar/import";

    private final ImportCalendar files;
    private final YearSheets sheets;
    private final Sentences sentences;

    ImportPage(ImportCalendar files, YearSheets sheets, Sentences sentences) {
        this.files = files;
        this.sheets = sheets;
        this.sentences = sentences;
    }

    /** @param effect what the line does to the draft, in words */
    record Line(long number, YearSheet.Line day, String effect, boolean oneNameForAll) {}

    record RefusedLine(long number, String reason) {}

    @GetMapping
    String page(@AuthenticationPrincipal StaffMember editor, Locale locale, Model model) {
        Editors.require(editor);
        var language = Language.of(locale);
        files.preview(actor(editor)).ifPresent(preview -> {
            model.addAttribute("fileName", preview.fileName());
            model.addAttribute("changes", preview.changes());
            model.addAttribute("lines", lines(preview, language));
            model.addAttribute("refusedCount", preview.refused().size());
            model.addAttribute(
                    "refused",
                    preview.refused().stream()
                            .limit(MOST_SHOWN)
                            .map(line -> new RefusedLine(line.number(), sentences.of(line.reason(), language)))
                            .toList());
        });
        return "calendar/import";
    }

    @PostMapping
    String offer(
            @RequestParam MultipartFile file, @AuthenticationPrincipal StaffMember editor, Locale locale, Model model)
            throws IOException {
        Editors.require(editor);
        try {
            if (file.getSize() > ImportCalendar.LARGEST) {
                throw ImportCalendar.tooLarge();
            }
            files.offer(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getBytes(), actor(editor));
            return HERE;
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            return "calendar/import";
        }
    }

    @PostMapping("/confirm")
    String confirm(@AuthenticationPrincipal StaffMember editor) {
        Editors.require(editor);
        files.confirm(actor(editor));
        return DRAFT;
    }

    @PostMapping("/cancel")
    String cancel(@AuthenticationPrincipal StaffMember editor) {
        Editors.require(editor);
        files.cancel(actor(editor));
        return DRAFT;
    }

    private List<Line> lines(ImportPreview preview, Language language) {
        return preview.lines().stream()
                .map(line -> new Line(
                        line.number(),
                        sheets.line(line.entered(), language),
                        sentences.of("calendar.effect." + line.effect(), language),
                        line.oneNameForAll()))
                .toList();
    }

    private static Actor actor(StaffMember editor) {
        return new Actor(editor.userId());
    }
}
