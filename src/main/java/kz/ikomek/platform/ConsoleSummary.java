package kz.ikomek.platform;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.StartupNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The last thing that the console says after the start: where to go and who may log in. */
@Component
@Profile("!month")
class ConsoleSummary {

    private static final Logger log = LoggerFactory.getLogger(ConsoleSummary.class);

    private final List<StartupNote> notes;

    ConsoleSummary(List<StartupNote> notes) {
        this.notes = notes;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String base = "http://localhost:" + web.getWebServer().getPort();
            Stream<String> lines = Stream.concat(
                    Stream.of("iKomek 109 is ready.", "  Tasklist       " + base + "/"),
                    notes.stream().flatMap(note -> note.lines(base).stream()));
            log.info("{}", lines.collect(Collectors.joining(System.lineSeparator())));
        }
    }
}
