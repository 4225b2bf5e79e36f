package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.NormQuestion;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes an appeal into the centre. From then on it is never left without an outcome. */
@Component
public class RegisterAppeal {

    private final Change change;
    private final Catalog catalog;
    private final DecisionTables tables;
    private final ApplicationEventPublisher events;

    RegisterAppeal(Change change, Catalog catalog, DecisionTables tables, ApplicationEventPublisher events) {
        this.change = change;
        this.catalog = catalog;
        this.tables = tables;
        this.events = events;
    }

    /**
     * Registers; an enquiry that comes with its answer is closed in the same step. A danger that the routing table gives to
     * no agency is reported at once.
     *
     * @throws Refusal naming the field that is missing, too long or unknown
     */
    @Transactional
    public RegisteredAppeal register(NewAppeal told, Actor actor) {
        Category category = catalog.offered(told.category());
        String words = Texts.required(told.text(), "text");
        String answer = Texts.optional(told.answer(), "answer", Texts.LONG);
        String address = Texts.line(told.address(), "address");
        NewAppeal cleaned = told.named(Texts.line(told.residentName(), "residentName"));
        String phone = phone(told);
        boolean danger = told.danger() || category.dangerous();
        if (answer != null && (category.kind() != CategoryKind.REFERENCE || danger)) {
            throw new Refusal("appeals.answer.only-enquiry", "answer");
        }
        if (told.district() != null) {
            catalog.requireDistrict(told.district());
        } else if (category.needsDistrict()) {
            throw new Refusal("shared.required", "district");
        }

        Instant now = change.now();
        var facts =
                new Appeal.NewFacts(category.kind(), category.code(), told.district(), words, told.channel(), danger);
        WorkingCalendar calendar = change.calendars.current();
        var appeal = new Appeal(
                change.store.nextNumber(),
                entry(category.kind(), danger),
                facts,
                now,
                tables.norm(new NormQuestion(
                        category.code(), category.kind(), danger, told.channel().name())),
                change.limits,
                calendar);
        appeal.address = address;
        appeal.answer = answer;
        AppealState entry = appeal.state;
        if (answer != null) {
            appeal.state = AppealState.CLOSED;
            appeal.outcome = Outcome.ANSWERED;
            appeal.closedAt = now;
        }
        appeal.setNextLook(change.plan, calendar, now);
        change.store.insert(appeal, cleaned, phone, now, actor);
        change.store.journal(appeal.number, now, actor, Step.REGISTERED, null, entry, null, null);
        if (answer != null) {
            change.store.journal(
                    appeal.number, now, actor, Step.CLOSED_WITH_OUTCOME, entry, AppealState.CLOSED, null, null);
        }
        if (danger && tables.proposal(appeal.category, appeal.district) == null) {
            events.publishEvent(new DangerReported(appeal.number, List.of(), now));
        }
        return facts(appeal);
    }

    static RegisteredAppeal facts(Appeal appeal) {
        boolean answered = appeal.outcome != null;
        return new RegisteredAppeal(
                appeal.number,
                appeal.kind,
                appeal.category,
                appeal.district,
                appeal.danger,
                answered,
                appeal.due,
                Objects.requireNonNullElse(appeal.nextLook, appeal.due));
    }

    /** Where a new appeal begins. */
    static AppealState entry(CategoryKind kind, boolean danger) {
        if (danger) {
            return AppealState.INSPECTION;
        }
        return switch (kind) {
            case REFERENCE -> AppealState.ENQUIRY;
            case MEDICINE -> AppealState.PHARMACY;
            default -> AppealState.INSPECTION;
        };
    }

    /** The phone as it is kept, E.164; null for who is anonymous. */
    static @Nullable String phone(NewAppeal told) {
        if (told.anonymous()) {
            return null;
        }
        String typed = told.phone();
        if (typed == null || typed.isBlank()) {
            throw new Refusal("appeals.phone.or-anonymous", "phone");
        }
        return PhoneNumber.parse(typed).e164();
    }
}
