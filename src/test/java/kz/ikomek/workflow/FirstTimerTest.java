package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The timer of a case that has just been registered waits for the instant at which its ladder is to be looked at. */
@IntegrationTest
class FirstTimerTest {

    @Autowired
    Centre centre;

    @Autowired
    AppealViews views;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @ParameterizedTest
    @ValueSource(strings = {"street-lighting", "reference", "open-manhole"})
    void waitsForTheFirstLook(String category) {
        centre.itIs("2026-11-16T10:00");
        AppealNumber number = centre.registered(category);
        Instant look = views.find(number).orElseThrow().nextLook();
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance)
                        .activityId("watch")
                        .singleResult()
                        .getDuedate()
                        .toInstant())
                .isEqualTo(look);
    }
}
