package kz.ikomek.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.audit.AuditFault.Kind;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.AuditedAct;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Owner;
import kz.ikomek.workflow.Centre;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody with the server's own password tampers in every way there is, and the verification says where. */
@IntegrationTest
class VerifyAuditTest {

    private static final String REHASH =
            "UPDATE appeals.journal j SET hash = audit.journal_hash(j, (SELECT hash FROM appeals.journal b"
                    + " WHERE b.number = j.number AND b.place = j.place - 1)) WHERE number = ? AND place = ?";

    @Autowired
    VerifyAudit verify;

    @Autowired
    SealAudit seal;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Owner owner;

    @Autowired
    Centre centre;

    @Autowired
    ApplicationEventPublisher events;

    private String number;

    @BeforeEach
    void anAppealWithFourLinesAndTwoActsAllSealed() {
        AppealNumber registered = centre.registered("street-lighting");
        this.number = registered.value();
        for (int line = 0; line < 3; line++) {
            add("Ауланың жарығы, " + line);
        }
        events.publishEvent(new AuditedAct(new Actor("aigul"), AuditedAct.Kind.UNLOCKED, "operator", null));
        events.publishEvent(
                new AuditedAct(new Actor("aigul"), AuditedAct.Kind.PASSWORD_REQUIRED, "operator", "inspectors"));
        sealAll();
    }

    @Test
    void nothingIsWrongWhenNobodyTampered() {
        AuditReport report = verify.verify(null);
        assertThat(report.faults()).isEmpty();
        assertThat(report.lines()).isGreaterThanOrEqualTo(4);
        assertThat(report.entries()).isGreaterThanOrEqualTo(2);
        assertThat(report.newest()).isNotNull();
        assertThat(verify.verify(report.newest()).faults()).isEmpty();
    }

    @Test
    void aLineThatIsGone() {
        found(sql("DELETE FROM appeals.journal WHERE number = ? AND place = 2"))
                .contains(Kind.DELETED + ": appeal " + number + ", place 2: is gone");
    }

    @Test
    void theLastLinesThatAreGone() {
        long last = id(4);
        found(sql("DELETE FROM appeals.journal WHERE number = ? AND place >= 4"))
                .singleElement()
                .asString()
                .startsWith(Kind.DELETED + ": line of the journal with id " + last + ": seal ");
    }

    @Test
    void aLineThatIsGoneBeforeItWasSealed() {
        owner.tamper(tampering -> {
            tampering.execute("SET LOCAL session_replication_role = origin");
            long id = tampering.queryForObject(
                    "INSERT INTO appeals.journal (number, at, actor, step, to_state)"
                            + " SELECT number, at, actor, step, to_state FROM appeals.journal"
                            + " WHERE number = ? AND place = 1 RETURNING id",
                    Long.class,
                    number);
            tampering.execute("SET LOCAL session_replication_role = replica");
            tampering.update("DELETE FROM appeals.journal WHERE id = ?", id);
            assertThat(faults())
                    .containsExactly(Kind.DELETED + ": line of the journal with id " + id
                            + ": it was written since the last seal and is gone");
        });
    }

    @Test
    void aWholeJournalThatIsGone() {
        found(sql("DELETE FROM appeals.journal WHERE number = ?"))
                .contains(Kind.DELETED + ": appeal " + number + ": its whole journal is gone");
    }

    @Test
    void aLineThatWasChanged() {
        for (String change : List.of(
                "note = 'басқа'",
                "actor = 'somebody'",
                "at = at - interval '1 microsecond'",
                "to_state = 'CLOSED'",
                "agency = ''",
                "step = step || ' '",
                "hash = sha256(hash)")) {
            found(sql("UPDATE appeals.journal SET " + change + " WHERE number = ? AND place = 2"))
                    .anyMatch(
                            fault -> fault.startsWith(Kind.CHANGED + ": appeal " + number + ", place 2 (id " + id(2)));
        }
    }

    @Test
    void aChangeThatWasHashedAnewInAllThatFollows() {
        found(tampering -> {
                    tampering.update(
                            "UPDATE appeals.journal SET actor = 'somebody' WHERE number = ? AND place = 2", number);
                    for (int place = 2; place <= 4; place++) {
                        tampering.update(REHASH, number, place);
                    }
                })
                .singleElement()
                .asString()
                .startsWith(Kind.REWRITTEN + ": seal ");
    }

