package kz.ikomek.intake.desk;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kz.ikomek.directory.ImportDirectory;
import kz.ikomek.directory.ImportPreview;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.DirectoryRight;
import kz.ikomek.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A file for the directory: looked at line by line, then confirmed or dropped. */
@Controller
@RequestMapping("/desk/directory/import")
class DirectoryImportPage {

    private static final String PAGE = "desk/directory-import";
    private static final String HERE = "redirect:/desk/directory/import";
    private static final int MOST_SHOWN = 200;
    private static final int MOST_REFUSED_SHOWN = 1_000;

    private final ImportDirectory files;
    private final Sentences sentences;

    DirectoryImportPage(ImportDirectory files, Sentences sentences) {
        this.files = files;
        this.sentences = sentences;
    }

    /** @param field its name for people; empty when the line as a whole is wrong */
    record RefusedLine(long number, String field, String reason) {}

    record Line(long number, String id, String about, String effect) {}

    @GetMapping
    String page(@AuthenticationPrincipal StaffMember editor, Locale locale, Model model) {
        DirectorySheets.require(editor, DirectoryRight.IMPORT);
        return show(editor, locale, model);
    }

    @PostMapping
    String offer(
            @RequestParam MultipartFile file, @AuthenticationPrincipal StaffMember editor, Locale locale, Model model)
            throws IOException {
        DirectorySheets.require(editor, DirectoryRight.IMPORT);
        try {
            if (file.getSize() > ImportDirectory.LARGEST) {
                throw ImportDirectory.tooLarge();
            }
            files.offer(
                    Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file.getBytes(),
                    new Actor(editor.userId()));
            return HERE;
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            return show(editor, locale, model);
        }
    }

    @PostMapping("/confirm")
    String confirm(@AuthenticationPrincipal StaffMember editor, Locale locale, Model model, RedirectAttributes after) {
        DirectorySheets.require(editor, DirectoryRight.IMPORT);
        try {
            after.addFlashAttribute("done", files.confirm(new Actor(editor.userId()), DirectorySheets.mayEdit(editor)));
            return HERE;
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            return show(editor, locale, model);
        }
    }

    @PostMapping("/cancel")
    String cancel(@AuthenticationPrincipal StaffMember editor) {
        DirectorySheets.require(editor, DirectoryRight.IMPORT);
        files.cancel(new Actor(editor.userId()));
        return HERE;
    }

    private String show(StaffMember editor, Locale locale, Model model) {
        var language = Language.of(locale);
        model.addAttribute("entryColumns", String.join(", ", ImportDirectory.ENTRY_COLUMNS));
        model.addAttribute("stockColumns", String.join(", ", ImportDirectory.STOCK_COLUMNS));
        files.preview(new Actor(editor.userId()), DirectorySheets.mayEdit(editor))
                .ifPresent(preview -> {
                    model.addAttribute("preview", preview);
                    model.addAttribute("entered", preview.count(ImportPreview.Effect.ENTERS));
                    model.addAttribute("changed", preview.count(ImportPreview.Effect.CHANGES));
                    model.addAttribute("kept", preview.count(ImportPreview.Effect.KEEPS));
                    model.addAttribute("refused", refused(preview, language));
                    model.addAttribute("lines", lines(preview, language));
                });
        return PAGE;
    }

    private List<RefusedLine> refused(ImportPreview preview, Language language) {
        return preview.refused().stream()
                .limit(MOST_REFUSED_SHOWN)
                .map(line -> {
                    String field = line.reason().field();
                    return new RefusedLine(
                            line.number(),
                            field == null ? "" : sentences.of("field." + field, language),
                            sentences.of(line.reason(), language));
                })
                .toList();
    }

    /** What would change comes first. */
    private List<Line> lines(ImportPreview preview, Language language) {
        return preview.lines().stream()
                .sorted((one, two) -> Boolean.compare(
                        one.effect() == ImportPreview.Effect.KEEPS, two.effect() == ImportPreview.Effect.KEEPS))
                .limit(MOST_SHOWN)
                .map(line -> new Line(
                        line.number(),
                        line.id(),
                        line.about(),
                        sentences.of("directory.effect." + line.effect(), language)))
                .toList();
    }
}
