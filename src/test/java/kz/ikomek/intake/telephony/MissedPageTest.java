package kz.ikomek.intake.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.Switchboard;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls that nobody answered, worked off by two operators. */
@IntegrationTest
class MissedPageTest {

    private static final String LIST = "/desk/missed";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    CallBacks callBacks;

    @Autowired
    JdbcClient jdbc;

    Switchboard switchboard;
    StaffClient operator;
    StaffClient operator2;

    @BeforeEach
    void aMissedCall() {
        centre.itIs("2026-11-17T11:00");
        jdbc.sql("DELETE FROM telephony.call").update();
        jdbc.sql("DELETE FROM telephony.call_back").update();
        switchboard = new Switchboard(port);
        operator = StaffClient.session(port, "operator");
        operator2 = StaffClient.session(port, "operator2");
        switchboard.rings("missed-1", "77015556677", "901");
        switchboard.hangsUp("missed-1", "77015556677", "cancel");
    }

    @Test
    void oneTakesItAndTheOtherIsToldWhoHasIt() {
        long id = callBacks.open().get(0).id();
        assertThat(operator.page(LIST).body()).contains("+7 701 555 6677", "Мен хабарласамын");
        assertThat(act(operator, id, "take")).contains("Хабарластым", "сізде");
        assertThat(operator2.page(LIST).body()).doesNotContain("Мен хабарласамын");
        assertThat(send(operator2, id, "take")).contains("хабарласып жатыр");
        assertThat(send(operator2, id, "reached")).contains("Алдымен «Мен хабарласамын»");
        assertThat(act(operator, id, "reached")).contains("Жауапсыз қалған қоңырау жоқ");
        assertThat(outcome()).isEqualTo("CALLED_BACK by operator");
        assertThat(send(operator2, id, "take")).contains("тізімнен кетті");
    }

    @Test
    void afterThreeTriesItIsGivenUp() {
        long id = callBacks.open().get(0).id();
        act(operator, id, "take");
        assertThat(act(operator, id, "not-reached")).contains("1/3 рет");
        assertThat(act(operator, id, "release")).contains("Мен хабарласамын");
        act(operator2, id, "take");
        assertThat(act(operator2, id, "not-reached")).contains("2/3 рет");
        act(operator2, id, "not-reached");
        assertThat(outcome()).isEqualTo("GIVEN_UP by operator2");
    }

    @Test
    void whoTakesItAndDoesNothingKeepsOthersFromItForHalfAnHourOnly() {
        long id = callBacks.open().get(0).id();
        act(operator, id, "take");
        centre.timePasses(Duration.ofMinutes(29));
        assertThat(operator2.page(LIST).body()).doesNotContain("Мен хабарласамын");
        centre.timePasses(Duration.ofMinutes(1));
        assertThat(act(operator2, id, "take")).contains("сізде");
    }

    @Test
    void theListChangesWhileItIsRead() {
        try (var events = operator.events("/desk/calls/events")) {
            await().until(() -> events.changes() > 0);
            long before = events.changes();
            switchboard.rings("missed-2", "77015556688", "901");
            switchboard.hangsUp("missed-2", "77015556688", "noAnswer");
            await().until(() -> events.changes() > before);
            assertThat(operator.page(LIST + "/list").body()).contains("+7 701 555 6688");
            assertThat(operator.page("/desk/calls/current").body()).contains("Кері қоңырау күтеді: 2");
        }
    }

    @Test
    void hiddenNumbersAreCountedBecauseNobodyCanCallThem() {
        switchboard.rings("missed-3", "anonymous", "901");
        switchboard.hangsUp("missed-3", "anonymous", "cancel");
        assertThat(operator.page(LIST).body()).contains("жасырын нөмірден 1 қоңырау");
    }

    private static String act(StaffClient who, long id, String step) {
        return who.submit(LIST, LIST + "/" + id + "/" + step, "").body();
    }

    /** As a page that is no longer true would send it. */
    private static String send(StaffClient who, long id, String step) {
        return who.submit("/desk", LIST + "/" + id + "/" + step, "").body();
    }

    private String outcome() {
        return jdbc.sql("SELECT outcome || ' by ' || closed_by FROM telephony.call_back")
                .query(String.class)
                .single();
    }
}
