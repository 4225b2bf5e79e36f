package kz.ikomek.intake.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.Step;
import kz.ikomek.appeals.Together;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StartAppeal;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A main bursts, and the appeals about it are dealt with together. */
@IntegrationTest
class BulkPageTest {

    private static final String PAGE = "/staff/bulk";
    private static final Pattern CHOSEN = Pattern.compile("name=\"task\"[^>]*checked");

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks tasks;

    @Autowired
    AppealViews appeals;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext context;

    private MockMvc web;

    /** A street of its own for each test, so that no other test's appeals are on it. */
    private String street;

    @BeforeEach
    void aWednesday() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-18T10:00");
        street = "Көше " + UUID.randomUUID();
    }

    @ParameterizedTest
    @EnumSource(BulkAction.class)
    void eachActionIsADecisionOfTheStepsForm(BulkAction action) {
        HumanStep step = List.of(HumanStep.values()).stream()
                .filter(one -> one.element().equals(action.step().element()))
                .findFirst()
                .orElseThrow();
        assertThat(step.decisions()).contains(action.decision());
        assertThat(step.fields())
                .containsAll(Stream.of(action.chosen(), action.said())
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Test
    void itIsForInspectorsControllersAndAgenciesOnly() throws Exception {
        for (String other : List.of("operator", "supervisor", "pharmacist1", "head-water-sewerage", "owner", "admin")) {
            var session = login(other);
            web.perform(get(PAGE).session(session)).andExpect(status().isForbidden());
            web.perform(order(List.of("x"), "REJECT").session(session)).andExpect(status().isForbidden());
            web.perform(get(PAGE + "/" + UUID.randomUUID()).session(session)).andExpect(status().isForbidden());
            web.perform(get(PAGE + "/offered").session(session))
                    .andExpect(content().json("{\"offered\": false}"));
        }
        for (String own : List.of("inspector", "controller", "executor-water-sewerage")) {
            var session = login(own);
            web.perform(get(PAGE).session(session)).andExpect(status().isOk());
            web.perform(get(PAGE + "/offered").session(session))
                    .andExpect(content().json("{\"offered\": true}"));
        }
    }

    @Test
    void eachSeesTheOwnTasksThatNobodyElseHas() throws Exception {
        var burst = burst(3);
        centre.routes(burst.get(0), "water-sewerage");
        shown("executor-water-sewerage", burst.get(0).display()).shows(true);
        shown("executor-water-sewerage", burst.get(1).display()).shows(false);
        shown("executor-heat", burst.get(0).display()).shows(false);
        shown("inspector", burst.get(0).display()).shows(false);
        shown("inspector", burst.get(1).display()).shows(true);
        shown("controller", burst.get(1).display()).shows(false);
        tasks.claim(task("inspector", burst.get(1), "inspect"), new Actor("admin"));
        shown("inspector", burst.get(1).display()).shows(false);
        shown("inspector", burst.get(2).display()).shows(true);
    }

    @Test
    void theFilterFindsOneCause() throws Exception {
        String name = "Қожанов" + UUID.randomUUID().toString().substring(0, 6);
        AppealNumber here = registered("water", name + " көшесі, 12");
        AppealNumber other = registered("street-lighting", name + " көшесі, 14");
        AppealNumber elsewhere = registered("water", "Байтұрсынов көшесі, 5");
        var inspector = login("inspector");
        found(inspector, Map.of("address", name.replace('Қ', 'К').toLowerCase(Locale.ROOT)), here, other)
                .andExpect(content().string(not(containsString(elsewhere.display()))));
        found(inspector, Map.of("address", name, "category", "water"), here)
                .andExpect(content().string(not(containsString(other.display()))));
        found(inspector, Map.of("address", name, "district", "turan"))
                .andExpect(content().string(not(containsString(here.display()))));
        centre.timePasses(Duration.ofHours(2));
        found(inspector, Map.of("address", name, "since", "PT1H"))
                .andExpect(content().string(not(containsString(here.display()))));
        found(inspector, Map.of("address", name, "since", "PT3H"), here);
    }

    @Test
    void thePreviewTellsWhatWillHappenAndChangesNothing() throws Exception {
        var burst = burst(3);
        var session = login("inspector");
        long entries = count("appeals.journal");
        long mails = count("mail.outbox");
        String plan = planned(order(inspections(burst), "DUPLICATE")
                .param("duplicateOf", burst.get(0).display())
                .session(session));
        web.perform(get(plan).session(session))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Орындалады: 2. Орындалмайды: 1. Әзірге ештеңе өзгерген жоқ."),
                                containsString("осы өтініштің өз нөмірі тұр"),
                                containsString("Орындау (2)"))));
        assertThat(count("appeals.journal")).isEqualTo(entries);
        assertThat(count("mail.outbox")).isEqualTo(mails);
        assertThat(burst).allSatisfy(number -> {
            assertThat(centre.appeal(number).state()).isEqualTo(AppealState.INSPECTION);
            assertThat(centre.waitingFor(number, "inspector")).containsExactly("inspect");
        });

        web.perform(post(plan).session(session).with(csrf()));
        assertThat(centre.appeal(burst.get(0)).state()).isEqualTo(AppealState.INSPECTION);
        assertThat(burst.subList(1, 3))
                .allSatisfy(
                        number -> assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.DUPLICATE));
    }

    @Test
    void aBurstIsRoutedSolvedAndClosedTogetherAndEachJournalTellsIt() throws Exception {
        var burst = burst(3);
        String routed =
                done("inspector", inspections(burst), "ROUTE", Map.of("agency", "water-sewerage", "note", "Бір апат"));
        web.perform(get(routed).session(login("inspector")))
                .andExpect(content().string(containsString("Орындалды: 3. Орындалмады: 0.")));
        done(
                "executor-water-sewerage",
                own("executor-water-sewerage", burst, "execute"),
                "SOLVED",
                Map.of("report", "Құбыр ауыстырылды"));
        done("controller", own("controller", burst, "control"), "CONFIRMED", Map.of());
        assertThat(burst).allSatisfy(number -> {
            assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
            var journal = appeals.journal(number);
            assertThat(steps(journal))
                    .contains(Step.ROUTED, Step.ACCEPTED, Step.SOLVED, Step.CONFIRMED, Step.CLOSED_WITH_OUTCOME);
            assertThat(by(journal, Step.ROUTED).actor()).isEqualTo("inspector");
            assertThat(by(journal, Step.SOLVED).actor()).isEqualTo("executor-water-sewerage");
            assertThat(by(journal, Step.SOLVED).note()).isEqualTo("Құбыр ауыстырылды");
            assertThat(Collections.frequency(steps(journal), Step.DONE_TOGETHER))
                    .isEqualTo(3);
            var mark = Together.read(
                    Objects.requireNonNull(by(journal, Step.DONE_TOGETHER).note()));
            assertThat(mark).hasValueSatisfying(together -> {
                assertThat(together.count()).isEqualTo(3);
                assertThat(together.some()).containsExactlyElementsOf(burst);
            });
        });
        web.perform(get("/staff/appeals/" + burst.get(0).value()).session(login("controller")))
                .andExpect(content()
                        .string(allOf(
                                containsString("барлығы 3 өтініш"),
                                containsString(burst.get(2).display()))));
    }

    @Test
    void whatHappenedMeanwhileIsToldOneByOneAndTheRestIsDone() throws Exception {
        var burst = burst(4);
        var session = login("inspector");
        String plan = planned(order(inspections(burst), "REJECT")
                .param("reason", "Апат жойылды")
                .session(session));
        centre.routes(burst.get(1), "water-sewerage");
        tasks.claim(task("inspector", burst.get(2), "inspect"), new Actor("admin"));
        web.perform(post(plan).session(session).with(csrf()));
        web.perform(get(plan).session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("Орындалды: 2. Орындалмады: 2."),
                                containsString("Бұл тапсырма енді жоқ"),
                                containsString("Бұл тапсырманы басқа қызметкер алып қойды."))));
        assertThat(centre.appeal(burst.get(0)).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(centre.appeal(burst.get(1)).state()).isEqualTo(AppealState.EXECUTION);
        assertThat(centre.appeal(burst.get(2)).state()).isEqualTo(AppealState.INSPECTION);
        assertThat(centre.appeal(burst.get(3)).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(steps(appeals.journal(burst.get(2)))).doesNotContain(Step.DONE_TOGETHER);
    }

    @Test
    void sentTwiceAtOnceItIsDoneOnce() throws Exception {
        var burst = burst(6);
        var session = login("inspector");
        String plan = planned(order(inspections(burst), "ROUTE")
                .param("agency", "water-sewerage")
                .session(session));
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> send =
                    () -> web.perform(post(plan).session(session).with(csrf()))
                            .andReturn()
                            .getResponse()
                            .getStatus();
            for (var sent : threads.invokeAll(List.of(send, send))) {
                assertThat(sent.get()).isEqualTo(302);
            }
        } finally {
            threads.shutdown();
        }
        web.perform(post(plan).session(session).with(csrf()));
        web.perform(get(plan).session(session))
                .andExpect(content().string(containsString("Орындалды: 6. Орындалмады: 0.")));
        assertThat(burst).allSatisfy(number -> {
            var steps = steps(appeals.journal(number));
            assertThat(Collections.frequency(steps, Step.ROUTED)).isEqualTo(1);
            assertThat(Collections.frequency(steps, Step.DONE_TOGETHER)).isEqualTo(1);
        });
    }

    @Test
    void whatIsMissingIsSaidAndWhatWasChosenStays() throws Exception {
        var burst = burst(2);
        var session = login("inspector");
        refused(
                order(inspections(burst), "ROUTE").session(session),
                containsString("«Мекеме» өрісін толтырыңыз."),
                true);
        refused(
                order(inspections(burst), "ANSWER").session(session),
                containsString("«Жауап» өрісін толтырыңыз."),
                true);
        refused(order(inspections(burst), "").session(session), containsString("«Шешім» өрісін толтырыңыз."), true);
        refused(
                order(inspections(burst), "SOLVED").session(session),
                containsString("тізімнен біреуін таңдаңыз"),
                true);
        refused(order(List.of(), "REJECT").session(session), containsString("Кемінде бір тапсырманы"), false);
        var many = IntStream.range(0, 201)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        refused(order(many, "REJECT").param("reason", "x").session(session), containsString("200"), false);
        refused(
                order(List.of(UUID.randomUUID().toString()), "REJECT")
                        .param("reason", "x")
                        .session(session),
                containsString("бірі де қалмады"),
                false);
        assertThat(burst)
                .allSatisfy(number -> assertThat(centre.appeal(number).state()).isEqualTo(AppealState.INSPECTION));
    }

    @Test
    void nobodySeesOrCarriesOutSomebodyElsesOrder() throws Exception {
        var burst = burst(1);
        String plan = planned(order(inspections(burst), "REJECT")
                .param("reason", "Апат жойылды")
                .session(login("inspector")));
        var other = login("controller");
        web.perform(get(plan).session(other)).andExpect(status().isNotFound());
        web.perform(post(plan).session(other).with(csrf())).andExpect(status().isNotFound());
        assertThat(centre.appeal(burst.get(0)).state()).isEqualTo(AppealState.INSPECTION);
    }

    @Test
    void somebodyElsesTaskIsNotTakenWhateverIsSent() throws Exception {
        var burst = burst(2);
        burst.forEach(number -> centre.routes(number, "water-sewerage"));
        var session = login("executor-heat");
        var theirs = own("executor-water-sewerage", burst, "execute");
        web.perform(post(PAGE)
                        .param("step", "EXECUTE")
                        .param("action", "SOLVED")
                        .param("report", "Біздікі емес еді")
                        .param("task", theirs.toArray(String[]::new))
                        .session(session)
                        .with(csrf()))
                .andExpect(content().string(containsString("бірі де қалмады")));
        assertThat(burst)
                .allSatisfy(number -> assertThat(centre.appeal(number).state()).isEqualTo(AppealState.EXECUTION));
    }

    private List<AppealNumber> burst(int size) {
        List<AppealNumber> numbers = new ArrayList<>();
        for (int house = 1; house <= size; house++) {
            numbers.add(registered("water", street + ", " + house));
        }
        return numbers;
    }

    private AppealNumber registered(String category, String address) {
        NewAppeal call = centre.call(category, null);
        return start.start(
                new NewAppeal(
                        call.residentName(),
                        call.phone(),
                        call.anonymous(),
                        call.language(),
                        call.channel(),
                        call.category(),
                        new DistrictCode("abai"),
                        address,
                        call.text(),
                        call.danger(),
                        call.answer()),
                new Actor("operator"));
    }

    private String task(String userId, AppealNumber number, String step) {
        return tasks.of(number, new Actor(userId)).stream()
                .filter(task -> task.step().equals(step))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> own(String userId, List<AppealNumber> numbers, String step) {
        return numbers.stream().map(number -> task(userId, number, step)).toList();
    }

    private List<String> inspections(List<AppealNumber> numbers) {
        return own("inspector", numbers, "inspect");
    }

    private static MockHttpServletRequestBuilder order(List<String> chosen, String action) {
        var order = post(PAGE).param("action", action).with(csrf());
        return chosen.isEmpty() ? order : order.param("task", chosen.toArray(String[]::new));
    }

    private String planned(MockHttpServletRequestBuilder order) throws Exception {
        return Objects.requireNonNull(web.perform(order)
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }

    private String done(String userId, List<String> chosen, String action, Map<String, String> fields)
            throws Exception {
        var session = login(userId);
        var order = order(chosen, action).session(session);
        fields.forEach(order::param);
        String plan = planned(order);
        web.perform(post(plan).session(session).with(csrf())).andExpect(status().isFound());
        return plan;
    }

    private void refused(MockHttpServletRequestBuilder order, Matcher<String> sentence, boolean chosen)
            throws Exception {
        String page = web.perform(order)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(sentence))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(CHOSEN.matcher(page).find()).isEqualTo(chosen);
    }

    private Shown shown(String userId, String number) throws Exception {
        String page = web.perform(get(PAGE).param("address", street).session(login(userId)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return expected -> assertThat(page.contains(number))
                .as("%s sees %s", userId, number)
                .isEqualTo(expected);
    }

    private interface Shown {
        void shows(boolean expected);
    }

    private ResultActions found(MockHttpSession session, Map<String, String> filter, AppealNumber... numbers)
            throws Exception {
        var request = get(PAGE).session(session);
        filter.forEach(request::param);
        var page = web.perform(request).andExpect(status().isOk());
        for (AppealNumber number : numbers) {
            page.andExpect(content().string(containsString(number.display())));
        }
        return page;
    }

    private static List<Step> steps(List<JournalEntry> journal) {
        return journal.stream().map(JournalEntry::step).toList();
    }

    private static JournalEntry by(List<JournalEntry> journal, Step step) {
        return journal.stream()
                .filter(entry -> entry.step() == step)
                .findFirst()
                .orElseThrow();
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession)
                Objects.requireNonNull(web.perform(formLogin().user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession());
    }
}
