package kz.ikomek.intake.desk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Past and coming escalations of one appeal, and each mail to come exactly as it would be sent. */
@Controller
class EscalationsPage {

    private final EscalationSheets sheets;

    EscalationsPage(EscalationSheets sheets) {
        this.sheets = sheets;
    }

    @GetMapping("/staff/appeals/{number}/escalations")
    String page(@PathVariable String number, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        model.addAttribute(
                "sheet", sheets.of(parse(number), reader, Language.of(locale)).orElseThrow(EscalationsPage::notFound));
        return "desk/escalations";
    }

    @GetMapping("/staff/appeals/{number}/escalations/{stage}/{level}")
    String preview(
            @PathVariable String number,
            @PathVariable String stage,
            @PathVariable int level,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var appeal = parse(number);
        var previews = sheets.preview(appeal, stage, level, reader, Language.of(locale));
        if (previews.isEmpty()) {
            throw notFound();
        }
        model.addAttribute("number", appeal.display());
        model.addAttribute("path", "/staff/appeals/" + appeal.value() + "/escalations");
        model.addAttribute("here", "/staff/appeals/" + appeal.value() + "/escalations/" + stage + "/" + level);
        model.addAttribute("previews", previews);
        return "desk/preview";
    }

    /**
     * One mail of a preview, as it would be read, for the page's frame: it may run nothing, and the styles that mails
     * carry in themselves are good for it alone.
     *
     * @param place of the mail on the page, from 0
     */
    @GetMapping("/staff/appeals/{number}/escalations/{stage}/{level}/mails/{place}")
    ResponseEntity<String> mail(
            @PathVariable String number,
            @PathVariable String stage,
            @PathVariable int level,
            @PathVariable int place,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale) {
        var previews = sheets.preview(parse(number), stage, level, reader, Language.of(locale));
        if (place < 0 || place >= previews.size()) {
            throw notFound();
        }
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Frame-Options", "SAMEORIGIN")
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(previews.get(place).html());
    }

    private static AppealNumber parse(String number) {
        try {
            return AppealNumber.parse(number);
        } catch (Refusal e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
