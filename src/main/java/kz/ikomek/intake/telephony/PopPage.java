package kz.ikomek.intake.telephony;

import java.util.Locale;
import java.util.Set;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the telephone does on the operator's desk: where he sits, and who calls. */
@Controller
class PopPage {

    private static final String DESK = "redirect:/desk";

    private final PopSheets sheets;
    private final TakeSeat takeSeat;
    private final Desks desks;
    private final Sentences sentences;

    PopPage(PopSheets sheets, TakeSeat takeSeat, Desks desks, Sentences sentences) {
        this.sheets = sheets;
        this.takeSeat = takeSeat;
        this.desks = desks;
        this.sentences = sentences;
    }

    @PostMapping("/desk/seat")
    String sit(
            @RequestParam(defaultValue = "") String phoneExtension,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            RedirectAttributes next) {
        Desks.require(reader, Permission.TAKE_CALLS);
        try {
            takeSeat.take(reader, phoneExtension);
        } catch (Refusal refusal) {
            next.addFlashAttribute("seatError", sentences.of(refusal, Language.of(locale)));
            next.addFlashAttribute("phoneExtension", phoneExtension);
        }
        return DESK;
    }

    /** The part of the page that changes while calls come and go. */
    @GetMapping("/desk/calls/current")
    String current(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        Desks.require(reader, Permission.TAKE_CALLS);
        model.addAttribute("sheet", sheets.of(reader.userId(), Language.of(locale)));
        return "telephony/parts :: current";
    }

    @GetMapping(path = "/desk/calls/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@AuthenticationPrincipal StaffMember reader) {
        Desks.require(reader, Permission.TAKE_CALLS);
        desks.arrive(reader);
        return desks.events(reader, Set.of(Signals.desk(reader.userId()), Signals.MISSED_CALLS));
    }
}
