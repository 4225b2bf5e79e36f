package kz.ikomek.intake.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.LiveEvents;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.Switchboard;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StartAppeal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What pops up on whose desk, heard over real HTTP. */
@IntegrationTest
class ScreenPopTest {

    private static final String EVENTS = "/desk/calls/events";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcConnectionDetails database;

    Switchboard switchboard;
    StaffClient operator;
    StaffClient operator2;

    @BeforeEach
    void twoAtTheirDesks() {
        centre.itIs("2026-11-17T11:00");
        jdbc.sql("DELETE FROM telephony.call").update();
        jdbc.sql("DELETE FROM telephony.call_back").update();
        jdbc.sql("DELETE FROM telephony.seat").update();
        jdbc.sql("DELETE FROM desk.call_draft WHERE number IS NULL").update();
        switchboard = new Switchboard(port);
        operator = StaffClient.session(port, "operator");
        operator2 = StaffClient.session(port, "operator2");
        sits(operator, "101");
        sits(operator2, "102");
    }

    @Test
    void aCallPopsUpOnlyWhereItRingsAndGoesWhenItIsAnsweredElsewhere() {
        try (var here = opened(operator);
                var there = opened(operator2)) {
            long before = there.changes();
            switchboard.rings("pop-1", "77018887766", "101");
            hears(here);
            assertThat(desk(operator)).contains("Қоңырау келіп тұр", "+7 701 888 7766", "бұрын өтініш түспеген");
            assertThat(desk(operator2)).contains("Қоңырау жоқ").doesNotContain("888");
            assertThat(there.changes()).as("not even told").isEqualTo(before);
            assertThat(here.lines()).as("events name nobody").noneMatch(line -> line.contains("888"));

            switchboard.rings("pop-1", "77018887766", "102");
            await().until(() -> desk(operator2).contains("+7 701 888 7766"));
            long told = here.changes();
            switchboard.answers("pop-1", "77018887766", "102");
            await().until(() -> here.changes() > told);
            assertThat(desk(operator)).contains("Қоңырау жоқ");
            assertThat(desk(operator2)).contains("Сөйлесіп тұрсыз");
            switchboard.hangsUp("pop-1", "77018887766", "normalClearing");
            assertThat(desk(operator2)).contains("Қоңырау аяқталды");
        }
    }

    @Test
    void whatIsRegisteredDuringACallIsLinkedToItUnlessItIsAnothersCall() {
        switchboard.rings("pop-7", "77018887755", "101");
        switchboard.answers("pop-7", "77018887755", "101");
        long call = jdbc.sql("SELECT id FROM telephony.call WHERE call_id = 'pop-7'")
                .query(Long.class)
                .single();
        assertThat(operator.page("/desk").body())
                .contains("name=\"phoneCall\" value=\"" + call + "\"", "7 701 888 7755\" placeholder");
        assertThat(operator2.page("/desk").body()).doesNotContain("888 7755");

        operator2.submit("/desk", "/desk/register", enquiry(call));
        assertThat(linked(call)).isEmpty();
        operator.submit("/desk", "/desk/register", enquiry(call));
        assertThat(desk(operator)).contains(">" + new AppealNumber(linked(call)).display() + "</a></p>");
        assertThat(operator.page("/desk").body()).as("the next one").doesNotContain("7 701 888 7755\" placeholder");
    }

    /** The number of the appeal; empty when there is none. */
    private String linked(long call) {
        return jdbc.sql("SELECT appeal FROM telephony.call WHERE id = ?")
                .param(call)
                .query((row, number) -> Optional.ofNullable(row.getString("appeal")))
                .single()
                .orElse("");
    }

    private static String enquiry(long call) {
        return "call=" + UUID.randomUUID() + "&startedAt=1795000000000&phoneCall=" + call
                + "&text=Telefon&category=reference&answer=103&talkLanguage=kk&channel=PHONE&phone=87018887755";
    }

    @Test
    void severalPeopleOfOneNumberAreShownWithTheirLastAppeals() {
        var first = start.start(call("Айгүл Серікқызы", "street-lighting"), new Actor("operator"));
        centre.timePasses(Duration.ofMinutes(1));
        var second = start.start(call("Ермек Болатұлы", "open-manhole"), new Actor("operator"));
        switchboard.rings("pop-2", "+7 701 777 66 55", "101");
        assertThat(desk(operator))
                .contains(
                        "бірнеше адам хабарласқан",
                        "Айгүл Серікқызы",
                        "Ермек Болатұлы",
                        first.display(),
                        second.display(),
                        "инспекторда",
                        "Қауіпті");
        assertThat(desk(operator2)).doesNotContain("Айгүл");
    }

