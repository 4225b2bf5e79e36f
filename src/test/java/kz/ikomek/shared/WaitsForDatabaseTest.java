package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class WaitsForDatabaseTest {

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger log = new LoggerContext().getLogger("work");
    private final WaitsForDatabase mails = new WaitsForDatabase(log, "Mails");

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @Test
    void anOutageIsSaidOnceWithItsReasonAndItsEndToo() {
        mails.attempt(() -> {});
        for (int i = 0; i < 5; i++) {
            mails.attempt(() -> {
                throw new DataAccessResourceFailureException("connection lost");
            });
            mails.attempt(() -> {
                throw new CannotCreateTransactionException("no connection");
            });
        }
        mails.attempt(() -> {});
        mails.attempt(() -> {});
        assertThat(said.list)
                .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        tuple(Level.ERROR, "Mails wait, because the database does not answer"),
                        tuple(Level.INFO, "Mails go on, because the database answers again"));
        assertThat(said.list.get(0).getThrowableProxy().getMessage()).isEqualTo("connection lost");
    }

    @Test
    void theNextOutageIsSaidToo() {
        for (int i = 0; i < 2; i++) {
            mails.attempt(() -> {
                throw new DataAccessResourceFailureException("connection lost");
            });
            mails.attempt(() -> {});
        }
        assertThat(said.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .hasSize(2);
    }

    @Test
    void whatIsNotTheDatabasesFaultIsTheCallers() {
        assertThatThrownBy(() -> mails.attempt(() -> {
                    throw new IllegalStateException("ours");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(said.list).isEmpty();
    }
}
