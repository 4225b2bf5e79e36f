package kz.ikomek.intake.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.ChangePassword;
import kz.ikomek.workflow.StaffSessions;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One's own password. Passwords are the only thing that is not shown again as it was typed. */
@Controller
@RequestMapping("/staff/password")
class PasswordPage {

    private final ChangePassword passwords;
    private final StaffSessions sessions;
    private final Sentences sentences;

    PasswordPage(ChangePassword passwords, StaffSessions sessions, Sentences sentences) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.sentences = sentences;
    }

    @GetMapping
    String page(@AuthenticationPrincipal StaffMember person, Model model) {
        return sheet(person, model);
    }

    @PostMapping
    String change(
            @RequestParam String presentPassword,
            @RequestParam String newPassword,
            @RequestParam String repeatedPassword,
            @AuthenticationPrincipal StaffMember person,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        require();
        boolean first = passwords.required(person);
        try {
            passwords.change(person, presentPassword, newPassword, repeatedPassword);
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("wrong", refusal.field());
            return sheet(person, model);
        }
        request.changeSessionId();
        sessions.goesOn(request.getSession(), person);
        return first ? "redirect:/" : "redirect:/staff/password?changed";
    }

    private String sheet(StaffMember person, Model model) {
        require();
        model.addAttribute("first", passwords.required(person));
        model.addAttribute("login", person.userId());
        model.addAttribute("least", ChangePassword.SHORTEST);
        return "accounts/password";
    }

    private void require() {
        if (!passwords.offered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
