package kz.ikomek.appeals;

import java.util.List;
import java.util.stream.Collectors;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is to solve it. */
@Component
@Transactional
public class RouteAppeal {

    private final Change change;
    private final Catalog catalog;
    private final ApplicationEventPublisher events;

    RouteAppeal(Change change, Catalog catalog, ApplicationEventPublisher events) {
        this.change = change;
        this.catalog = catalog;
        this.events = events;
    }

    /**
     * Routes to one agency or several, which then all must finish. The heads of the agencies of a dangerous appeal are
     * told at once.
     *
     * @throws Refusal naming the field {@code agency} when it is missing or unknown, or {@code furtherAgencies}
     */
    public void route(AppealNumber number, List<AgencyCode> agencies, @Nullable String note, Actor actor) {
        if (agencies.isEmpty()) {
            throw new Refusal("shared.required", "agency");
        }
        catalog.requireAgencies(agencies.subList(0, 1), "agency");
        catalog.requireAgencies(agencies.subList(1, agencies.size()), "furtherAgencies");
        String names = agencies.stream().map(AgencyCode::value).collect(Collectors.joining(", "));
        String said = Texts.optional(note, "note", Texts.LONG);
        Appeal routed = change.apply(
                number, Step.ROUTED, null, said == null ? names : names + ": " + said, actor, appeal -> {});
        agencies.forEach(agency -> change.store.assign(number, agency, change.now()));
        if (routed.danger) {
            events.publishEvent(new DangerReported(number, agencies, change.now()));
        }
    }

    /**
     * Gives refused work to an agency: another one, or the same one with an explanation.
     *
     * @throws Refusal naming the field {@code agency} or {@code note} when missing or unknown
     */
    public void reroute(
            AppealNumber number, AgencyCode from, @Nullable AgencyCode to, @Nullable String note, Actor actor) {
        if (to == null) {
            throw new Refusal("shared.required", "agency");
        }
        catalog.requireAgencies(List.of(to), "agency");
        String said = from.equals(to) ? Texts.required(note, "note") : Texts.optional(note, "note", Texts.LONG);
        if (!from.equals(to) && change.store.openAgencies(number).contains(to)) {
            throw new Refusal("appeals.agency.already-at-it", "agency", to.value());
        }
        Appeal routed = change.apply(number, Step.REROUTED, to, said, actor, appeal -> {});
        change.store.assign(number, to, change.now());
        if (routed.danger && !from.equals(to)) {
            events.publishEvent(new DangerReported(number, List.of(to), change.now()));
        }
    }

    /** The inspector looks at the whole appeal again; the work of all agencies ends. */
    public void reinspect(AppealNumber number, @Nullable String note, Actor actor) {
        change.apply(
                number,
                Step.SENT_TO_INSPECTION_AGAIN,
                Texts.optional(note, "note", Texts.LONG),
                actor,
                appeal -> appeal.resumeAll(change.now(), change.calendar));
        change.store.endRound(number);
    }
}
