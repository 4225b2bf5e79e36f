package kz.ikomek.intake.desk;

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
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StartAppeal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@IntegrationTest
class AppealPageTest {

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext context;

    private MockMvc web;

    @BeforeEach
    void aTuesday() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-17T11:00");
    }

    @Test
    void theLinkOfAMailLeadsThroughTheLoginToThePage() throws Exception {
        var number = centre.registered("open-manhole");
        web.perform(get(page(number)).accept(MediaType.TEXT_HTML)).andExpect(redirectedUrlPattern("**/login"));

        web.perform(get(page(number)).session(login("head-water-sewerage")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString(number.display()),
                                containsString("Құдықтың қақпағы ашық"),
                                containsString("Үйіміздің жанындағы мәселе"),
                                containsString("Қауіпті"),
                                containsString("Жіберілген хаттар"),
                                containsString("ҚАУІПТІ: " + number.display()),
                                not(containsString("Аты-жөні")),
                                not(containsString("701 123")))));
    }

    @Test
    void theOperatorReadsAllInTheThreeLanguages() throws Exception {
        var number = centre.registered("street-lighting");
        var session = login("operator");
        for (var told : Map.of("kk", "инспекторда", "ru", "у инспектора", "en", "with the inspector")
                .entrySet()) {
            web.perform(get(page(number) + "?language=" + told.getKey()).session(session))
                    .andExpect(content()
                            .string(allOf(
                                    containsString(told.getValue()),
                                    containsString("Айгүл Серікқызы"),
                                    containsString("+7 701 123 4567"),
                                    containsString("Үйіміздің жанындағы мәселе"),
                                    containsString("08.12.2026 11:00 ("),
                                    containsString("20.11.2026 11:00 ("))));
        }
    }

    @Test
    void theJournalNamesAgenciesAndPeopleNotCodes() throws Exception {
        var number = centre.registered("reference");
        centre.timePasses(Duration.ofMinutes(1));
        var manhole = centre.registered("open-manhole");
        var session = login("supervisor");
        web.perform(get(page(number)).session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("1-деңгей: ауысым жетекшісіне хабарланды. Анықтама."),
                                not(containsString("SHIFT_SUPERVISOR")))));
        web.perform(get(page(manhole)).session(session))
                .andExpect(content().string(not(containsString("<p>water-sewerage</p>"))));
    }

    @Test
    void theJournalSpeaksTheReadersLanguageInTheTimeOfShymkent() throws Exception {
        var number = centre.registered("electricity"); // 4 hours round the clock
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of(
                        "decision",
                        "ROUTE",
                        "category",
                        "street-lighting",
                        "district",
                        "turan",
                        "danger",
                        false,
                        "agency",
                        "street-lighting"));
        centre.solves("street-lighting", number);
        centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));
        centre.timePasses(Duration.ofHours(2));
        centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));
        centre.timePasses(Duration.ofHours(2));
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));

        var session = login("supervisor");
        var told = Map.of(
                "kk",
                new String[] {
                    "Санат: Жарықпен қамту (электр) → Көшені жарықтандыру",
                    "Аудан: Абай ауданы → Тұран ауданы",
                    "Норма: 4 сағ (тәулік бойы) → ",
                    "Мерзімі: 17.11.2026 15:00 → ",
                    "шешілді, тұрғын растады",
                    "жүйе",
                    "1-қоңырау",
                    "2-қоңырау"
                },
                "ru",
                new String[] {
                    "Категория: Электроснабжение → ",
                    "Норма: 4 ч (круглосуточно) → ",
                    "Срок: 17.11.2026 15:00 → ",
                    "решено, житель подтвердил",
                    "система",
                    "Звонок 2"
                },
                "en",
                new String[] {
                    "Category: Electricity supply → ",
                    "Norm: 4 h (round the clock) → ",
                    "Deadline: 17.11.2026 15:00 → ",
                    "system",
                    "Call 2"
                });
        for (var language : told.entrySet()) {
            String page = web.perform(
                            get(page(number) + "?language=" + language.getKey()).session(session))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page).contains(language.getValue());
            assertThat(page)
                    .doesNotContainPattern("\\d{2}:\\d{2}(:\\d{2})?(\\.\\d+)?Z")
                    .doesNotContain("PT4H", "electricity", "&quot;fact&quot;", "ROUND_THE_CLOCK", "SHIFT_SUPERVISOR")
                    .doesNotContain(Stream.of(Outcome.values())
                            .map(Outcome::name)
                            .filter(name -> name.contains("_"))
                            .toList());
        }
    }

    @Test
    void aNoteOfAnEarlierTimeIsShownAsItStands() throws Exception {
        var number = centre.registered("electricity");
        jdbc.sql("INSERT INTO appeals.journal (number, at, actor, step, from_state, to_state, note)"
                        + " VALUES (?, now(), 'inspector', 'CORRECTED', 'INSPECTION', 'INSPECTION', ?)")
                .params(number.value(), "category: water → electricity; text: [{ → x")
                .update();
        web.perform(get(page(number)).session(login("supervisor")))
                .andExpect(content().string(containsString("category: water → electricity; text: [{ → x")));
    }

    @Test
    void whoseNameIsNotKnownIsNotSaidToBeAnonymous() throws Exception {
        var number = start.start(nameless(false), new Actor("operator"));
        var anonymous = start.start(nameless(true), new Actor("operator"));
        var session = login("operator");
        web.perform(get(page(number)).session(session))
                .andExpect(content()
                        .string(allOf(
                                not(containsString("Аты-жөнін айтпады")),
                                containsString("<dd>–</dd>"),
                                containsString("+7 701 123 4567"))));
        web.perform(get(page(anonymous)).session(session))
                .andExpect(content().string(containsString("Аты-жөнін айтпады")));
    }

    @Test
    void whoHasNothingToDoWithItIsToldThatThereIsNone() throws Exception {
        var number = centre.registered("open-manhole");
        for (String stranger : new String[] {"executor-street-lighting", "head-health", "owner"}) {
            var session = login(stranger);
            web.perform(get(page(number)).session(session)).andExpect(status().isNotFound());
            web.perform(post(page(number) + "/withdraw")
                            .session(session)
                            .with(csrf())
                            .param("reason", "x"))
                    .andExpect(status().isNotFound());
        }
        web.perform(get("/staff/appeals/99999999").session(login("operator"))).andExpect(status().isNotFound());
    }

    @Test
    void whoseWorkItIsNoLongerReadsNothingOfTheResident() throws Exception {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        var session = login("executor-street-lighting");
        web.perform(get(page(number)).session(session))
                .andExpect(content().string(containsString("<dd>Айгүл Серікқызы</dd>")));
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "NOT_OURS", "reason", "Біздікі емес"));
        centre.does("inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", "power-grid"));
        web.perform(get(page(number)).session(session))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("<dd>Айгүл Серікқызы</dd>"))))
                .andExpect(content().string(not(containsString("701 123"))))
                .andExpect(content().string(not(containsString("Үйіміздің"))));
        web.perform(get(page(number)).session(login("pharmacist1"))).andExpect(status().isNotFound());
    }

    @Test
    void aResidentTakesItBackAndComesAgain() throws Exception {
        var number = centre.registered("street-lighting");
        var session = login("operator");

        web.perform(post(page(number) + "/withdraw")
                        .session(session)
                        .with(csrf())
                        .param("reason", "  "))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("«Себебі» өрісін толтырыңыз.")));
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.INSPECTION);

        web.perform(post(page(number) + "/withdraw")
                        .session(session)
                        .with(csrf())
                        .param("reason", "Шам жанды"))
                .andExpect(redirectedUrl(page(number)));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(centre.waiting(number)).isEmpty();

        web.perform(post(page(number) + "/withdraw")
                        .session(session)
                        .with(csrf())
                        .param("reason", "Тағы"))
                .andExpect(content()
                        .string(allOf(
                                containsString("қазір бұлай істеуге болмайды"), containsString("Тағы</textarea>"))));

        web.perform(post(page(number) + "/reopen").session(session).with(csrf()).param("reason", "Қайта сөнді"))
                .andExpect(redirectedUrl(page(number)));
        assertThat(centre.appeal(number).reopenings()).isEqualTo(1);
        assertThat(centre.waiting(number)).containsExactly("inspect");
    }

    @Test
    void aDangerCannotBeTakenBackAndThePageSaysWhatToDoInstead() throws Exception {
        var number = centre.registered("open-manhole");
        var session = login("operator");
        for (var told : Map.of(
                        "kk", "қауіп жойылғанша оны қайтарып алуға болмайды",
                        "ru", "пока опасность не устранена, отозвать его нельзя",
                        "en", "it cannot be withdrawn until the danger is gone")
                .entrySet()) {
            String language = "?language=" + told.getKey();
            web.perform(get(page(number) + language).session(session))
                    .andExpect(
                            content().string(allOf(containsString(told.getValue()), not(containsString("/withdraw")))));
            web.perform(post(page(number) + "/withdraw" + language)
                            .session(session)
                            .with(csrf())
                            .param("reason", "Қақпағы жабылды"))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content()
                            .string(allOf(containsString("role=\"alert\">"), containsString(told.getValue()))));
        }
        web.perform(get(page(number)).session(login("head-water-sewerage")))
                .andExpect(content().string(not(containsString("қайтарып алуға болмайды"))));
        assertThat(centre.appeal(number).outcome()).isNull();

        centre.does("controller", number, "keepUnderControl", Map.of("note", "Қақпағы жабылды"));
        web.perform(get(page(number)).session(session)).andExpect(content().string(containsString("/withdraw")));
    }

    @Test
    void afterFourteenDaysReopeningIsRefusedInWords() throws Exception {
        var number = centre.registered("street-lighting");
        var session = login("controller");
        web.perform(post(page(number) + "/withdraw")
                        .session(session)
                        .with(csrf())
                        .param("reason", "Керек емес"))
                .andExpect(redirectedUrl(page(number)));
        centre.timePasses(Duration.ofDays(14).plusSeconds(1));

        web.perform(post(page(number) + "/reopen").session(session).with(csrf()).param("reason", "Қайта сөнді"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(allOf(containsString("14 күн"), containsString("Қайта сөнді</textarea>"))));
    }

    @Test
    void theSearchTakesTheNumberAsItIsReadOutAndSaysWhatIsWrong() throws Exception {
        var number = centre.registered("street-lighting");
        var session = login("operator");
        web.perform(get("/staff").session(session)).andExpect(content().string(containsString("Өтінішті іздеу")));
        web.perform(get("/staff").param("query", number.display()).session(session))
                .andExpect(redirectedUrl(page(number)));
        web.perform(get("/staff").param("query", "1234 5678").session(session))
                .andExpect(content()
                        .string(allOf(containsString("Өтініш нөмірі"), containsString("value=\"1234 5678\""))));
        web.perform(get("/staff").param("query", number.display()).session(login("executor-health")))
                .andExpect(content().string(containsString(number.display() + " нөмірлі өтініш табылмады")));
    }

    @Test
    void withoutTheTokenOfThePageNothingIsDone() throws Exception {
        var number = centre.registered("street-lighting");
        web.perform(post(page(number) + "/withdraw").session(login("operator")).param("reason", "x"))
                .andExpect(status().isForbidden());
    }

    private static NewAppeal nameless(boolean anonymous) {
        return new NewAppeal(
                null,
                "8 701 123 45 67",
                anonymous,
                Language.KK,
                Channel.PHONE,
                new CategoryCode("street-lighting"),
                new DistrictCode("abai"),
                null,
                "Шам жанбайды",
                false,
                null);
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }

    private static String page(AppealNumber number) {
        return "/staff/appeals/" + number.value();
    }
}
