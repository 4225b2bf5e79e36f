package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.intake.telephony.CallBacks.CallBack;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The calls that nobody answered, to call back. */
@Controller
class MissedPage {

    private static final String LIST = "/desk/missed";
    private static final Duration HIDDEN_SINCE = Duration.ofDays(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM. HH:mm").withZone(WorkingCalendar.ZONE);

    private final CallBacks callBacks;
    private final CallStore calls;
    private final WorkOffMissedCalls work;
    private final Sentences sentences;
    private final Clock clock;

    MissedPage(CallBacks callBacks, CallStore calls, WorkOffMissedCalls work, Sentences sentences, Clock clock) {
        this.callBacks = callBacks;
        this.calls = calls;
        this.work = work;
        this.sentences = sentences;
        this.clock = clock;
    }

    /**
     * A number to call back, ready to show.
     *
     * @param last when it called last
     * @param tried what has been tried; null when nothing
     * @param holder who has taken it on; null when nobody
     * @param free whether the reader may take it on
     * @param mine whether the reader has it
     */
    record Row(
            long id,
            String phone,
            String dial,
            String last,
            String waits,
            int calls,
            @Nullable String tried,
            @Nullable String holder,
            boolean free,
            boolean mine) {}

    @GetMapping(LIST)
    String page(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return show(reader, locale, model, "telephony/missed");
    }

    /** The part of the page that changes. */
    @GetMapping(LIST + "/list")
    String list(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return show(reader, locale, model, "telephony/parts :: missed");
    }

    @PostMapping(LIST + "/{id}/take")
    String take(@PathVariable long id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return act(id, work::take, reader, locale, model);
    }

    @PostMapping(LIST + "/{id}/release")
    String release(@PathVariable long id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return act(id, work::release, reader, locale, model);
    }

    @PostMapping(LIST + "/{id}/reached")
    String reached(@PathVariable long id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return act(id, work::reached, reader, locale, model);
    }

    @PostMapping(LIST + "/{id}/not-reached")
    String notReached(@PathVariable long id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return act(id, work::notReached, reader, locale, model);
    }

    private String act(long id, BiConsumer<Long, Actor> step, StaffMember reader, Locale locale, Model model) {
        Desks.require(reader, Permission.TAKE_CALLS);
        try {
            step.accept(id, new Actor(reader.userId()));
            return "redirect:" + LIST;
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            return show(reader, locale, model, "telephony/missed");
        }
    }

    private String show(StaffMember reader, Locale locale, Model model, String view) {
        Desks.require(reader, Permission.TAKE_CALLS);
        var language = Language.of(locale);
        var actor = new Actor(reader.userId());
        Instant now = clock.instant();
        List<Row> rows = callBacks.open().stream()
                .map(callBack -> row(callBack, actor, now, language))
                .toList();
        int hidden = calls.hiddenMissed(now.minus(HIDDEN_SINCE));
        model.addAttribute("rows", rows);
        model.addAttribute("hidden", hidden == 0 ? null : text("missed.hidden", language, hidden));
        return view;
    }

    private Row row(CallBack callBack, Actor actor, Instant now, Language language) {
        Instant lastTry = callBack.lastTryAt();
        boolean taken = callBack.takenBy() != null;
        return new Row(
                callBack.id(),
                new PhoneNumber(callBack.phone()).display(),
                callBack.phone(),
                TIME.format(callBack.lastCallAt()),
                sentences.span(Duration.between(callBack.firstCallAt(), now), language),
                callBack.calls(),
                lastTry == null
                        ? null
                        : text(
                                "missed.tried",
                                language,
                                callBack.tries(),
                                WorkOffMissedCalls.MOST_TRIES,
                                TIME.format(lastTry)),
                taken ? callBack.holder() : null,
                WorkOffMissedCalls.isFree(callBack, actor, now),
                actor.userId().equals(callBack.takenBy()));
    }

    private String text(String key, Language language, Object... values) {
        return sentences.of("telephony." + key, language, values);
    }
}
