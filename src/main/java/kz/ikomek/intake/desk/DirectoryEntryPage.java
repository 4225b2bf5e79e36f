package kz.ikomek.intake.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.directory.DirectoryViews;
import kz.ikomek.directory.EditEntry;
import kz.ikomek.directory.Entry;
import kz.ikomek.directory.EntryKind;
import kz.ikomek.directory.TypedEntry;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.DirectoryRight;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One entry in a form, for those who may edit it; the same form enters a new one. */
@Controller
@RequestMapping("/desk/directory")
class DirectoryEntryPage {

    private static final String PAGE = "desk/directory-entry";

    private final DirectoryViews views;
    private final EditEntry edit;
    private final DirectorySheets sheets;
    private final Sentences sentences;
    private final Clock clock;

    DirectoryEntryPage(DirectoryViews views, EditEntry edit, DirectorySheets sheets, Sentences sentences, Clock clock) {
        this.views = views;
        this.edit = edit;
        this.sheets = sheets;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** The fields of the form by their names; one that is not sent is empty. */
    record Form(
            @Nullable String externalId,
            @Nullable String kind,
            @Nullable String nameKk,
            @Nullable String nameRu,
            @Nullable String nameEn,
            @Nullable String addressKk,
            @Nullable String addressRu,
            @Nullable String phones,
            @Nullable String hours,
            @Nullable String noteKk,
            @Nullable String noteRu,
            @Nullable String keywords,
            @Nullable String owner,
            @Nullable String checkedOn,
            @Nullable Boolean closed) {

        private TypedEntry typed() {
            return new TypedEntry(
                    text(externalId),
                    text(kind),
                    text(nameKk),
                    text(nameRu),
                    text(nameEn),
                    text(addressKk),
                    text(addressRu),
                    text(phones),
                    text(hours),
                    text(noteKk),
                    text(noteRu),
                    text(keywords),
                    text(owner),
                    text(checkedOn),
                    Boolean.TRUE.equals(closed));
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }
    }

    @GetMapping("/new")
    String empty(@AuthenticationPrincipal StaffMember editor, Locale locale, Model model) {
        requireAny(editor, locale);
        String first = sheets.ownersToChoose(editor, Language.of(locale)).keySet().stream()
                .findFirst()
                .orElse("");
        model.addAttribute(
                "typed", new TypedEntry("", "other", "", "", "", "", "", "", "", "", "", "", first, today(), false));
        return show(null, editor, locale, model);
    }

    @PostMapping("/new")
    String enter(
            Form form,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        requireAny(editor, locale);
        try {
            long id = edit.enter(form.typed(), new Actor(editor.userId()), DirectorySheets.mayEdit(editor));
            return saved(id, after);
        } catch (Refusal refusal) {
            return refused(refusal, form, null, editor, locale, model);
        }
    }

    @GetMapping("/{id}")
    String page(@PathVariable long id, @AuthenticationPrincipal StaffMember editor, Locale locale, Model model) {
        Entry entry = editable(id, editor);
        model.addAttribute("typed", TypedEntry.of(entry.facts()));
        return show(entry, editor, locale, model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam int version,
            Form form,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model,
            RedirectAttributes after,
            HttpServletResponse response) {
        Entry entry = editable(id, editor);
        try {
            edit.change(id, version, form.typed(), new Actor(editor.userId()), DirectorySheets.mayEdit(editor));
            return saved(id, after);
        } catch (Refusal refusal) {
            if (refusal.code().equals(EditEntry.STALE)) {
                response.setStatus(HttpStatus.CONFLICT.value());
            }
            return refused(refusal, form, entry, editor, locale, model);
        }
    }

    private static String saved(long id, RedirectAttributes after) {
        after.addFlashAttribute("saved", true);
        return "redirect:/desk/directory/" + id;
    }

    private String refused(
            Refusal refusal, Form form, @Nullable Entry entry, StaffMember editor, Locale locale, Model model) {
        model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
        model.addAttribute("wrongField", refusal.field());
        model.addAttribute("typed", form.typed());
        return show(entry, editor, locale, model);
    }

    private String show(@Nullable Entry entry, StaffMember editor, Locale locale, Model model) {
        var language = Language.of(locale);
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(EntryKind.values()).forEach(kind -> kinds.put(kind.code(), sheets.kind(kind, language)));
        model.addAttribute("entry", entry);
        model.addAttribute("path", entry == null ? "/desk/directory/new" : "/desk/directory/" + entry.id());
        model.addAttribute("kinds", kinds);
        model.addAttribute("owners", sheets.ownersToChoose(editor, language));
        model.addAttribute(
                "reports",
                entry == null
                        ? List.of()
                        : sheets.reports(editor, language).stream()
                                .filter(report -> report.entryPath().equals("/desk/directory/" + entry.id()))
                                .toList());
        return PAGE;
    }

    private Entry editable(long id, StaffMember editor) {
        Entry entry = views.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!DirectorySheets.rights(editor, entry.facts().owner()).contains(DirectoryRight.EDIT)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return entry;
    }

    private void requireAny(StaffMember editor, Locale locale) {
        if (sheets.ownersToChoose(editor, Language.of(locale)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE).toString();
    }
}
