package kz.ikomek.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** "This is wrong": what an operator found goes to the owner of the entry as work to do. */
@Component
@Transactional
public class ReportWrong {

    private static final int LONGEST = 1_000;

    private final EntryStore entries;
    private final ReportStore reports;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReportWrong(EntryStore entries, ReportStore reports, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.reports = reports;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps the report. The owner is told when it is the entry's only open one; who has not dealt with the first need not
     * be told of the second.
     *
     * @param note what is wrong
     * @throws Refusal naming the field {@code wrong}, or when there is no such entry
     */
    public void report(long entry, String note, Actor actor) {
        Entry known = entries.find(entry).orElseThrow(() -> new Refusal("directory.entry.unknown", null));
        String told = text(note, "wrong");
        boolean first = reports.countOpen(List.of(entry)).isEmpty();
        Instant now = clock.instant();
        reports.add(entry, told, actor, now);
        if (first) {
            events.publishEvent(new EntryDisputed(known, now));
        }
    }

    /** @throws Refusal naming the field when the text is missing or too long */
    static String text(String typed, String field) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new Refusal("shared.required", field);
        }
        if (text.length() > LONGEST) {
            throw new Refusal("shared.too-long", field, LONGEST);
        }
        return text;
    }
}