    @Test
    void aHiddenNumberAndAColleagueAreOrdinaryCases() {
        switchboard.rings("pop-3", "anonymous", "101");
        switchboard.rings("pop-4", "105", "102");
        assertThat(desk(operator)).contains("Жасырын нөмір", "Байланыс телефонын сұраңыз");
        assertThat(desk(operator2)).contains("Ішкі нөмір 105");
    }

    @Test
    void whoSitsDownLaterTakesTheExtensionAndTheEarlierIsTold() {
        try (var here = opened(operator)) {
            switchboard.rings("pop-5", "77018887766", "101");
            hears(here);
            long told = here.changes();
            sits(operator2, "101");
            await().until(() -> here.changes() > told);
            assertThat(desk(operator)).contains("101 орнын", "алды").doesNotContain("888");
            assertThat(desk(operator2)).contains("+7 701 888 7766");
        }
        sits(operator, "103");
        assertThat(desk(operator)).doesNotContain("орнын");
    }

    @Test
    void anExtensionThatIsNoneIsRefusedAndStaysTyped() {
        var answer = operator.submit("/desk", "/desk/seat", "phoneExtension=1O1");
        assertThat(answer.body()).contains("Ішкі нөміріңіз", "тек сандарды", "value=\"1O1\"");
        assertThat(operator.submit("/desk", "/desk/seat", "phoneExtension=").body())
                .contains("Ішкі нөміріңізді жазыңыз");
    }

    @Test
    void anotherNodeHearsItTooAndAgainAfterItsConnectionWasLost() {
        var told = new AtomicInteger();
        var pages = new LivePages();
        var node = new SignalListener(database, pages);
        pages.start();
        pages.add("operator", Set.of(Signals.desk("operator")), counting(told));
        await().until(() -> told.get() == 1);
        try {
            node.start();
            await().until(() -> told.get() == 2);

            int before = told.get();
            switchboard.rings("pop-6", "77018887766", "102");
            switchboard.rings("pop-7", "77018887766", "101");
            await().until(() -> told.get() > before);
            assertThat(told.get()).as("only its own call").isEqualTo(before + 1);

            int lost = told.get();
            jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?")
                    .param("ikomek-109 signals")
                    .query(Boolean.class)
                    .list();
            await().until(() -> told.get() > lost);
            int again = told.get();
            switchboard.hangsUp("pop-7", "77018887766", "cancel");
            await().until(() -> told.get() > again);
        } finally {
            node.stop();
            pages.stop();
        }
        await().until(() -> listening() == 1);
    }

    @Test
    void whoTakesNoCallsHasNoDesk() {
        var inspector = StaffClient.session(port, "inspector");
        for (String path : Set.of("/desk", "/desk/missed", "/desk/calls/current", "/desk/board")) {
            assertThat(inspector.page(path).status()).as(path).isEqualTo(403);
        }
        assertThat(inspector.events(EVENTS).status()).isEqualTo(403);
        assertThat(StaffClient.stranger(port).events(EVENTS).status()).isEqualTo(401);
        assertThat(operator.page("/desk/board").status()).isEqualTo(403);
    }

    private static LivePages.Line counting(AtomicInteger told) {
        return new LivePages.Line() {
            @Override
            public void changed() {
                told.incrementAndGet();
            }

            @Override
            public void alive() {}

            @Override
            public void end() {}
        };
    }

    private int listening() {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'ikomek-109 signals'")
                .query(Integer.class)
                .single();
    }

    private LiveEvents opened(StaffClient who) {
        var events = who.events(EVENTS);
        await().until(() -> events.changes() > 0);
        return events;
    }

    private static void hears(LiveEvents events) {
        await().until(() -> events.changes() > 1);
    }

    private static void sits(StaffClient who, String extension) {
        assertThat(who.submit("/desk", "/desk/seat", "phoneExtension=" + extension)
                        .status())
                .isEqualTo(200);
    }

    private static String desk(StaffClient who) {
        return who.page("/desk/calls/current").body();
    }

    private NewAppeal call(String name, String category) {
        var told = centre.call(category, null);
        return new NewAppeal(
                name,
                "8 701 777 66 55",
                false,
                told.language(),
                told.channel(),
                told.category(),
                told.district(),
                told.address(),
                "Көше қараңғы",
                false,
                null);
    }
}
