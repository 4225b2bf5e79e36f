package kz.ikomek.intake.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.ikomek.intake.telephony.CallEvent.Cause;
import kz.ikomek.intake.telephony.CallEvent.Direction;
import kz.ikomek.intake.telephony.CallEvent.Kind;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events as they come: in order, twice, the wrong way round. */
@IntegrationTest
class RecordCallTest {

    private static final String PHONE = "+77013334455";

    @Autowired
    RecordCall record;

    @Autowired
    CallBacks callBacks;

    @Autowired
    CurrentCalls current;

    @Autowired
    LinkCall link;

    @Autowired
    ForgetCalls forget;

    @Autowired
    Seats seats;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Centre centre;

    @BeforeEach
    void nobodyCalls() {
        centre.itIs("2026-11-17T11:00");
        jdbc.sql("DELETE FROM telephony.call").update();
        jdbc.sql("DELETE FROM telephony.call_back").update();
        jdbc.sql("DELETE FROM telephony.seat").update();
        for (var who : Map.of("operator", "301", "operator2", "302").entrySet()) {
            seats.arrive(who.getKey(), who.getKey() + " of the test", Instant.parse("2026-11-17T06:00:00Z"));
            seats.sit(who.getKey(), who.getValue());
        }
    }

    static Stream<List<Integer>> orders() {
        List<List<Integer>> orders = new ArrayList<>();
        for (int first = 0; first < 3; first++) {
            for (int second = 0; second < 3; second++) {
                if (first != second) {
                    int third = 3 - first - second;
                    orders.add(List.of(first, second, third));
                    orders.add(List.of(first, first, second, first, third, second, third, first));
                }
            }
        }
        return orders.stream();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void anAnsweredCallIsTheSameInAnyOrderAndNotMissed(List<Integer> order) {
        var events = List.of(
                event(Kind.NEW_CALL, "a", "301", "302"), answer("a", "302"), hangup("a", Cause.NORMAL_CLEARING));
        order.forEach(event -> record.record(events.get(event)));
        assertThat(jdbc.sql("SELECT outcome, answered_by, phone FROM telephony.call")
                        .query()
                        .singleRow())
                .containsEntry("outcome", "ANSWERED")
                .containsEntry("answered_by", "operator2")
                .containsEntry("phone", PHONE);
        assertThat(callBacks.open()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aMissedCallIsToBeCalledBackOnceInAnyOrder(List<Integer> order) {
        var events =
                List.of(event(Kind.NEW_CALL, "a", "301"), event(Kind.NEW_CALL, "a", "302"), hangup("a", Cause.CANCEL));
        order.forEach(event -> record.record(events.get(event)));
        assertThat(callBacks.open()).singleElement().satisfies(open -> {
            assertThat(open.phone()).isEqualTo(PHONE);
            assertThat(open.calls()).isEqualTo(1);
        });
        assertThat(atDesk("operator")).isEmpty();
    }

    @Test
    void whoCallsInVainTwiceIsCalledBackOnceAndWhoGetsThroughLeavesTheList() {
        misses("a");
        centre.timePasses(Duration.ofMinutes(5));
        misses("b");
        assertThat(callBacks.open())
                .singleElement()
                .satisfies(open -> assertThat(open.calls()).isEqualTo(2));
        centre.timePasses(Duration.ofMinutes(5));
        record.record(event(Kind.NEW_CALL, "c", "301"));
        assertThat(callBacks.open()).hasSize(1);
        record.record(answer("c", "301"));
        assertThat(callBacks.open()).isEmpty();
        assertThat(jdbc.sql("SELECT outcome FROM telephony.call_back")
                        .query(String.class)
                        .single())
                .isEqualTo("ANSWERED");
        centre.timePasses(Duration.ofMinutes(5));
        misses("d");
        record.record(answer("c", "301"));
        assertThat(callBacks.open()).hasSize(1);
    }

    @Test
    void whomWeCallAndReachLeavesTheListToo() {
        misses("a");
        centre.timePasses(Duration.ofMinutes(5));
        record.record(
                new CallEvent(Kind.ANSWER, "out", Direction.OUT, PHONE, null, "109", null, List.of("301"), null, null));
        assertThat(callBacks.open()).isEmpty();
        assertThat(atDesk("operator")).hasSize(1);
    }

    @Test
    void aForwardedCallAHiddenOneAndOneOfOursAreNotToBeCalledBack() {
        record.record(event(Kind.NEW_CALL, "a", "301"));
        record.record(hangup("a", Cause.FORWARDED));
        record.record(
                new CallEvent(Kind.HANGUP, "b", Direction.IN, null, null, "109", null, List.of(), null, Cause.CANCEL));
        record.record(new CallEvent(
                Kind.HANGUP, "c", Direction.OUT, PHONE, null, "109", null, List.of(), null, Cause.NO_ANSWER));
        assertThat(callBacks.open()).isEmpty();
    }

    @Test
    void aQueueRingsAtManyAndWhoAnswersKeepsTheCall() {
        record.record(event(Kind.NEW_CALL, "a", "301", "302"));
        assertThat(atDesk("operator")).hasSize(1);
        assertThat(atDesk("operator2")).hasSize(1);
        assertThat(current.of("operator")).isEmpty();
        record.record(answer("a", "301"));
        assertThat(atDesk("operator")).hasSize(1);
        assertThat(atDesk("operator2")).isEmpty();
        assertThat(current.of("operator"))
                .hasValueSatisfying(call -> assertThat(call.endedAt()).isNull());
    }

    @Test
    void theTelephoneSystemNeedNotSayWhoAnsweredWhereOnlyOneRings() {
        record.record(event(Kind.NEW_CALL, "a", "301"));
        record.record(answer("a", null));
        assertThat(current.of("operator")).isPresent();
        record.record(event(Kind.NEW_CALL, "b", "301", "302"));
        record.record(answer("b", null));
        assertThat(atDesk("operator2")).as("stays where it rang").hasSize(1);
        var number = centre.registered("street-lighting");
        link.link(atDesk("operator2").get(0).id(), number, new Actor("operator2"));
        assertThat(atDesk("operator")).as("whoever registers had it").hasSize(1);
        assertThat(current.of("operator2")).isPresent();
    }

    @Test
    void peopleMayBeNamedByLoginOrByANameThatOnlyOneHas() {
        record.record(event(Kind.NEW_CALL, "a", "operator"));
        record.record(event(Kind.NEW_CALL, "b", "operator2 of the test"));
        assertThat(atDesk("operator")).hasSize(1);
        assertThat(atDesk("operator2")).hasSize(1);
        seats.arrive("supervisor", "operator2 of the test", Instant.parse("2026-11-17T06:00:00Z"));
        assertThat(atDesk("operator2")).isEmpty();
    }

    @Test
    void anEndedCallStaysForAWhileUnlessAnAppealCameOfIt() {
        record.record(event(Kind.NEW_CALL, "a", "301"));
        record.record(answer("a", "301"));
        record.record(hangup("a", Cause.NORMAL_CLEARING));
        var call = current.of("operator").orElseThrow();
        assertThat(call.endedAt()).isNotNull();
        centre.timePasses(Duration.ofMinutes(6));
        assertThat(current.of("operator")).isEmpty();

        record.record(event(Kind.NEW_CALL, "b", "301"));
        record.record(answer("b", "301"));
        record.record(hangup("b", Cause.NORMAL_CLEARING));
        link.link(
                current.of("operator").orElseThrow().id(), centre.registered("street-lighting"), new Actor("operator"));
        assertThat(atDesk("operator")).isEmpty();
    }

    @Test
    void aCallWhoseEndIsNeverToldDoesNotRingForEver() {
        record.record(event(Kind.NEW_CALL, "a", "301"));
        centre.timePasses(Duration.ofMinutes(11));
        assertThat(atDesk("operator")).isEmpty();
        record.record(event(Kind.NEW_CALL, "b", "301"));
        record.record(answer("b", "301"));
        centre.timePasses(Duration.ofHours(5));
        assertThat(atDesk("operator")).isEmpty();
    }

    @Test
    void callsAreForgottenAfterTheirTime() {
        misses("a");
        centre.timePasses(Duration.ofDays(366));
        misses("b");
        forget.forget();
        assertThat(jdbc.sql("SELECT call_id FROM telephony.call")
                        .query(String.class)
                        .list())
                .containsExactly("b");
        assertThat(callBacks.open())
                .as("nobody is forgotten before being called")
                .hasSize(1);
        centre.itIs("2026-11-17T11:00");
    }

    private List<Call> atDesk(String userId) {
        return current.atDesk(userId);
    }

    private void misses(String callId) {
        record.record(event(Kind.NEW_CALL, callId, "301"));
        record.record(hangup(callId, Cause.CANCEL));
    }

    private static CallEvent event(Kind kind, String callId, String... users) {
        return new CallEvent(kind, callId, Direction.IN, PHONE, null, "109", null, List.of(users), null, null);
    }

    private static CallEvent answer(String callId, @Nullable String extension) {
        return new CallEvent(Kind.ANSWER, callId, Direction.IN, PHONE, null, "109", null, List.of(), extension, null);
    }

    private static CallEvent hangup(String callId, Cause cause) {
        return new CallEvent(Kind.HANGUP, callId, Direction.IN, PHONE, null, "109", null, List.of(), null, cause);
    }
}
