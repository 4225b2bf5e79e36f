package kz.ikomek.workflow.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each invariant is broken once by hand, in ways that no use case has, and seen; a timer comes back by itself. */
@IntegrationTest
class InvariantsTest {

    private static final String OF_APPEAL =
            " WHERE process_instance_id_ = (SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ?)";

    @Autowired
    Centre centre;

    @Autowired
    Invariants invariants;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    AppealViews appeals;

    @Autowired
    Sentences sentences;

    @Autowired
    MovableClock clock;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    AppealNumber number;

    @BeforeEach
    void anAppealWithoutFault() {
        centre.itIs("2026-11-16T10:00");
        number = centre.registered("water");
        for (Invariant invariant : Invariant.values()) {
            assertThat(broken(invariant)).as("%s", invariant).doesNotContain(number.value());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE act_ru_job SET retries_ = 0",
                "UPDATE act_ru_job SET duedate_ = duedate_ + interval '1 day'",
                "UPDATE act_ru_job SET suspension_state_ = 2",
                "DELETE FROM act_ru_job"
            })
    void aTimerThatIsGoneOrGivenUpComesBackAndTells(String fault) {
        change(fault + OF_APPEAL);
        assertThat(broken(Invariant.TIMER)).contains(number.value());
        assertThat(reconciliation.reconcile(Instant.EPOCH, false).repaired()).isEmpty();
        assertThat(broken(Invariant.TIMER)).as("it only looked").contains(number.value());

        var result = reconciliation.reconcile(Instant.EPOCH, true);
        assertThat(result.repaired()).contains(number.value());
        assertThat(result.broken().get(Invariant.TIMER)).doesNotContain(number.value());
        assertThat(reconciliation.reconcile(Instant.EPOCH, true).repaired())
                .as("once")
                .doesNotContain(number.value());
        assertThat(appeals.journal(number))
                .extracting(JournalEntry::step)
                .containsOnlyOnce(Step.TIMER_RESTORED)
                .endsWith(Step.TIMER_RESTORED);

        centre.timePasses(Duration.ofDays(3));
        assertThat(appeals.journal(number)).extracting(JournalEntry::step).contains(Step.ESCALATED);
        assertThat(broken(Invariant.TIMER)).doesNotContain(number.value());
        assertThat(broken(Invariant.MAIL_IN_OUTBOX)).doesNotContain(number.value());
    }

    @Test
    void aTimerThatIsLostAgainWithinADayIsToldAndNotRestoredForEver() {
        change("DELETE FROM act_ru_job" + OF_APPEAL);
        assertThat(reconciliation.reconcile(Instant.EPOCH, true).repaired()).contains(number.value());
        change("DELETE FROM act_ru_job" + OF_APPEAL);
        var result = reconciliation.reconcile(Instant.EPOCH, true);
        assertThat(result.repaired()).doesNotContain(number.value());
        assertThat(result.broken().get(Invariant.TIMER)).contains(number.value());
        clock.advance(Duration.ofHours(25));
        assertThat(reconciliation.reconcile(Instant.EPOCH, true).repaired()).contains(number.value());
    }

    @Test
    void aTimerThatTheEngineTriesAgainIsNotLost() {
        change("UPDATE act_ru_job SET duedate_ = duedate_ + interval '1 day', retries_ = 2, exception_msg_ = 'x'"
                + OF_APPEAL);
        assertThat(broken(Invariant.TIMER)).doesNotContain(number.value());
    }

