package kz.ikomek.platform;

import java.util.Collections;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Where an engineer, or a visitor of the demo, reads what was mailed. Exists in the default run only. */
@Controller
@ConditionalOnProperty("ikomek.mail-catcher")
class MailCatcherPage {

    private final MailCatcher catcher;

    MailCatcherPage(MailCatcher catcher) {
        this.catcher = catcher;
    }

    @GetMapping("/mailcatcher")
    String list(Model model) {
        List<MailCatcher.Caught> mails = catcher.mails();
        Collections.reverse(mails);
        model.addAttribute("mails", mails);
        return "mailcatcher";
    }

    @GetMapping("/mailcatcher/{place}")
    String mail(@PathVariable int place, Model model) {
        model.addAttribute("mail", find(place));
        return "mailcatcher-mail";
    }

    /** The HTML as it came, in a frame that may run nothing. */
    @GetMapping("/mailcatcher/{place}/html")
    ResponseEntity<String> html(@PathVariable int place) {
        return ResponseEntity.ok()
                .header(
                        "Content-Security-Policy",
                        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Frame-Options", "SAMEORIGIN")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(find(place).html());
    }

    private MailCatcher.Caught find(int place) {
        return catcher.mails().stream()
                .filter(mail -> mail.place() == place)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
