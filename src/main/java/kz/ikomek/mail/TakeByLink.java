package kz.ikomek.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.TakeUnderControl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** "I take this under my control": what the link in a mail offers, and doing it, once. */
@Component
class TakeByLink {

    private final Links links;
    private final Outbox outbox;
    private final AppealViews appeals;
    private final TakeUnderControl control;
    private final Clock clock;

    TakeByLink(Links links, Outbox outbox, AppealViews appeals, TakeUnderControl control, Clock clock) {
        this.links = links;
        this.outbox = outbox;
        this.appeals = appeals;
        this.control = control;
        this.clock = clock;
    }

    enum State {
        /** It can be confirmed. */
        OPEN,
        /** Just confirmed. */
        DONE,
        /** Was confirmed before. */
        USED,
        EXPIRED,
        /** Every appeal of the mail is closed. */
        CLOSED,
        /** Not signed here, or about no mail. */
        UNKNOWN
    }

    /**
     * What the link leads to.
     *
     * @param mail null when unknown
     * @param about the mails about single appeals that are still open
     * @param at until when the next level is held, when done; when it was used or ended; null else
     */
    record Offer(
            State state,
            Outbox.@Nullable Kept mail,
            List<Outbox.Kept> about,
            @Nullable Instant at) {}

    /** What the link offers; changes nothing, because programs that check mails follow links too. */
    @Transactional(readOnly = true)
    Offer offer(String token) {
        return links.read(token)
                .flatMap(claim -> outbox.find(claim.mail()).map(mail -> offer(mail, claim.until())))
                .orElseGet(TakeByLink::unknown);
    }

    /** Takes every appeal of the mail that is still open under the recipient's control. */
    @Transactional
    Offer confirm(String token) {
        Optional<Links.Claim> claim = links.read(token);
        Outbox.Kept mail = claim.flatMap(said -> outbox.lock(said.mail())).orElse(null);
        if (mail == null) {
            return unknown();
        }
        Offer offer = offer(mail, claim.orElseThrow().until());
        if (offer.state() != State.OPEN) {
            return offer;
        }
        List<Instant> held = new ArrayList<>();
        for (Outbox.Kept one : offer.about()) {
            held.add(control.take(Objects.requireNonNull(one.number()), mail.addressee(), mail.role()));
        }
        outbox.taken(mail.id(), clock.instant());
        return new Offer(
                State.DONE,
                mail,
                offer.about(),
                held.stream().min(Instant::compareTo).orElseThrow());
    }

    private Offer offer(Outbox.Kept mail, Instant until) {
        if (mail.takenAt() != null) {
            return new Offer(State.USED, mail, List.of(), mail.takenAt());
        }
        if (!clock.instant().isBefore(until)) {
            return new Offer(State.EXPIRED, mail, List.of(), until);
        }
        List<Outbox.Kept> about = (mail.number() == null ? outbox.members(mail.id()) : List.of(mail))
                .stream().filter(one -> open(one.number())).toList();
        return new Offer(about.isEmpty() ? State.CLOSED : State.OPEN, mail, about, null);
    }

    private boolean open(@Nullable AppealNumber number) {
        return number != null
                && appeals.find(number)
                        .filter(appeal -> appeal.state() != AppealState.CLOSED)
                        .isPresent();
    }

    private static Offer unknown() {
        return new Offer(State.UNKNOWN, null, List.of(), null);
    }
}
