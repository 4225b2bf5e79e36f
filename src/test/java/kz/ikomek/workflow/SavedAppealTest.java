package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction remembers of an appeal that it saved is what stands in the row, after each step. */
@IntegrationTest
class SavedAppealTest {

    @Autowired
    Centre centre;

    @Autowired
    AppealViews views;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void isWhatTheRowSays() {
        centre.itIs("2026-11-16T10:00");
        AppealNumber number = centre.registered("street-lighting");
        after(number, () -> centre.routes(number, "street-lighting"));
        centre.timePasses(Duration.ofMinutes(7));
        after(number, () -> centre.takesOn("street-lighting", number));
        after(
                number,
                () -> centre.does(
                        "executor-street-lighting",
                        number,
                        "execute",
                        Map.of("decision", "ASK_RESIDENT", "question", "Қай қабат?")));
        centre.timePasses(Duration.ofMinutes(11));
        after(
                number,
                () -> centre.does(
                        "operator", number, "askResident", Map.of("decision", "ANSWERED", "residentAnswer", "Үшінші")));
        after(number, () -> centre.solves("street-lighting", number));
        centre.timePasses(Duration.ofHours(1));
        after(
                number,
                () -> centre.does(
                        "controller", number, "control", Map.of("decision", "NOT_CONFIRMED", "reason", "Әлі қараңғы")));
    }

    private void after(AppealNumber number, Runnable step) {
        transactions.executeWithoutResult(status -> {
            step.run();
            assertThat(views.find(number).orElseThrow())
                    .isEqualTo(views.glances(List.of(number))
                            .values()
                            .iterator()
                            .next()
                            .appeal());
        });
    }
}
