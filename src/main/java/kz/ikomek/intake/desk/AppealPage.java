package kz.ikomek.intake.desk;

import java.util.Locale;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.ReopenCase;
import kz.ikomek.workflow.WithdrawCase;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The page to which the link in a mail leads. Who may not see an appeal is told that there is none. */
@Controller
class AppealPage {

    private final AppealSheets sheets;
    private final WithdrawCase withdraw;
    private final ReopenCase reopen;
    private final AttachmentSheets attachments;
    private final RecordAccess access;
    private final Sentences sentences;

    AppealPage(
            AppealSheets sheets,
            WithdrawCase withdraw,
            ReopenCase reopen,
            AttachmentSheets attachments,
            RecordAccess access,
            Sentences sentences) {
        this.sheets = sheets;
        this.attachments = attachments;
        this.withdraw = withdraw;
        this.reopen = reopen;
        this.access = access;
        this.sentences = sentences;
    }

    @GetMapping("/staff/appeals/{number}")
    String page(@PathVariable String number, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return show(parse(number), reader, locale, model);
    }

    /** Files that are refused are named on the page that comes again. */
    @PostMapping(path = "/staff/appeals/{number}/attachments", produces = MediaType.TEXT_HTML_VALUE)
    String attach(
            @PathVariable String number,
            @RequestParam AttachmentKind kind,
            @RequestParam MultipartFile[] files,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var appeal = parse(number);
        try {
            var answer = attachments
                    .add(appeal, kind, AttachmentsApi.received(files), reader, language(locale))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            if (answer.refused().isEmpty()) {
                return "redirect:/staff/appeals/" + appeal.value() + "#attachments";
            }
            model.addAttribute("refusedFiles", answer.refused());
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, language(locale)));
        }
        model.addAttribute("attachKind", kind.name());
        return show(appeal, reader, locale, model);
    }

    @PostMapping("/staff/appeals/{number}/withdraw")
    String withdraw(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var appeal = parse(number);
        return act(
                Right.WITHDRAW,
                appeal,
                reason,
                reader,
                locale,
                model,
                () -> withdraw.withdraw(appeal, reason, new Actor(reader.userId())));
    }

    @PostMapping("/staff/appeals/{number}/reopen")
    String reopen(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var appeal = parse(number);
        return act(
                Right.REOPEN,
                appeal,
                reason,
                reader,
                locale,
                model,
                () -> reopen.reopen(appeal, reason, new Actor(reader.userId())));
    }

    /** By rights, and when the input is refused the page comes again with what was typed. */
    private String act(
            Right right,
            AppealNumber number,
            String reason,
            StaffMember reader,
            Locale locale,
            Model model,
            Runnable action) {
        var rights = sheets.rights(number, reader);
        if (!rights.contains(Right.VIEW)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            if (right == Right.WITHDRAW && sheets.onlyDangerForbidsWithdrawal(number, reader)) {
                throw AppealSheets.stillDangerous(number);
            }
            if (!rights.contains(right)) {
                throw new Refusal("desk.not-now", null, number.display());
            }
            action.run();
            return "redirect:/staff/appeals/" + number.value();
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, language(locale)));
            model.addAttribute("reason", reason);
            return show(number, reader, locale, model);
        }
    }

    private String show(AppealNumber number, StaffMember reader, Locale locale, Model model) {
        model.addAttribute(
                "sheet",
                sheets.of(number, reader, language(locale))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        attachments
                .of(number, reader, null, language(locale))
                .ifPresent(files -> model.addAttribute("attachments", files));
        access.saw(new Actor(reader.userId()), Via.PAGE, number);
        return "desk/appeal";
    }

    private static AppealNumber parse(String number) {
        try {
            return AppealNumber.parse(number);
        } catch (Refusal e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    private static Language language(Locale locale) {
        return Language.of(locale.getLanguage());
    }
}
