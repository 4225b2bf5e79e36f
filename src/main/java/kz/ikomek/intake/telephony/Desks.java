package kz.ikomek.intake.telephony;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the live pages have in common: who may open them, and the events that come to them. */
@Component
class Desks {

    /** The page's browser connects again by itself, and its login is looked at again. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final LivePages pages;
    private final Seats seats;
    private final Clock clock;

    Desks(LivePages pages, Seats seats, Clock clock) {
        this.pages = pages;
        this.seats = seats;
        this.clock = clock;
    }

    /** Answers 403 to whoever has not the permission. */
    static void require(StaffMember reader, Permission permission) {
        if (!Permissions.of(reader).contains(permission)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** Somebody opens the desk: from now on they are on shift, as long as the page is open. */
    void arrive(StaffMember operator) {
        seats.arrive(operator.userId(), operator.fullName(), clock.instant());
    }

    /**
     * Events named {@code changed}, without content: the page is to look again. The first comes at once.
     *
     * @param topics what the page shows
     */
    SseEmitter events(StaffMember reader, Set<String> topics) {
        var emitter = new SseEmitter(LONGEST.toMillis());
        var page = pages.add(reader.userId(), topics, new LivePages.Line() {
            @Override
            public void changed() throws IOException {
                emitter.send(SseEmitter.event()
                        .name("changed")
                        .reconnectTime(RECONNECT.toMillis())
                        .data(""));
            }

            @Override
            public void alive() throws IOException {
                emitter.send(SseEmitter.event().comment("alive"));
            }

            @Override
            public void end() {
                emitter.complete();
            }
        });
        emitter.onTimeout(emitter::complete);
        emitter.onError(gone -> page.close());
        emitter.onCompletion(page::close);
        return emitter;
    }
}
