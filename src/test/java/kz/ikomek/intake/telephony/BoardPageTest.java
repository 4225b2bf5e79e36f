package kz.ikomek.intake.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.Switchboard;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.QueueNow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the supervisor sees of the shift, live. */
@IntegrationTest
class BoardPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    BoardViews board;

    @Autowired
    QueueNow queue;

    @Autowired
    Presence presence;

    @Autowired
    JdbcClient jdbc;

    Switchboard switchboard;
    StaffClient supervisor;

    @BeforeEach
    void aQuietShift() {
        centre.itIs("2026-11-17T11:00");
        jdbc.sql("DELETE FROM telephony.call").update();
        jdbc.sql("DELETE FROM telephony.call_back").update();
        jdbc.sql("DELETE FROM telephony.seat").update();
        switchboard = new Switchboard(port);
        supervisor = StaffClient.session(port, "supervisor");
    }

    @Test
    void callsAndPeopleStandOnItAndItChangesByItself() {
        var operator = StaffClient.session(port, "operator");
        operator.submit("/desk", "/desk/seat", "phoneExtension=101");
        try (var desk = operator.events("/desk/calls/events");
                var events = supervisor.events("/desk/board/events")) {
            await().until(() -> desk.changes() > 0 && events.changes() > 0);
            await().untilAsserted(() -> {
                assertThat(board.now().shift()).singleElement().satisfies(one -> {
                    assertThat(one.extension()).isEqualTo("101");
                    assertThat(one.talkingSince()).isNull();
                });
                assertThat(events.changes()).isGreaterThan(1);
            });

            long before = events.changes();
            switchboard.rings("board-1", "77015550001", "101");
            centre.timePasses(Duration.ofSeconds(70));
            presence.note();
            switchboard.rings("board-2", "77015550002", "102");
            await().until(() -> events.changes() > before);
            await().untilAsserted(() -> assertThat(now())
                    .contains("<dd>2</dd>", "data-seconds=\"70\"")
                    .doesNotContain("0001"));

            switchboard.answers("board-1", "77015550001", "101");
            switchboard.hangsUp("board-2", "77015550002", "cancel");
            await().untilAsserted(() -> {
                assertThat(board.now().waiting()).isZero();
                assertThat(board.now().talking()).isEqualTo(1);
                assertThat(board.now().missed()).isEqualTo(1);
                assertThat(board.now().shift().get(0).talkingSince()).isNotNull();
            });
        }
        centre.timePasses(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(board.now().shift()).isEmpty());
    }

    @Test
    void eachStepShowsItsOldestTask() {
        var before = open("inspect");
        centre.registered("street-lighting");
        centre.timePasses(Duration.ofMinutes(1));
        centre.registered("street-lighting");
        var after = queue.steps().stream()
                .filter(step -> step.step().equals("inspect"))
                .findFirst()
                .orElseThrow();
        assertThat(after.open()).isEqualTo(before + 2);
        assertThat(after.free()).isPositive();
        assertThat(after.oldest()).isBeforeOrEqualTo(Instant.parse("2026-11-17T06:00:00Z"));
        await().untilAsserted(() -> assertThat(now()).contains("Тексеру және жолдау"));
    }

    @Test
    void supervisorsAndAdministratorsSeeIt() {
        assertThat(supervisor.page("/desk/board").body()).contains("Ауысым тақтасы", "Желіде күтіп тұр");
        assertThat(StaffClient.session(port, "admin").page("/desk/board").status())
                .isEqualTo(200);
        assertThat(StaffClient.session(port, "operator").page("/desk/board").status())
                .isEqualTo(403);
    }

    private int open(String step) {
        return queue.steps().stream()
                .filter(one -> one.step().equals(step))
                .mapToInt(QueueNow.StepQueue::open)
                .sum();
    }

    private String now() {
        return supervisor.page("/desk/board/now").body();
    }
}
