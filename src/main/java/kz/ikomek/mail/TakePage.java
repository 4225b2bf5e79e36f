package kz.ikomek.mail;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page behind the link of a mail, in the mail's language. Needs no login: the link is the proof. */
@Controller
class TakePage {

    private final TakeByLink link;
    private final Sentences sentences;

    TakePage(TakeByLink link, Sentences sentences) {
        this.link = link;
        this.sentences = sentences;
    }

    /** An appeal on the page. */
    record Row(String number, String category, String deadline) {}

    @GetMapping("/m/{token}")
    String page(@PathVariable String token, Locale locale, Model model, HttpServletResponse response) {
        return show(link.offer(token), locale, model, response);
    }

    @PostMapping("/m/{token}")
    String confirm(@PathVariable String token, Locale locale, Model model, HttpServletResponse response) {
        try {
            return show(link.confirm(token), locale, model, response);
        } catch (Refusal closedMeanwhile) {
            return show(link.offer(token), locale, model, response);
        }
    }

    private String show(TakeByLink.Offer offer, Locale locale, Model model, HttpServletResponse response) {
        // The address is the key to what it does.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setStatus(
                switch (offer.state()) {
                    case OPEN, DONE -> HttpStatus.OK.value();
                    case USED, EXPIRED, CLOSED -> HttpStatus.GONE.value();
                    case UNKNOWN -> HttpStatus.NOT_FOUND.value();
                });
        Outbox.Kept mail = offer.mail();
        Language language = mail == null ? Language.of(locale) : mail.language();
        Instant at = offer.at();
        model.addAttribute("language", language.tag());
        model.addAttribute("heading", sentences.of("mail.page.heading", language));
        model.addAttribute(
                "sentence",
                sentences.of(
                        "mail.page." + offer.state(),
                        language,
                        at == null ? "" : MailTemplates.DATE_TIME.format(at),
                        mail == null ? "" : mail.addressee()));
        model.addAttribute("open", offer.state() == TakeByLink.State.OPEN);
        model.addAttribute("button", sentences.of("mail.page.confirm", language));
        model.addAttribute(
                "labels",
                List.of(
                        sentences.of("mail.fact.number", language),
                        sentences.of("mail.fact.category", language),
                        sentences.of("mail.fact.deadline", language)));
        model.addAttribute("rows", offer.about().stream().map(TakePage::row).toList());
        return "mail/take";
    }

    private static Row row(Outbox.Kept mail) {
        return new Row(
                Objects.requireNonNull(mail.number()).display(),
                mail.category(),
                mail.due() == null ? "" : MailTemplates.DATE_TIME.format(mail.due()));
    }
}
