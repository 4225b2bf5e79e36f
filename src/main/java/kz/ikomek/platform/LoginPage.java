package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
final class LoginPage {

    /** Each language under its own name, so that everybody finds theirs. */
    private static final List<Choice> LANGUAGES =
            List.of(new Choice("kk", "Қазақша"), new Choice("ru", "Русский"), new Choice("en", "English"));

    record Choice(String tag, String name) {}

    private final boolean city;

    LoginPage(ObjectProvider<CityLogin> city) {
        this.city = city.getIfAvailable() != null;
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(CityLogin.LEAVE) instanceof String leave) {
            session.removeAttribute(CityLogin.LEAVE);
            return "redirect:" + leave;
        }
        model.addAttribute("languages", LANGUAGES);
        model.addAttribute("city", city ? CityLogin.START : null);
        model.addAttribute("ended", session == null ? null : ended(session));
        return "login";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/camunda/app/tasklist/default/";
    }

    /** What became of the last session or try, told once; a wrong password is told by the address instead. */
    private static @Nullable String ended(HttpSession session) {
        Object failure = session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        session.removeAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        if (failure == null) {
            return null;
        }
        if (failure instanceof SessionAuthenticationException) {
            return "login.displaced";
        }
        if (failure instanceof CredentialsExpiredException) {
            return "login.changed";
        }
        return failure instanceof DisabledException ? "login.city.no-work" : "login.city.failed";
    }
}
