package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
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

    private final @Nullable CityLogin city;

    LoginPage(ObjectProvider<CityLogin> city) {
        this.city = city.getIfAvailable();
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, HttpServletResponse response, Model model) {
        if (city != null && request.getParameter("logout") != null) {
            city.left(request, response);
        } else if (city != null) {
            Optional<String> leave = city.leave(request);
            if (leave.isPresent()) {
                return "redirect:" + leave.get();
            }
        }
        HttpSession session = request.getSession(false);
        model.addAttribute("languages", LANGUAGES);
        model.addAttribute("city", city == null ? null : CityLogin.START);
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
