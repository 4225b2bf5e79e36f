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
     * @throws Refusal naming the field {@code agency} when it is missing, unknown or retired, or {@code furtherAgencies}
     */
    public void route(AppealNumber number, List<AgencyCode> agencies, @Nullable String note, Actor actor) {
        if (agencies.isEmpty()) {
            throw new Refusal("shared.required", "agency");
        }
        catalog.requireAgencies(agencies.subList(0, 1), "agency");
        catalog.requireAgencies(agencies.subList(1, agencies.size()), "furtherAgencies");
        send(number, agencies, Texts.optional(note, "note", Texts.LONG), actor);
    }

    /** As {@link #route}, at once and to the agency that the routing table names, which the gate has checked. */
    public void routeByRule(AppealNumber number, AgencyCode agency, Actor actor) {
        send(number, List.of(agency), null, actor);
    }

    private void send(AppealNumber number, List<AgencyCode> agencies, @Nullable String said, Actor actor) {
        String names = agencies.stream().map(AgencyCode::value).collect(Collectors.joining(", "));
        Appeal routed =
                change.apply(number, Step.ROUTED, null, said == null ? names : names + ": " + said, actor, appeal -> {
                    appeal.startAcceptance(change.now(), change.calendar(appeal));
                });
        agencies.forEach(agency -> change.store.assign(number, agency, change.now()));
        if (routed.danger) {
            events.publishEvent(new DangerReported(number, agencies, change.now()));
        }
    }

    /**
     * Gives refused work to an agency: another one, or the same one with an explanation.
     *
     * @throws Refusal naming the field {@code agency} or {@code note} when missing, unknown or retired
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
        Appeal routed = change.apply(number, Step.REROUTED, to, said, actor, appeal -> {
            appeal.startAcceptance(change.now(), change.calendar(appeal));
        });
        change.store.assign(number, to, change.now());
        if (routed.danger && !from.equals(to)) {
            events.publishEvent(new DangerReported(number, List.of(to), change.now()));
        }
    }

    /**
     * Follows a correction that made it another agency's business: the work of the one that has it goes to the other,
     * whose head is told of a danger at once. Where that one is at it already, nothing moves; where the first is at it
     * no more, a danger is reported without an agency, so that the centre itself sees to it.
     *
     * @return whether the work went over
     */
    public boolean follow(AppealNumber number, Proposal proposal, Actor actor) {
        AgencyCode from = proposal.before();
        AgencyCode to = proposal.after();
        if (to == null || to.equals(from)) {
            return false;
        }
        List<AgencyCode> open = change.store.openAgencies(number);
        if (open.contains(to)) {
            return false;
        }
        boolean moves = from != null && open.contains(from);
        Appeal appeal = change.store.lock(number);
        if (from != null && moves) {
            change.store.returnAssignment(number, from);
            change.apply(number, Step.REROUTED, to, null, actor, routed -> {
                change.dropRequest(routed, from);
                routed.startAcceptance(change.now(), change.calendar(routed));
            });
            change.store.assign(number, to, change.now());
        }
        if (appeal.danger) {
            events.publishEvent(new DangerReported(number, moves ? List.of(to) : List.of(), change.now()));
        }
        return moves;
    }

    /** The inspector looks at the whole appeal again; the work of all agencies ends. */
    public void reinspect(AppealNumber number, @Nullable String note, Actor actor) {
        change.apply(number, Step.SENT_TO_INSPECTION_AGAIN, Texts.optional(note, "note", Texts.LONG), actor, appeal -> {
            appeal.resumeAll(change.now(), change.calendar(appeal));
            appeal.acceptDue = null;
            change.dropRequest(appeal, null);
        });
        change.store.endRound(number);
    }
}
