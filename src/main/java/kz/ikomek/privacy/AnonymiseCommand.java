package kz.ikomek.privacy;

import java.io.PrintStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The command of profile {@code anonymise}: does what the night does, says how many, and ends. */
@Component
@Profile("anonymise")
class AnonymiseCommand {

    private final Anonymise anonymise;
    private final ConfigurableApplicationContext context;
    private final PrintStream out = System.out;

    AnonymiseCommand(Anonymise anonymise, ConfigurableApplicationContext context) {
        this.anonymise = anonymise;
        this.context = context;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        out.println("Anonymised " + anonymise.due() + " appeals that were past their retention.");
        out.flush();
        System.exit(SpringApplication.exit(context, () -> 0));
    }
}