    @Test
    void linesThatChangedPlaces() {
        found(tampering -> {
                    tampering.update("UPDATE appeals.journal SET place = -1 WHERE number = ? AND place = 2", number);
                    tampering.update("UPDATE appeals.journal SET place = 2 WHERE number = ? AND place = 3", number);
                    tampering.update("UPDATE appeals.journal SET place = 3 WHERE number = ? AND place = -1", number);
                })
                .anyMatch(fault -> fault.startsWith(Kind.CHANGED + ": appeal " + number + ", place 2 (id "))
                .anyMatch(fault -> fault.startsWith(Kind.CHANGED + ": appeal " + number + ", place 3 (id "));
    }

    @Test
    void aLineThatWasPutInBetween() {
        found(tampering -> {
                    tampering.update(
                            "UPDATE appeals.journal SET place = -place WHERE number = ? AND place >= 3", number);
                    tampering.update(
                            "UPDATE appeals.journal SET place = 1 - place WHERE number = ? AND place < 0", number);
                    forge(tampering, 3);
                })
                .anyMatch(fault -> fault.startsWith(Kind.INSERTED + ": appeal " + number + ", place 3 (id "))
                .anyMatch(fault -> fault.startsWith(Kind.CHANGED + ": appeal " + number + ", place 4 (id " + id(3)));
    }

    @Test
    void aLineThatWasAddedPastTheChain() {
        found(tampering -> forge(tampering, 5))
                .singleElement()
                .asString()
                .startsWith(Kind.INSERTED + ": appeal " + number + ", place 5 (id ");
    }

    @Test
    void aNoteThatWasWipedPastTheAudit() {
        found(sql("UPDATE appeals.journal SET note_digest = audit.digest(salt, note), note = NULL, salt = NULL"
                        + " WHERE number = ? AND place = 3"))
                .containsExactly(Kind.REDACTED_UNRECORDED + ": appeal " + number + ", place 3 (id " + id(3)
                        + "): its note was taken and nothing in the audit says so");
    }

    @Test
    void actsThatAreGoneOrChanged() {
        found(tampering -> tampering.update("DELETE FROM audit.entry WHERE actor = 'aigul' AND place = 1"))
                .contains(Kind.DELETED + ": audit of aigul, place 1: is gone");
        found(tampering -> tampering.update(
                        "UPDATE audit.entry SET subject = 'another' WHERE actor = 'aigul' AND place = 2"))
                .anyMatch(fault -> fault.startsWith(Kind.CHANGED + ": audit of aigul, place 2 (id "));
        found(tampering -> tampering.update("DELETE FROM audit.entry WHERE id = (SELECT max(id) FROM audit.entry)"))
                .anyMatch(fault -> fault.startsWith(Kind.DELETED + ": entry of the audit with id "));
    }

    @Test
    void sealsThatAreGoneOrChanged() {
        add("тағы");
        AuditSeal newest = sealAll();
        long before = newest.number() - 1;
        found(tampering -> tampering.update("DELETE FROM audit.seal WHERE number = ?", before))
                .contains(Kind.SEAL_DELETED + ": seal " + before + ": is gone");
        found(tampering ->
                        tampering.update("UPDATE audit.seal SET at = at + interval '1 hour' WHERE number = ?", before))
                .contains(Kind.SEAL_CHANGED + ": seal " + before + ": is not what was written");
        found(tampering -> tampering.update("DELETE FROM audit.seal WHERE number = ?", newest.number()))
                .singleElement()
                .asString()
                .startsWith(Kind.INSERTED + ": appeal " + number + ", place 5");
    }

    /** Whoever owns the server can cut off the newest lines with their seals; only what was noted elsewhere tells. */
    @Test
    void aTailThatWasCutOffWithItsSealIsFoundByTheNotedSeal() {
        add("кесілген");
        AuditSeal noted = sealAll();
        owner.tamper(tampering -> {
            tampering.update("DELETE FROM audit.seal WHERE number = ?", noted.number());
            tampering.update("DELETE FROM appeals.journal WHERE number = ? AND place = 5", number);
            assertThat(faults()).isEmpty();
            assertThat(asOwner().verify(noted).faults())
                    .extracting(AuditFault::toString)
                    .containsExactly(
                            Kind.NOTED_SEAL_MISSING + ": seal " + noted.number() + ": is not there as it was noted");
        });
    }

