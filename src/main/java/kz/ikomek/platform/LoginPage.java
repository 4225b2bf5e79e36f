package kz.ikomek.platform;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class LoginPage {

    /** Each language under its own name, so that everybody finds theirs. */
    private static final List<Choice> LANGUAGES =
            List.of(new Choice("kk", "Қазақша"), new Choice("ru", "Русский"), new Choice("en", "English"));

    record Choice(String tag, String name) {}

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("languages", LANGUAGES);
        return "login";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/camunda/app/tasklist/default/";
    }
}
