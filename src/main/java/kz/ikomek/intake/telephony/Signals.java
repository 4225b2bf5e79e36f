package kz.ikomek.intake.telephony;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the pages of all nodes, once the transaction is committed, that something is to be looked at again. Says only
 * where to look, never what there is: a page reads that by its own reader's rights.
 */
@Component
class Signals {

    /** PostgreSQL's channel; its messages are the topics below. */
    static final String CHANNEL = "ikomek_desk";

    /** The list of those to call back. */
    static final String MISSED_CALLS = "missed";

    private final JdbcClient jdbc;

    Signals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What stands on the desk of one operator. */
    static String desk(String userId) {
        return "desk:" + userId;
    }

    /** A call has changed: for all whom it rings at, and for whoever answered it. */
    void call(long id) {
        jdbc.sql("SELECT pg_notify(?, ? || s.user_id) FROM telephony.seat s, telephony.call c"
                        + " WHERE c.id = ? AND (telephony.means(c.rings, s) OR s.user_id = c.answered_by)")
                .params(CHANNEL, desk(""), id)
                .query((row, number) -> 0)
                .list();
    }

    /** An operator has another place, or none any more. */
    void seat(String userId) {
        send(desk(userId));
    }

    /** The list of those to call back has changed. */
    void missedCalls() {
        send(MISSED_CALLS);
    }

    private void send(String topic) {
        jdbc.sql("SELECT pg_notify(?, ?)")
                .params(CHANNEL, topic)
                .query((row, number) -> 0)
                .list();
    }
}