    @Test
    void aNoteIsTakenForGoodAndTheChainHolds() {
        long before = verify.verify(null).redacted();
        assertThat(redacted(id(2), id(3))).isEqualTo(2);
        assertThat(redacted(id(2), id(3))).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM appeals.journal WHERE number = ? AND place IN (2, 3)"
                                + " AND note IS NULL AND salt IS NULL")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        AuditReport report = verify.verify(null);
        assertThat(report.faults()).isEmpty();
        assertThat(report.redacted()).isEqualTo(before + 2);
    }

    @Test
    void aNoteThatIsInventedWhereOneWasTaken() {
        redacted(id(2));
        found(sql("UPDATE appeals.journal SET note = 'басқа' WHERE number = ? AND place = 2"))
                .singleElement()
                .asString()
                .startsWith(Kind.CHANGED + ": appeal " + number + ", place 2 (id " + id(2));
    }

    private int redacted(Long... lines) {
        return jdbc.sql("SELECT audit.redact_journal(:lines, 'system', 'retention', now())")
                .param("lines", lines)
                .query(Integer.class)
                .single();
    }

    @Test
    void whoWritesToOneAppealAtTheSameTimeStandsInOneChain() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> writers = IntStream.range(0, 80)
                    .<Callable<Void>>mapToObj(line -> () -> {
                        add("қатар " + line);
                        return null;
                    })
                    .collect(Collectors.toList());
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        sealAll();
        assertThat(verify.verify(null).faults()).isEmpty();
    }

    @Test
    void whatTheEngineNotesOfItsAdministrationIsInTheAudit() {
        jdbc.sql("INSERT INTO act_hi_op_log (id_, user_id_, timestamp_, operation_type_, entity_type_, property_,"
                        + " new_value_, category_) VALUES (?, 'admin', now(), 'Create', 'User', 'userId', 'marat', 'Admin'),"
                        + " (?, 'marat', now(), 'Claim', 'Task', 'assignee', 'marat', 'TaskWorker')")
                .params("audit-1-" + number, "audit-2-" + number)
                .update();
        assertThat(jdbc.sql("SELECT actor || ' ' || act || ' ' || subject || ' ' || detail FROM audit.entry"
                                + " WHERE act = 'ENGINE_OPERATION' ORDER BY id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo("admin ENGINE_OPERATION User Create userId marat");
        assertThat(verify.verify(null).faults()).isEmpty();
    }

    @Test
    void aNotedSealIsANumberAndAHash() {
        String noted = "17:" + "0a".repeat(32);
        assertThat(AuditSeal.parse(noted)).hasToString(noted);
        assertThatThrownBy(() -> AuditSeal.parse("17")).isInstanceOf(IllegalArgumentException.class);
    }

    private void add(String note) {
        jdbc.sql("INSERT INTO appeals.journal (number, at, actor, step, to_state, note)"
                        + " SELECT number, at, actor, step, to_state, :note FROM appeals.journal"
                        + " WHERE number = :number AND place = 1")
                .param("note", note)
                .param("number", number)
                .update();
    }

    private void forge(JdbcTemplate tampering, int place) {
        tampering.update(
                "INSERT INTO appeals.journal (number, at, actor, step, to_state, place, hash)"
                        + " SELECT number, at, actor, step, to_state, ?, hash FROM appeals.journal"
                        + " WHERE number = ? AND place = 1",
                place,
                number);
        tampering.update(REHASH, number, place);
    }

    private AuditSeal sealAll() {
        while (seal.seal().isPresent()) {
            // The next one covers what is left.
        }
        return Objects.requireNonNull(verify.verify(null).newest());
    }

    private long id(int place) {
        return jdbc.sql("SELECT id FROM appeals.journal WHERE number = ? AND place = ?")
                .params(number, place)
                .query(Long.class)
                .single();
    }

    private Consumer<JdbcTemplate> sql(String statement) {
        return tampering -> tampering.update(statement, number);
    }

    private ListAssert<String> found(Consumer<JdbcTemplate> tampering) {
        List<String> found = new ArrayList<>();
        owner.tamper(jdbc -> {
            tampering.accept(jdbc);
            found.addAll(faults());
        });
        return assertThat(found);
    }

    /** In the transaction of the one who tampers. */
    private List<String> faults() {
        return asOwner().verify(null).faults().stream()
                .map(AuditFault::toString)
                .toList();
    }

    private VerifyAudit asOwner() {
        return new VerifyAudit(owner.data(), owner.transactions());
    }
}
