package kz.ikomek.intake.register;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.intake.telephony.CurrentCalls;
import kz.ikomek.intake.telephony.CurrentCalls.CurrentCall;
import kz.ikomek.intake.telephony.PopSheets;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
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

/** The operator's desk: who calls, and registering while they speak. The directory stands behind one key. */
@Controller
@RequestMapping("/desk")
class RegisterPage {

    private static final String PAGE = "register/page";

    private final CallDrafts drafts;
    private final RegisterCall register;
    private final CallSheets sheets;
    private final CurrentCalls calls;
    private final PopSheets pops;
    private final Sentences sentences;
    private final Clock clock;

    RegisterPage(
            CallDrafts drafts,
            RegisterCall register,
            CallSheets sheets,
            CurrentCalls calls,
            PopSheets pops,
            Sentences sentences,
            Clock clock) {
        this.drafts = drafts;
        this.register = register;
        this.sheets = sheets;
        this.calls = calls;
        this.pops = pops;
        this.sentences = sentences;
        this.clock = clock;
    }

    @ModelAttribute
    void mayRegister(@AuthenticationPrincipal StaffMember operator) {
        if (!Permissions.of(operator).contains(Permission.TAKE_CALLS)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** What the operator had typed when the browser was lost; else a page with what the telephone knows of the call. */
    @GetMapping({"", "/register"})
    String open(@AuthenticationPrincipal StaffMember operator, Locale locale, Model model) {
        var found = drafts.latest(operator.userId());
        model.addAttribute("found", found.isPresent());
        return show(found.orElseGet(() -> begun(operator)), operator, locale, model);
    }

    private CallDrafts.Draft begun(StaffMember operator) {
        var call = calls.of(operator.userId()).filter(current -> !current.registered());
        return new CallDrafts.Draft(
                UUID.randomUUID(),
                call.map(CurrentCall::answeredAt).orElseGet(clock::instant),
                TypedCall.of(
                        call.map(CurrentCall::phone).map(PhoneNumber::display).orElse(""),
                        call.map(current -> String.valueOf(current.id())).orElse("")));
    }

    /** Keeps what is typed, and answers with what it tells: likely duplicates, the norm and who gets it. */
    @PostMapping("/register/typed")
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
    @GetMapping("/register/categories")
    String categories(@RequestParam(defaultValue = "") String categoryTyped, Locale locale, Model model) {
        model.addAttribute("categories", sheets.categories(categoryTyped, Language.of(locale)));
        return "register/categories :: options";
    }

    @PostMapping("/register")
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
            return show(new CallDrafts.Draft(call, began, typed), operator, locale, model);
        }
    }

    @PostMapping("/register/discard")
    String discard(@RequestParam UUID call, @AuthenticationPrincipal StaffMember operator) {
        drafts.discard(call, operator.userId());
        return "redirect:/desk";
    }

    /** The number, to read out, and the next call one key away. */
    @GetMapping("/register/{number}")
    String registered(@PathVariable String number, Locale locale, Model model) {
        model.addAttribute("done", sheets.done(parse(number), Language.of(locale)));
        return "register/done";
    }

    private String show(CallDrafts.Draft draft, StaffMember operator, Locale locale, Model model) {
        Language language = Language.of(locale);
        pops.show(operator, language, model);
        model.addAttribute("call", draft);
        model.addAttribute("typed", draft.typed());
        model.addAttribute("operator", operator.userId());
        model.addAttribute(
                "seconds",
                Math.max(0, Duration.between(draft.startedAt(), clock.instant()).toSeconds()));
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
