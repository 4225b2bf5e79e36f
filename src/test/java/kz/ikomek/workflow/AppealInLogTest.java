package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.LoggedAppeal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** While somebody works on an appeal, each line of the log names it; afterwards none does. */
@IntegrationTest
class AppealInLogTest {

    private static final String NONE = "";

    @Autowired
    Centre centre;

    @Autowired
    Owner owner;

    private final Logger statements = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing(); // what stands beside it now, not when it is read
            super.append(line);
        }
    };

    @BeforeEach
    void everyStatementIsALine() {
        centre.itIs("2026-11-16T10:00");
        lines.start();
        statements.addAppender(lines);
        statements.setAdditive(false);
        statements.setLevel(Level.DEBUG);
    }

    @AfterEach
    void quiet() {
        statements.setLevel(null);
        statements.setAdditive(true);
        statements.detachAppender(lines);
    }

    @Test
    void aPersonsStepIsLoggedWithTheNumberAndTheNextWithItsOwn() {
        AppealNumber one = centre.registered("water");
        AppealNumber other = centre.registered("water");
        lines.list.clear();
        centre.routes(one, "water-sewerage");
        assertThat(beside("UPDATE appeals.appeal")).containsExactly(one.value());
        assertThat(MDC.get(LoggedAppeal.KEY)).isNull();
        lines.list.clear();
        centre.routes(other, "water-sewerage");
        assertThat(beside("UPDATE appeals.appeal")).containsExactly(other.value());
        assertThat(MDC.get(LoggedAppeal.KEY)).isNull();
    }

    @Test
    void aTimerIsLoggedWithTheNumberAndLeavesNoneBehindEvenWhenItFails() {
        AppealNumber number = centre.registered("open-manhole");
        var database = new JdbcTemplate(owner.data());
        database.execute("REVOKE INSERT ON mail.outbox FROM ikomek_application");
        try {
            lines.list.clear();
            assertThatThrownBy(() -> centre.timePasses(Duration.ofHours(3)));
            assertThat(beside("mail.outbox")).isNotEmpty().doesNotContain(NONE);
            assertThat(MDC.get(LoggedAppeal.KEY)).isNull();
        } finally {
            database.execute("GRANT INSERT ON mail.outbox TO ikomek_application");
        }
        lines.list.clear();
        centre.timePasses(Duration.ofHours(3));
        assertThat(beside("INSERT INTO mail.outbox")).contains(number.value()).doesNotContain(NONE);
        assertThat(MDC.get(LoggedAppeal.KEY)).isNull();
    }

    private Set<String> beside(String statement) {
        return lines.list.stream()
                .filter(line -> Thread.currentThread().getName().equals(line.getThreadName()))
                .filter(line -> line.getFormattedMessage().contains(statement))
                .map(line -> line.getMDCPropertyMap().getOrDefault(LoggedAppeal.KEY, NONE))
                .collect(Collectors.toSet());
    }
}
