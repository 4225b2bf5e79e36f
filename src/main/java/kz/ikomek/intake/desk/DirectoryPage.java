package kz.ikomek.intake.desk;

import java.util.Locale;
import kz.ikomek.directory.DirectoryViews;
import kz.ikomek.directory.Hit;
import kz.ikomek.directory.ReportWrong;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.DirectoryRight;
import kz.ikomek.staff.DirectoryRights;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The directory for an operator on the line: search while typing, read out, register. With htmx each answer is a fragment
 * of the page, without it the whole page; another page takes in {@code desk/directory-parts :: search}.
 */
@Controller
@RequestMapping("/desk/directory")
class DirectoryPage {

    private static final String PAGE = "desk/directory";
    private static final String HTMX = "HX-Request";

    private final DirectorySheets sheets;
    private final DirectoryViews views;
    private final AnsweredEnquiry enquiries;
    private final ReportWrong reports;
    private final Sentences sentences;

    DirectoryPage(
            DirectorySheets sheets,
            DirectoryViews views,
            AnsweredEnquiry enquiries,
            ReportWrong reports,
            Sentences sentences) {
        this.sheets = sheets;
        this.views = views;
        this.enquiries = enquiries;
        this.reports = reports;
        this.sentences = sentences;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        DirectorySheets.require(reader, DirectoryRight.READ);
        model.addAttribute("phone", phone);
        model.addAttribute("name", name);
        return found(text, reader, locale, model, PAGE);
    }

    /** The search alone, for a page that takes it in; what is known of the caller is written into it there. */
    @GetMapping("/search")
    String search(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        DirectorySheets.require(reader, DirectoryRight.READ);
        model.addAttribute("phone", "");
        model.addAttribute("name", "");
        return found("", reader, locale, model, "desk/directory-parts :: search");
    }

    /** The hits alone, for any page that has the search on it. */
    @GetMapping("/hits")
    String hits(
            @RequestParam(defaultValue = "") String text,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        DirectorySheets.require(reader, DirectoryRight.READ);
        return found(text, reader, locale, model, "desk/directory-parts :: hits");
    }

    /** Registers what was read out of an entry as an answered enquiry. */
    @PostMapping("/{id}/answered")
    String answered(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phoneCall,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            @AuthenticationPrincipal StaffMember operator,
            Locale locale,
            Model model) {
        DirectorySheets.require(operator, DirectoryRight.ANSWER);
        model.addAttribute("phone", phone);
        model.addAttribute("name", name);
        DirectorySheet.Outcome outcome;
        try {
            var number = enquiries.register(
                    id,
                    new AnsweredEnquiry.Call(text, phone, name, phoneCall),
                    Language.of(locale),
                    new Actor(operator.userId()));
            outcome = new DirectorySheet.Outcome(number.display(), "/staff/appeals/" + number.value(), null, "");
        } catch (Refusal refusal) {
            outcome = refused(refusal, "", locale);
            model.addAttribute("outcomeError", true);
        }
        model.addAttribute("outcome", outcome);
        return htmx == null
                ? found(text, operator, locale, model, PAGE)
                : "desk/directory-parts :: registered(id=" + id + ")";
    }

    /** "This is wrong": to the owner of the entry. */
    @PostMapping("/{id}/wrong")
    String wrong(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String wrong,
            @RequestParam(defaultValue = "") String text,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        Hit hit = views.hit(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!DirectorySheets.rights(reader, hit.entry().facts().owner()).contains(DirectoryRight.REPORT)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        DirectorySheet.Outcome outcome;
        try {
            reports.report(id, wrong, new Actor(reader.userId()));
            outcome = new DirectorySheet.Outcome(null, null, null, "");
        } catch (Refusal refusal) {
            outcome = refused(refusal, wrong, locale);
            model.addAttribute("outcomeError", true);
        }
        model.addAttribute("reported", outcome);
        return htmx == null ? found(text, reader, locale, model, PAGE) : "desk/directory-parts :: wrong(id=" + id + ")";
    }

    private String found(String text, StaffMember reader, Locale locale, Model model, String view) {
        model.addAttribute("found", sheets.find(text, reader, Language.of(locale)));
        model.addAttribute("rights", DirectoryRights.of(reader));
        model.addAttribute("editsAny", DirectoryRights.editsAny(reader));
        return view;
    }

    private DirectorySheet.Outcome refused(Refusal refusal, String typed, Locale locale) {
        return new DirectorySheet.Outcome(null, null, sentences.of(refusal, Language.of(locale)), typed);
    }
}
