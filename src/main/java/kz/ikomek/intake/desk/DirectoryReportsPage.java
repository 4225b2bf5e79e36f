package kz.ikomek.intake.desk;

import java.util.Locale;
import kz.ikomek.directory.DirectoryViews;
import kz.ikomek.directory.SettleReport;
import kz.ikomek.directory.WrongReport;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.DirectoryRights;
import kz.ikomek.staff.StaffMember;
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

/** What is said to be wrong, as a list of work for those who answer for the entries. */
@Controller
@RequestMapping("/desk/directory/reports")
class DirectoryReportsPage {

    private final DirectorySheets sheets;
    private final DirectoryViews views;
    private final SettleReport settle;
    private final Sentences sentences;

    DirectoryReportsPage(DirectorySheets sheets, DirectoryViews views, SettleReport settle, Sentences sentences) {
        this.sheets = sheets;
        this.views = views;
        this.settle = settle;
        this.sentences = sentences;
    }

    @GetMapping
    String page(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        if (!DirectoryRights.editsAny(reader)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        model.addAttribute("reports", sheets.reports(reader, Language.of(locale)));
        return "desk/directory-reports";
    }

    @PostMapping("/{id}/settle")
    String settle(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String settlement,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        WrongReport report = views.report(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!DirectorySheets.mayEdit(reader).test(report.entry().facts().owner())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            settle.settle(id, settlement, new Actor(reader.userId()));
            return "redirect:/desk/directory/reports";
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("refusedReport", id);
            model.addAttribute("settlement", settlement);
            return page(reader, locale, model);
        }
    }
}
