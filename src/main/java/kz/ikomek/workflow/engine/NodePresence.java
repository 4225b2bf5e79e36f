package kz.ikomek.workflow.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import kz.ikomek.shared.StandingConnection;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives the jobs of a node that died to the living at once, instead of when the job lock ends. Each node whose job executor
 * runs holds an advisory lock of PostgreSQL under its name for as long as it lives: the connection of a dead process is
 * closed by its operating system, and the lock goes with it. Whoever is taken for dead and is not (its connection was cut)
 * loses nothing but a race: a job's row is deleted by one of the two, and the other's transaction is taken back. Why: ADR
 * 0020.
 */
@Component
class NodePresence implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NodePresence.class);
    private static final long LOOK_MILLIS = 500;
    private static final int ANSWER_MILLIS = 10_000;
    private static final Executor AT_ONCE = Runnable::run;

    /** Tells these locks from others; the second half of the key is the node's name. */
    static final int LOCKS = 109;

    private static final String HERE = "SELECT pg_advisory_lock(" + LOCKS + ", hashtext(?))";

    private static final String OF_THE_DEAD = """
            UPDATE act_ru_job SET lock_owner_ = NULL, lock_exp_time_ = NULL, rev_ = rev_ + 1
             WHERE id_ IN (
                   SELECT id_ FROM act_ru_job
                    WHERE lock_owner_ IS NOT NULL
                      AND (hashtext(lock_owner_)::bigint & 4294967295) NOT IN (
                          SELECT l.objid::bigint FROM pg_locks l
                            JOIN pg_database d ON d.oid = l.database
                           WHERE l.locktype = 'advisory' AND l.classid = """ + LOCKS + """
                           AND l.granted AND d.datname = current_database())
                      FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcConnectionDetails database;
    private final ObjectProvider<JobExecutor> jobs;
    private @Nullable Presence presence;

    NodePresence(JdbcConnectionDetails database, ObjectProvider<JobExecutor> jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** Before the job executor takes its first job: what it takes without the lock is anybody's. */
    @Override
    public synchronized void start() {
        JobExecutor executor = jobs.getIfAvailable();
        if (presence != null || executor == null) {
            return;
        }
        var begun = new Presence(executor.getLockOwner());
        begun.start();
        begun.awaitFirst();
        presence = begun;
    }

    /** After the job executor took its last: what it leaves is for the others now. */
    @Override
    public synchronized void stop() {
        if (presence != null) {
            jobs.ifAvailable(JobExecutor::shutdown);
            presence.end();
            presence = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return presence != null;
    }

    /** First of all to start, last to stop. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /** Says on this connection that a node lives. */
    static void here(Connection connection, String node) throws SQLException {
        try (var here = connection.prepareStatement(HERE)) {
            here.setString(1, node);
            here.execute();
        }
    }

    /** Frees what nobody alive has taken, and says how many. */
    static int freeOfTheDead(Connection connection) throws SQLException {
        try (var ofTheDead = connection.prepareStatement(OF_THE_DEAD)) {
            return ofTheDead.executeUpdate();
        }
    }

    private final class Presence extends Thread {

        private final String node;
        private final CountDownLatch first = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Connection connection;
        private volatile boolean lost;

        Presence(String node) {
            super("node-presence");
            this.node = node;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!over()) {
                try (Connection opened = StandingConnection.open(database, "presence")) {
                    connection = opened;
                    opened.setNetworkTimeout(AT_ONCE, ANSWER_MILLIS);
                    here(opened, node);
                    if (lost) {
                        log.info("This node is seen by the others again");
                        lost = false;
                    }
                    look(opened);
                } catch (SQLException e) {
                    tellOnce(e);
                    pause();
                }
            }
        }

        private void look(Connection opened) throws SQLException {
            while (!over()) {
                int freed = freeOfTheDead(opened);
                if (freed > 0) {
                    log.warn("{} jobs that a node had taken before it died are free again", freed);
                }
                first.countDown();
                pause();
            }
        }

        private void tellOnce(SQLException e) {
            if (!lost && !over()) {
                lost = true;
                log.warn(
                        "The other nodes cannot see this one, because the database does not answer ({})",
                        e.getSQLState());
            }
        }

        private boolean over() {
            return ended.getCount() == 0;
        }

        private void pause() {
            try {
                ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                ended.countDown();
            }
        }

        void awaitFirst() {
            try {
                if (!first.await(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                    log.warn("The node starts before the others see it");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end() {
            ended.countDown();
            Connection open = connection;
            if (open != null) {
                try {
                    open.abort(AT_ONCE);
                } catch (SQLException e) {
                    log.debug("The connection was gone already", e);
                }
            }
        }
    }
}
