package kz.ikomek.intake.register;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Registering while the caller speaks. */
@Controller
@RequestMapping("/desk/register")
class RegisterPage {

    private static final String PAGE = "register/page";

    private final CallDrafts drafts;
    private final RegisterCall register;
    private final CallSheets sheets;
    private final Sentences sentences;
    private final Clock clock;

    RegisterPage(CallDrafts drafts, RegisterCall register, CallSheets sheets, Sentences sentences, Clock clock) {
        this.drafts = drafts;
        this.register = register;
        this.sheets = sheets;
        this.sentences = sentences;
        this.clock = clock;
    }

    @ModelAttribute
    void mayRegister(@AuthenticationPrincipal StaffMember operator) {
        if (!Permissions.of(operator).contains(Permission.REGISTER)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /** An empty page, or what the operator had typed when the browser was lost. */
    @GetMapping
    String open(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String residentName,
            @AuthenticationPrincipal StaffMember operator,
            Locale locale,
            Model model) {
        var found = drafts.latest(operator.userId());
        var draft = found.orElseGet(
                () -> new CallDrafts.Draft(UUID.randomUUID(), clock.instant(), TypedCall.empty(phone, residentName)));
        model.addAttribute("found", found.isPresent());
        return show(draft, locale, model);
    }

    /** Keeps what is typed, and answers with what it tells: likely duplicates, the norm and who gets it. */
    @PostMapping("/typed")
    String typed(
            @RequestParam UUID call,
            @RequestParam long startedAt,
            TypedCall typed,
            @AuthenticationPrincipal StaffMember operator,
            Locale locale,
            Model model) {
        if (typed.isWorthKeeping()) {
            drafts.keep(call, operator.userId(), instant(startedAt), typed, clock.instant());
        }
        model.addAttribute("hints", sheets.hints(typed, Language.of(locale)));
        return "register/hints :: hints";
    }

    /** Categories that fit what is typed, the likeliest first. */
    @GetMapping("/categories")
    String categories(@RequestParam(defaultValue = "") String categoryTyped, Locale locale, Model model) {
        model.addAttribute("categories", sheets.categories(categoryTyped, Language.of(locale)));
        return "register/categories :: options";
    }

    @PostMapping
    String register(
            @RequestParam UUID call,
            @RequestParam long startedAt,
            TypedCall typed,
            @AuthenticationPrincipal StaffMember operator,
            Locale locale,
            Model model) {
        Instant began = instant(startedAt);
        try {
            AppealNumber number = register.register(call, began, typed, new Actor(operator.userId()));
            return "redirect:/desk/register/" + number.value();
        } catch (Refusal refusal) {
            drafts.keep(call, operator.userId(), began, typed, clock.instant());
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("wrong", refusal.field());
            return show(new CallDrafts.Draft(call, began, typed), locale, model);
        }
    }

    @PostMapping("/discard")
    String discard(@RequestParam UUID call, @AuthenticationPrincipal StaffMember operator) {
        drafts.discard(call, operator.userId());
        return "redirect:/desk/register";
    }

    /** The number, to read out, and the next call one key away. */
    @GetMapping("/{number}")
    String registered(@PathVariable String number, Locale locale, Model model) {
        model.addAttribute("done", sheets.done(parse(number), Language.of(locale)));
        return "register/done";
    }

    private String show(CallDrafts.Draft draft, Locale locale, Model model) {
        Language language = Language.of(locale);
        model.addAttribute("call", draft);
        model.addAttribute("typed", draft.typed());
        model.addAttribute("enquiry", sheets.enquiry(language));
        model.addAttribute("chosen", sheets.chosen(draft.typed(), language));
        model.addAttribute("districts", sheets.districts(language));
        model.addAttribute("channels", sheets.channels(language));
        model.addAttribute("hints", sheets.hints(draft.typed(), language));
        return PAGE;
    }

    private static Instant instant(long milliseconds) {
        try {
            return Instant.ofEpochMilli(milliseconds);
        } catch (DateTimeException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }

    private static AppealNumber parse(@Nullable String number) {
        try {
            return AppealNumber.parse(String.valueOf(number));
        } catch (Refusal e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
