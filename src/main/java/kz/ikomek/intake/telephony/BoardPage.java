package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.QueueNow.StepQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The supervisor's board. */
@Controller
class BoardPage {

    private final BoardViews board;
    private final Desks desks;
    private final Sentences sentences;
    private final Clock clock;

    BoardPage(BoardViews board, Desks desks, Sentences sentences, Clock clock) {
        this.board = board;
        this.desks = desks;
        this.sentences = sentences;
        this.clock = clock;
    }

    /**
     * The board, ready to show.
     *
     * @param waits seconds that the longest waiting call waits; null when none does
     * @param missedWaits how long the first missed call waits; null when none does
     * @param open all open tasks
     */
    record Sheet(
            int waiting,
            @Nullable Long waits,
            int talking,
            int missed,
            @Nullable String missedWaits,
            int open,
            int late,
            List<StepRow> steps,
            List<Person> shift) {}

    /** A step and what waits in it. */
    record StepRow(String name, int open, int free, int late, String oldest) {}

    /**
     * Somebody on shift.
     *
     * @param talks seconds that they talk; null when they do not
     */
    record Person(
            String name,
            @Nullable String extension,
            @Nullable Long talks) {}

    @GetMapping("/desk/board")
    String page(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return show(reader, locale, model, "telephony/board");
    }

    /** The part of the page that changes. */
    @GetMapping("/desk/board/now")
    String now(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return show(reader, locale, model, "telephony/parts :: board");
    }

    @GetMapping(path = "/desk/board/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@AuthenticationPrincipal StaffMember reader) {
        Desks.require(reader, Permission.SEE_BOARD);
        return desks.events(reader, Set.of(BoardPulse.BOARD));
    }

    private String show(StaffMember reader, Locale locale, Model model, String view) {
        Desks.require(reader, Permission.SEE_BOARD);
        model.addAttribute("sheet", sheet(board.now(), clock.instant(), Language.of(locale)));
        return view;
    }

    private Sheet sheet(Board figures, Instant now, Language language) {
        return new Sheet(
                figures.waiting(),
                seconds(figures.waitingSince(), now),
                figures.talking(),
                figures.missed(),
                figures.missedSince() == null ? null : span(figures.missedSince(), now, language),
                figures.steps().stream().mapToInt(StepQueue::open).sum(),
                figures.steps().stream().mapToInt(StepQueue::late).sum(),
                figures.steps().stream()
                        .map(step -> new StepRow(
                                name(step, language),
                                step.open(),
                                step.free(),
                                step.late(),
                                span(step.oldest(), now, language)))
                        .toList(),
                figures.shift().stream()
                        .map(one -> new Person(one.name(), one.extension(), seconds(one.talkingSince(), now)))
                        .toList());
    }

    /** A step that a process owner has added has the name that the model gives it. */
    private String name(StepQueue step, Language language) {
        try {
            return sentences.of("telephony.step." + step.step(), language);
        } catch (NoSuchMessageException added) {
            return step.name();
        }
    }

    private String span(Instant since, Instant now, Language language) {
        Duration span = Duration.between(since, now);
        return sentences.span(span.isNegative() ? Duration.ZERO : span, language);
    }

    private static @Nullable Long seconds(@Nullable Instant since, Instant now) {
        return since == null ? null : Math.max(0, Duration.between(since, now).toSeconds());
    }
}
