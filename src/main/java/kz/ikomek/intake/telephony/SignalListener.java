package kz.ikomek.intake.telephony;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import kz.ikomek.shared.StandingConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears the signals of all nodes, on a connection of its own beside the pool, and passes them on to this node's pages.
 * A connection that is lost is opened again; then every page looks again, because signals may have been missed.
 */
@Component
class SignalListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SignalListener.class);
    private static final Duration LISTENING = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 5;
    private static final Executor AT_ONCE = Runnable::run;

    private final JdbcConnectionDetails database;
    private final LivePages pages;
    private @Nullable Listening listening;

    SignalListener(JdbcConnectionDetails database, LivePages pages) {
        this.database = database;
        this.pages = pages;
    }

    @Override
    public synchronized void start() {
        if (listening == null) {
            listening = new Listening();
            listening.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (listening != null) {
            listening.end();
            listening = null;
        }
    }

    /** With the pages that it tells. */
    @Override
    public int getPhase() {
        return LivePages.PHASE;
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    /** From one start to the next stop. */
    private final class Listening extends Thread {

        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Connection connection;
        private boolean lost;

        Listening() {
            super("desk-signals");
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!over()) {
                try (Connection opened = StandingConnection.open(database, "signals")) {
                    connection = opened;
                    listen(opened);
                } catch (SQLException e) {
                    tellOnce(e);
                    pause();
                }
            }
        }

        private void listen(Connection opened) throws SQLException {
            try (var statement = opened.createStatement()) {
                statement.execute("LISTEN " + Signals.CHANNEL);
            }
            pages.allChanged();
            if (lost) {
                log.info("Hears the signals of the desk again");
                lost = false;
            }
            var postgres = opened.unwrap(PGConnection.class);
            while (!over()) {
                PGNotification[] heard = postgres.getNotifications((int) LISTENING.toMillis());
                if (heard == null || heard.length == 0) {
                    if (!opened.isValid(ANSWER_SECONDS)) {
                        throw new SQLException("no answer");
                    }
                    continue;
                }
                for (PGNotification one : heard) {
                    pages.changed(one.getParameter());
                }
            }
        }

        private void tellOnce(SQLException e) {
            if (!lost && !over()) {
                lost = true;
                log.warn("Calls come to the desks late, because the database does not answer ({})", e.getSQLState());
            }
        }

        private boolean over() {
            return ended.getCount() == 0;
        }

        private void pause() {
            try {
                ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                ended.countDown();
            }
        }

        void end() {
            ended.countDown();
            Connection open = connection;
            if (open != null) {
                try {
                    open.abort(AT_ONCE);
                } catch (SQLException e) {
                    log.debug("The connection of the signals was gone already", e);
                }
            }
        }
    }
}
