package kz.ikomek.audit;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import kz.ikomek.audit.AuditFault.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes every hash of journal, audit and seals anew, out of one snapshot of the database, and says where one does not
 * fit. Changes nothing, and calls nothing in the database that whoever tampers could have changed with the rows.
 */
@Component
class VerifyAudit {

    private static final int ROWS_AT_A_TIME = 2_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;

    VerifyAudit(DataSource data, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(data);
        this.jdbc.setFetchSize(ROWS_AT_A_TIME);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Verifies all of it.
     *
     * @param noted a seal that was noted outside the database, which must still be there; null for none
     */
    AuditReport verify(@Nullable AuditSeal noted) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            var findings = new Findings();
            journal(findings);
            entries(findings);
            AuditSeal newest = seals(findings, noted);
            unsealed(findings);
            unrecorded(findings);
            return new AuditReport(
                    findings.lines,
                    findings.appeals,
                    findings.redacted,
                    findings.entries,
                    findings.seals,
                    newest,
                    findings.faults);
        }));
    }

    /** What is counted and found on the way. */
    private static final class Findings {

        final List<AuditFault> faults = new ArrayList<>();
        long lines;
        long appeals;
        long redacted;
        long entries;
        long seals;
        long sealsGone;

        void add(Kind kind, String where, String what) {
            faults.add(new AuditFault(kind, where, what));
        }
    }

    /** Follows the links of one chain after the other. */
    private static final class Links {

        private final Findings findings;
        private final String named;
        private @Nullable String chain;
        private int place;
        private byte @Nullable [] before;

        Links(Findings findings, String named) {
            this.findings = findings;
            this.named = named;
        }

        /** True when another chain begins. */
        boolean next(String chain) {
            if (chain.equals(this.chain)) {
                return false;
            }
            this.chain = chain;
            this.place = 0;
            this.before = null;
            return true;
        }

        @Nullable
        String before() {
            return Chained.hex(before);
        }

        /**
         * Compares one row with its hash. A row after a gap cannot be computed, because its predecessor is gone; the
         * next one hangs on it and can.
         */
        void follow(long id, int there, byte[] kept, byte[] computed) {
            String where = where(named.formatted(chain), there, id);
            if (there == place + 1) {
                if (!Arrays.equals(kept, computed)) {
                    findings.add(Kind.CHANGED, where, "content, order or hash is not what was written");
                }
            } else if (there > place + 1) {
                String gone = there == place + 2
                        ? "place %d".formatted(place + 1)
                        : "places %d to %d".formatted(place + 1, there - 1);
                findings.add(Kind.DELETED, named.formatted(chain) + ", " + gone, "is gone");
            } else {
                findings.add(Kind.OUT_OF_PLACE, where, "the place is taken twice or was moved");
            }
            place = there;
            before = kept;
        }
    }

    private void journal(Findings findings) {
        var links = new Links(findings, "appeal %s");
        jdbc.query(
                "SELECT id, number, at, actor, step, from_state, to_state, agency, note, place, salt, note_digest, hash"
                        + " FROM appeals.journal ORDER BY number, place, id",
                row -> {
                    findings.lines++;
                    if (links.next(row.getString("number"))) {
                        findings.appeals++;
                    }
                    links.follow(
                            row.getLong("id"), row.getInt("place"), row.getBytes("hash"), hash(row, links.before()));
                    if (row.getBytes("note_digest") != null
                            && (row.getString("note") != null || row.getString("salt") != null)) {
                        findings.add(Kind.CHANGED, line(row), "its note was taken, and another stands there");
                    }
                });
    }

    private static String line(ResultSet row) throws SQLException {
        return where("appeal " + row.getString("number"), row.getInt("place"), row.getLong("id"));
    }

    private static String where(String chain, int place, long id) {
        return "%s, place %d (id %d)".formatted(chain, place, id);
    }

    private static byte[] hash(ResultSet row, @Nullable String before) throws SQLException {
        byte[] digest = row.getBytes("note_digest");
        return Chained.hash(
                before,
                row.getLong("id"),
                row.getString("number"),
                row.getInt("place"),
                Chained.micros(row.getTimestamp("at").toInstant()),
                row.getString("actor"),
                row.getString("step"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("agency"),
                Chained.hex(digest != null ? digest : Chained.digest(row.getString("salt"), row.getString("note"))));
    }

    private void entries(Findings findings) {
        var links = new Links(findings, "audit of %s");
        jdbc.query(
                "SELECT id, at, actor, act, subject, detail, redacted::text AS redacted, place, hash"
                        + " FROM audit.entry ORDER BY actor, place, id",
                row -> {
                    findings.entries++;
                    links.next(row.getString("actor"));
                    byte[] computed = Chained.hash(
                            links.before(),
                            row.getLong("id"),
                            row.getString("actor"),
                            row.getInt("place"),
                            Chained.micros(row.getTimestamp("at").toInstant()),
                            row.getString("act"),
                            row.getString("subject"),
                            row.getString("detail"),
                            row.getString("redacted"));
                    links.follow(row.getLong("id"), row.getInt("place"), row.getBytes("hash"), computed);
                });
    }

    /** Follows the chain of seals; the newest, null when there is none. */
    private @Nullable AuditSeal seals(Findings findings, @Nullable AuditSeal noted) {
        var last = new Object() {
            byte @Nullable [] hash;

            @Nullable
            AuditSeal seal;

            boolean noted;
        };
        jdbc.query(
                "SELECT number, at, journal::text AS journal, entries::text AS entries, digest, hash"
                        + " FROM audit.seal ORDER BY number",
                row -> {
                    long number = row.getLong("number");
                    byte[] hash = row.getBytes("hash");
                    boolean afterGap = ++findings.seals + findings.sealsGone < number;
                    while (findings.seals + findings.sealsGone < number) {
                        findings.add(Kind.SEAL_DELETED, "seal " + (findings.seals + findings.sealsGone), "is gone");
                        findings.sealsGone++;
                    }
                    byte[] computed = Chained.hash(
                            Chained.hex(last.hash),
                            number,
                            Chained.micros(row.getTimestamp("at").toInstant()),
                            row.getString("journal"),
                            row.getString("entries"),
                            Chained.hex(row.getBytes("digest")));
                    if (!afterGap && !MessageDigest.isEqual(computed, hash)) {
                        findings.add(Kind.SEAL_CHANGED, "seal " + number, "is not what was written");
                    }
                    last.hash = hash;
                    last.seal = AuditSeal.of(number, hash);
                    last.noted |= last.seal.equals(noted);
                });
        covered(findings);
        if (noted != null && !last.noted) {
            findings.add(Kind.NOTED_SEAL_MISSING, "seal " + noted.number(), "is not there as it was noted");
        }
        return last.seal;
    }

    /** What each seal covers must all be there, with the hashes that were sealed. */
    private void covered(Findings findings) {
        var all = new Covered(findings);
        jdbc.query("""
                SELECT seal.number, seal.digest AS sealed, seal.journal::text AS journal, seal.entries::text AS entries,
                       covered.of_journal, covered.id, covered.hash
                  FROM audit.seal
                 CROSS JOIN LATERAL (
                       SELECT true AS of_journal, l.id, there.hash
                         FROM unnest(seal.journal) AS part
                        CROSS JOIN LATERAL generate_series(lower(part), upper(part) - 1) AS l(id)
                         LEFT JOIN appeals.journal there ON there.id = l.id
                       UNION ALL
                       SELECT false, e.id, there.hash
                         FROM unnest(seal.entries) AS part
                        CROSS JOIN LATERAL generate_series(lower(part), upper(part) - 1) AS e(id)
                         LEFT JOIN audit.entry there ON there.id = e.id) AS covered
                 ORDER BY seal.number, covered.of_journal DESC, covered.id
                """, all::next);
        all.end();
    }

    /** Goes through what the seals cover, one seal after the other. */
    private static final class Covered {

        private final Findings findings;
        private final MessageDigest digest = Chained.digest();
        private long seal;
        private byte @Nullable [] sealed;
        private String covers = "";
        private boolean complete = true;

        Covered(Findings findings) {
            this.findings = findings;
        }

        void next(ResultSet row) throws SQLException {
            if (row.getLong("number") != seal) {
                end();
                seal = row.getLong("number");
                sealed = row.getBytes("sealed");
                covers = "lines %s, entries %s".formatted(row.getString("journal"), row.getString("entries"));
                complete = true;
            }
            byte[] hash = row.getBytes("hash");
            if (hash == null) {
                complete = false;
                findings.add(
                        Kind.DELETED,
                        (row.getBoolean("of_journal") ? "line of the journal" : "entry of the audit") + " with id "
                                + row.getLong("id"),
                        "seal " + seal + " covers it and it is gone");
            } else {
                digest.update(hash);
            }
        }

        void end() {
            byte[] computed = digest.digest();
            if (sealed != null && complete && !Arrays.equals(computed, sealed)) {
                findings.add(
                        Kind.REWRITTEN,
                        "seal " + seal,
                        "a hash of what it covers, " + covers + ", is not the one that was sealed");
            }
        }
    }

    /** Whatever no seal covers must wait for the next one, and whatever waits must be there. */
    private void unsealed(Findings findings) {
        unsealed(findings, "appeals.journal", "journal", "'appeal ' || there.number");
        unsealed(findings, "audit.entry", "entries", "'audit of ' || there.actor");
        jdbc.query("""
                SELECT u.id, CASE WHEN u.journal THEN 'line of the journal' ELSE 'entry of the audit' END AS what
                  FROM audit.unsealed u
                 WHERE NOT EXISTS (SELECT FROM appeals.journal j WHERE u.journal AND j.id = u.id)
                   AND NOT EXISTS (SELECT FROM audit.entry e WHERE NOT u.journal AND e.id = u.id)
                 ORDER BY u.id
                """, row -> {
            findings.add(
                    Kind.DELETED,
                    row.getString("what") + " with id " + row.getLong("id"),
                    "it was written since the last seal and is gone");
        });
        jdbc.query(
                "SELECT number FROM appeals.appeal a"
                        + " WHERE NOT EXISTS (SELECT FROM appeals.journal j WHERE j.number = a.number) ORDER BY number",
                row -> {
                    findings.add(Kind.DELETED, "appeal " + row.getString("number"), "its whole journal is gone");
                });
    }

    private void unsealed(Findings findings, String table, String covered, String chain) {
        jdbc.query("""
                WITH sealed AS (
                    SELECT coalesce(range_agg(part), '{}') AS all_of
                      FROM audit.seal CROSS JOIN LATERAL unnest(seal.%2$s) AS part)
                SELECT there.id, %3$s AS chain, there.place
                  FROM sealed CROSS JOIN LATERAL unnest('{(,)}'::int8multirange - all_of) AS gap
                  JOIN %1$s there ON there.id <@ gap
                 WHERE NOT EXISTS (SELECT FROM audit.unsealed u
                                    WHERE u.journal = ('%2$s' = 'journal') AND u.id = there.id)
                 ORDER BY there.id
                """.formatted(table, covered, chain), row -> {
            findings.add(
                    Kind.INSERTED,
                    where(row.getString("chain"), row.getInt("place"), row.getLong("id")),
                    "no seal covers it: it came in past the chain, or its seal is gone");
        });
    }

    /** A note that was taken is named by an entry; one that nobody names was wiped past the audit. */
    private void unrecorded(Findings findings) {
        jdbc.query("""
                WITH recorded AS (
                    SELECT coalesce(range_agg(part), '{}') AS all_of
                      FROM audit.entry CROSS JOIN LATERAL unnest(entry.redacted) AS part
                     WHERE entry.redacted IS NOT NULL)
                SELECT j.id, j.number, j.place, j.id <@ all_of AS recorded
                  FROM appeals.journal j CROSS JOIN recorded
                 WHERE j.note_digest IS NOT NULL
                 ORDER BY j.id
                """, row -> {
            if (row.getBoolean("recorded")) {
                findings.redacted++;
            } else {
                findings.add(
                        Kind.REDACTED_UNRECORDED, line(row), "its note was taken and nothing in the audit says so");
            }
        });
    }
}
