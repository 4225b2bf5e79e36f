package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.Revisions.Topic;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node keeps is never behind the database, whoever changed it. */
@IntegrationTest
class KeptTest {

    private static final List<AgencyCode> AGENCY = List.of(new AgencyCode("street-lighting"));

    @Autowired
    Catalog catalog;

    @Autowired
    Revisions revisions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Statements statements;

    @AfterEach
    void inUseAgain() {
        retire(false);
    }

    @Test
    void whatSomebodyElseChangesCountsAtOnce() {
        assertThatCode(this::ask).doesNotThrowAnyException();
        retire(true);
        assertThatThrownBy(this::ask).isInstanceOf(Refusal.class);
        retire(false);
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void whatIsTakenBackWasNever() {
        assertThatCode(this::ask).doesNotThrowAnyException();
        transactions.executeWithoutResult(status -> {
            retire(true);
            assertThatThrownBy(this::ask).isInstanceOf(Refusal.class);
            status.setRollbackOnly();
        });
        assertThatCode(this::ask).doesNotThrowAnyException();
        transactions.executeWithoutResult(status -> {
            retire(true);
            status.setRollbackOnly();
        });
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void whoeverBeganBeforeAChangeKeepsNothingForOthers() {
        var reads = new AtomicInteger();
        var kept = new Kept<String, Integer>(revisions, Topic.CATALOG);
        Supplier<Integer> read = () -> kept.of("here", reads::incrementAndGet);
        int after = revisions.during(() -> {
            retire(true);
            int now = inAnotherThread(read);
            assertThat(read.get()).as("the number of the beginning").isNotEqualTo(now);
            assertThat(read.get()).as("and kept under neither").isGreaterThan(now + 1);
            return now;
        });
        assertThat(read.get()).as("what belongs to the number of now").isEqualTo(after);
    }

    @Test
    void whatATransactionReadsAfterItsOwnChangeStaysItsOwn() {
        var value = new AtomicInteger(1);
        var kept = new Kept<String, Integer>(revisions, Topic.CATALOG);
        Supplier<Integer> read = () -> kept.of("here", value::get);
        transactions.executeWithoutResult(status -> {
            kept.of("there", () -> 0);
            retire(true);
            value.set(2);
            assertThat(read.get()).isEqualTo(2);
            status.setRollbackOnly();
        });
        value.set(1);
        assertThat(read.get()).isEqualTo(1);
        assertThat(inAnotherThread(read)).isEqualTo(1);
    }

    @Test
    void aDatabaseThatWentBackIsBelieved() {
        var reads = new AtomicInteger();
        var kept = new Kept<String, Integer>(revisions, Topic.CATALOG);
        long now = revisions.of(Topic.CATALOG);
        assertThat(kept.of("here", reads::incrementAndGet)).isEqualTo(1);
        retire(true);
        assertThat(kept.of("here", reads::incrementAndGet)).isEqualTo(2);
        jdbc.sql("UPDATE platform.revision SET value = ? WHERE topic = 'CATALOG'")
                .param(now - 1)
                .update();
        assertThat(kept.of("here", reads::incrementAndGet)).isEqualTo(3);
        assertThat(kept.of("here", reads::incrementAndGet)).as("and kept").isEqualTo(3);
    }

    @Test
    void oneSmallStatementInsteadOfMany() {
        ask();
        assertThat(statements.during(() -> revisions.during(() -> {
                    ask();
                    ask();
                    return true;
                })))
                .singleElement()
                .asString()
                .contains("platform.revision");
    }

    @ParameterizedTest
    @CsvSource({
        "CATALOG,     catalog.category,     code = code",
        "CATALOG,     catalog.district,     code = code",
        "CATALOG,     catalog.agency,       code = code",
        "DEFINITIONS, act_re_procdef,       rev_ = rev_",
        "DEFINITIONS, act_re_decision_def,  rev_ = rev_",
        "DEFINITIONS, act_re_camformdef,    rev_ = rev_",
        "RIGHTS,      act_id_group,         rev_ = rev_",
        "RIGHTS,      act_id_membership,    user_id_ = user_id_",
        "RIGHTS,      act_ru_authorization, rev_ = rev_"
    })
    void eachTableOfATopicGivesItANewNumber(Topic topic, String table, String change) {
        long before = revisions.of(topic);
        jdbc.sql("UPDATE " + table + " SET " + change).update();
        assertThat(revisions.of(topic)).isGreaterThan(before);
    }

    private void ask() {
        catalog.requireAgencies(AGENCY, "agency");
    }

    private void retire(boolean retired) {
        jdbc.sql("UPDATE catalog.agency SET retired = ? WHERE code = 'street-lighting'")
                .param(retired)
                .update();
    }

    private static int inAnotherThread(Supplier<Integer> read) {
        var answer = new AtomicInteger();
        var thread = new Thread(() -> answer.set(read.get()));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return answer.get();
    }
}
