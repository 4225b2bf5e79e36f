package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.CallerHistory;
import kz.ikomek.appeals.CallerHistory.EarlierAppeal;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what pops up: only for readers who may take calls, because it names residents. */
@Component
public class PopSheets {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd.MM.yyyy").withZone(WorkingCalendar.ZONE);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(WorkingCalendar.ZONE);

    /** How far back people of a number are looked for. */
    private static final int MOST_EARLIER = 50;

    private static final int MOST_PEOPLE = 6;
    private static final int MOST_EACH = 3;

    private final CurrentCalls current;
    private final Seats seats;
    private final CallBacks callBacks;
    private final CallerHistory history;
    private final RecordAccess access;
    private final Catalog catalog;
    private final Sentences sentences;
    private final Clock clock;

    PopSheets(
            CurrentCalls current,
            Seats seats,
            CallBacks callBacks,
            CallerHistory history,
            RecordAccess access,
            Catalog catalog,
            Sentences sentences,
            Clock clock) {
        this.current = current;
        this.seats = seats;
        this.callBacks = callBacks;
        this.history = history;
        this.access = access;
        this.catalog = catalog;
        this.sentences = sentences;
        this.clock = clock;
    }

    /**
     * Shows on a page what stands on this operator's desk, for the fragments of {@code telephony/parts}.
     *
     * @param operator who may take calls
     */
    public void show(StaffMember operator, Language language, Model model) {
        PopSheet sheet = of(operator.userId(), language);
        model.addAttribute("sheet", sheet);
        if (!model.containsAttribute("phoneExtension")) {
            model.addAttribute("phoneExtension", sheet.extension());
        }
    }

    /** What stands on this operator's desk. */
    PopSheet of(String userId, Language language) {
        var seat = seats.of(userId);
        List<Call> calls = current.atDesk(userId);
        return new PopSheet(
                seat.map(Seats.Seat::extension).orElse(null),
                seat.map(Seats.Seat::lost)
                        .map(lost -> text("lost", language, lost.extension(), lost.to(), HOUR.format(lost.at())))
                        .orElse(null),
                calls.isEmpty() ? null : shown(calls.get(0), userId, language),
                calls.stream()
                        .skip(1)
                        .filter(call -> call.answeredAt() == null)
                        .map(call -> new PopSheet.Other(number(call, language), seconds(call)))
                        .toList(),
                callBacks.openCount());
    }

    private PopSheet.Shown shown(Call call, String userId, Language language) {
        String state = state(call);
        List<PopSheet.Person> people = call.phone() == null ? List.of() : people(call.phone(), userId, language);
        return new PopSheet.Shown(
                call.id(),
                state,
                text(state, language),
                number(call, language),
                call.phone(),
                seconds(call),
                call.queue() == null ? call.line() : call.line() + " · " + call.queue(),
                text(hint(call, people), language),
                people,
                call.appeal() == null ? null : new AppealNumber(call.appeal()));
    }

    private static String state(Call call) {
        if (call.endedAt() != null) {
            return "ended";
        }
        if (call.answeredAt() == null) {
            return "ringing";
        }
        return call.answeredBy() == null ? "taken" : "talking";
    }

    private static String hint(Call call, List<PopSheet.Person> people) {
        if (call.phone() == null) {
            return call.innerNumber() == null ? "hint.hidden" : "hint.inner";
        }
        if (people.isEmpty()) {
            return "hint.unknown";
        }
        return people.size() == 1 ? "hint.one" : "hint.several";
    }

    private List<PopSheet.Person> people(String phone, String userId, Language language) {
        List<EarlierAppeal> earlier = history.of(new PhoneNumber(phone), MOST_EARLIER);
        access.saw(
                new Actor(userId),
                Via.CALL,
                earlier.stream().map(EarlierAppeal::number).toList());
        Map<String, List<EarlierAppeal>> byName = earlier.stream()
                .collect(Collectors.groupingBy(
                        appeal -> Objects.requireNonNullElse(appeal.residentName(), "")
                                .strip(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        CatalogNames names = catalog.names();
        return byName.entrySet().stream()
                .sorted(Comparator.comparing(person -> person.getKey().isEmpty()))
                .limit(MOST_PEOPLE)
                .map(person -> new PopSheet.Person(
                        person.getKey().isEmpty() ? text("nameless", language) : person.getKey(),
                        person.getKey().isEmpty(),
                        person.getValue().size(),
                        person.getValue().stream()
                                .limit(MOST_EACH)
                                .map(appeal -> earlier(appeal, names, language))
                                .toList()))
                .toList();
    }

    private PopSheet.Earlier earlier(EarlierAppeal appeal, CatalogNames names, Language language) {
        return new PopSheet.Earlier(
                appeal.number().display(),
                "/staff/appeals/" + appeal.number().value(),
                names.category(appeal.category(), language),
                sentences.of(
                        appeal.outcome() == null ? "desk.state." + appeal.state() : "desk.outcome." + appeal.outcome(),
                        language),
                appeal.state() != AppealState.CLOSED,
                appeal.danger(),
                DAY.format(appeal.registeredAt()));
    }

    private String number(Call call, Language language) {
        if (call.phone() != null) {
            return new PhoneNumber(call.phone()).display();
        }
        return call.innerNumber() == null ? text("hidden", language) : text("inner", language, call.innerNumber());
    }

    private long seconds(Call call) {
        Instant from = Objects.requireNonNullElse(call.answeredAt(), call.startedAt());
        Instant until = Objects.requireNonNullElse(call.endedAt(), clock.instant());
        return Math.max(0, Duration.between(from, until).toSeconds());
    }

    private String text(String key, Language language, Object... values) {
        return sentences.of("telephony." + key, language, values);
    }
}