    @Test
    void anAppealWithoutAProcessIsToldAndLeftAlone() {
        String process = jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .single();
        runtime.deleteProcessInstance(process, "by hand", true, true);
        assertThat(broken(Invariant.ONE_PROCESS)).contains(number.value());
        var result = reconciliation.reconcile(Instant.EPOCH, true);
        assertThat(result.broken().get(Invariant.ONE_PROCESS)).contains(number.value());
        assertThat(result.isKept()).isFalse();
        change(
                "UPDATE appeals.appeal SET state = 'CLOSED', outcome = 'REJECTED', closed_at = registered_at WHERE number = ?");
        assertThat(broken(Invariant.ONE_PROCESS)).doesNotContain(number.value());
        assertThat(broken(Invariant.JOURNAL)).contains(number.value());
        assertThat(invariants.broken(Instant.parse("2026-11-17T00:00:00Z")).get(Invariant.JOURNAL))
                .as("closed before")
                .doesNotContain(number.value());
    }

    @Test
    void aClosedAppealWithAProcess() {
        change(
                "UPDATE appeals.appeal SET state = 'CLOSED', outcome = 'REJECTED', closed_at = registered_at WHERE number = ?");
        assertThat(broken(Invariant.ONE_PROCESS)).contains(number.value());
        change("UPDATE appeals.appeal SET state = 'INSPECTION', outcome = NULL, closed_at = NULL WHERE number = ?");
        assertThat(broken(Invariant.ONE_PROCESS)).doesNotContain(number.value());
    }

    @Test
    void aProcessThatIsAboutNoAppeal() {
        change("UPDATE act_ru_execution SET business_key_ = 'none-' || business_key_ WHERE business_key_ = ?");
        try {
            assertThat(broken(Invariant.PROCESS_OF_APPEAL)).contains("none-" + number.value());
        } finally {
            change(
                    "UPDATE act_ru_execution SET business_key_ = substr(business_key_, 6) WHERE business_key_ = 'none-' || ?");
        }
        assertThat(broken(Invariant.PROCESS_OF_APPEAL)).doesNotContain("none-" + number.value());
    }

    @Test
    void aStateThatTheJournalDoesNotKnow() {
        change("UPDATE appeals.appeal SET state = 'CONTROL' WHERE number = ?");
        try {
            assertThat(broken(Invariant.JOURNAL)).contains(number.value());
        } finally {
            change("UPDATE appeals.appeal SET state = 'INSPECTION' WHERE number = ?");
        }
    }

    @Test
    void aLevelThatWasToldToNobody() {
        centre.timePasses(Duration.ofDays(3));
        assertThat(appeals.journal(number)).extracting(JournalEntry::step).contains(Step.ESCALATED);
        assertThat(broken(Invariant.MAIL_IN_OUTBOX)).doesNotContain(number.value());
        change("DELETE FROM mail.outbox WHERE number = ? AND level = 1");
        assertThat(broken(Invariant.MAIL_IN_OUTBOX)).contains(number.value());
    }

    @Test
    void theShiftIsToldOnceADay() {
        change("UPDATE appeals.appeal SET state = 'CONTROL' WHERE number = ?");
        jdbc.sql("DELETE FROM mail.told_today").update();
        long before = alarms();
        try {
            reconciliation.look();
            reconciliation.look();
            assertThat(reconciliation.lastFigures().get("journal")).isPositive();
            assertThat(alarms()).as("at two looks of a day").isEqualTo(before + 1);
            centre.timePasses(Duration.ofDays(1));
            reconciliation.look();
            assertThat(alarms()).isEqualTo(before + 2);
        } finally {
            change("UPDATE appeals.appeal SET state = 'INSPECTION' WHERE number = ?");
            reconciliation.look();
        }
    }

    private long alarms() {
        return jdbc.sql("SELECT count(*) FROM mail.outbox WHERE rule = 'ALARM' AND body_text LIKE ANY (?)")
                .param(Stream.of(Language.values())
                        .map(language -> "%" + sentences.of("mail.invariant.lead.journal", language) + "%")
                        .toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private List<String> broken(Invariant invariant) {
        return invariants.broken(Instant.EPOCH).getOrDefault(invariant, List.of());
    }

    private void change(String statement) {
        assertThat(jdbc.sql(statement).param(number.value()).update()).isPositive();
    }
}
