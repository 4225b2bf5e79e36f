package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class WriteBehindTest {

    private final List<String> written = new ArrayList<>();
    private final WriteBehind<String, String> behind = new WriteBehind<>(written::addAll);

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    PlatformTransactionManager manager;

    @Test
    void theLastOfEachAtTheEnd() {
        transactions.executeWithoutResult(status -> {
            behind.put("a", "a1");
            behind.put("b", "b1");
            behind.put("a", "a2");
            assertThat(written).isEmpty();
        });
        assertThat(written).containsExactly("a2", "b1");
    }

    @Test
    void beforeWhoeverReads() {
        transactions.executeWithoutResult(status -> {
            behind.put("a", "a1");
            behind.flush();
            assertThat(written).containsExactly("a1");
            behind.flush();
            behind.put("a", "a2");
        });
        assertThat(written).containsExactly("a1", "a2");
    }

    @Test
    void nothingOfWhatIsTakenBack() {
        transactions.executeWithoutResult(status -> {
            behind.put("a", "a1");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> {});
        assertThat(written).isEmpty();
    }

    @Test
    void atOnceWithoutATransaction() {
        behind.put("a", "a1");
        assertThat(written).containsExactly("a1");
    }

    @Test
    void aTransactionWithinHasItsOwn() {
        var within = new TransactionTemplate(manager);
        within.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transactions.executeWithoutResult(status -> {
            behind.put("a", "outside");
            within.executeWithoutResult(inner -> behind.put("a", "within"));
            assertThat(written).containsExactly("within");
        });
        assertThat(written).containsExactly("within", "outside");
    }
}
