package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import kz.ikomek.shared.StandingConnection;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs that a node had taken before it died. */
@IntegrationTest
class NodePresenceTest {

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Test
    void jobsOfTheDeadAreFreeAndThoseOfTheLivingAreNot() throws SQLException {
        centre.itIs("2026-11-17T11:00");
        taken(centre.registered("water").value(), "node-that-lives");
        taken(centre.registered("water").value(), "node-that-died");
        try (Connection living = StandingConnection.open(database, "test");
                Connection looking = StandingConnection.open(database, "test")) {
            NodePresence.here(living, "node-that-lives");
            NodePresence.freeOfTheDead(looking);
            assertThat(takenBy("node-that-died")).isZero();
            assertThat(takenBy("node-that-lives")).isEqualTo(1);
            assertThat(NodePresence.freeOfTheDead(looking)).isZero();
        }
        try (Connection looking = StandingConnection.open(database, "test")) {
            // PostgreSQL lets the lock go when it has noticed the end of the connection.
            await().atMost(Duration.ofSeconds(5)).until(() -> NodePresence.freeOfTheDead(looking) == 1);
            assertThat(takenBy("node-that-lives")).isZero();
        }
    }

    /** As the engine takes a job: with its name, for half a minute. */
    private void taken(String number, String node) {
        assertThat(jdbc.sql("""
                UPDATE act_ru_job SET lock_owner_ = :node, lock_exp_time_ = now() + interval '30 seconds'
                 WHERE process_instance_id_ = (SELECT id_ FROM act_ru_execution
                                                WHERE business_key_ = :number AND parent_id_ IS NULL)
                """).param("node", node).param("number", number).update())
                .isEqualTo(1);
    }

    private long takenBy(String node) {
        return jdbc.sql("SELECT count(*) FROM act_ru_job WHERE lock_owner_ = ?")
                .param(node)
                .query(Long.class)
                .single();
    }
}
