package kz.ikomek.intake.register;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Registering while the caller speaks: nothing typed is lost, nothing is registered twice. */
@IntegrationTest
class RegisterPageTest {

    @Autowired
    Centre centre;

    @Autowired
    CallDrafts drafts;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext context;

    /** A login takes its time, as it should. */
    private static final Map<String, MockHttpSession> SESSIONS = new HashMap<>();

    private final UUID call = UUID.randomUUID();
    private MockMvc web;

    @BeforeEach
    void aMorning() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-18T10:00");
        nothingInHand();
    }

    @AfterEach
    void nothingInHand() {
        jdbc.sql("DELETE FROM desk.call_draft WHERE number IS NULL").update();
    }

    @Test
    void whatWasTypedIsFoundAgainAfterTheBrowserIsLost() throws Exception {
        page("operator", "/desk/register/typed", "text", "Жарық жоқ, үйіміз қараңғы", "phone", "8 701 555 66 77");
        String again = open("operator");
        assertThat(again)
                .contains(
                        "Жарық жоқ, үйіміз қараңғы", "8 701 555 66 77", "Аяқталмаған қоңырау табылды", call.toString());
        assertThat(open("operator2")).doesNotContain("Жарық жоқ, үйіміз қараңғы", "8 701 555 66 77");

        web.perform(as("operator", post("/desk/register/discard")).param("call", call.toString()))
                .andExpect(status().isFound());
        assertThat(open("operator")).doesNotContain("Жарық жоқ, үйіміз қараңғы", "Аяқталмаған қоңырау");
    }

    @Test
    void anEmptyPageIsNoDraft() throws Exception {
        page("operator", "/desk/register/typed", "text", " ");
        assertThat(drafts.latest("operator")).isEmpty();
    }

    @Test
    void aRefusedCallKeepsEverythingAndNamesTheFieldInEachLanguage() throws Exception {
        for (var expected :
                Map.of("kk", "«Телефон»", "ru", "«Телефон»", "en", "Phone").entrySet()) {
            String page = web.perform(sending("operator", "text", "Су жоқ", "category", "water", "phone", "12")
                            .param("language", expected.getKey()))
                    .andExpect(status().isUnprocessableEntity())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page).contains("Су жоқ", "value=\"12\"", "role=\"alert\"");
            assertThat(page).containsPattern("id=\"phone\"[^>]*aria-invalid=\"true\"");
        }
        web.perform(as("operator", get("/desk/register").param("language", "kk")));
        assertThat(drafts.latest("operator")).map(draft -> draft.typed().text()).contains("Су жоқ");
    }

    @Test
    void sendingTheSameCallTwiceGivesOneNumber() throws Exception {
        String[] typed = {"text", "Лифт тұрып қалды", "category", "lift", "phone", "8 701 555 66 77"};
        AppealNumber first = registered("operator", typed);
        AppealNumber second = registered("operator", typed);
        assertThat(second).isEqualTo(first);
        assertThat(centre.appeal(first).state()).isEqualTo(AppealState.INSPECTION);
        assertThat(drafts.latest("operator")).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM desk.call_draft WHERE number = ? AND typed IS NULL")
                        .param(first.value())
                        .query(Long.class)
                        .single())
                .as("how long the call took is kept, what was said is not")
                .isEqualTo(1);
    }

    @Test
    void anotherOperatorCannotSendSomebodysCall() throws Exception {
        page("operator", "/desk/register/typed", "text", "Біреудің қоңырауы");
        web.perform(sending("operator2", "text", "Басқа", "category", "lift", "phone", "8 701 555 66 77"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("басқа оператор")));
        assertThat(drafts.latest("operator")).map(draft -> draft.typed().text()).contains("Біреудің қоңырауы");
    }

    @Test
    void anEnquiryThatIsAnsweredIsClosedAndItsNumberIsReadOut() throws Exception {
        AppealNumber number = registered(
                "operator",
                "text",
                "ХҚКО қайда?",
                "category",
                "reference",
                "answer",
                "Абай даңғылы, 5",
                "anonymous",
                "true");
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.ANSWERED);
        web.perform(as("operator", get("/desk/register/" + number.value())))
                .andExpect(content().string(containsString(number.display())))
                .andExpect(content().string(containsString("Жауап берілді, өтініш жабылды")));
    }

    @Test
    void likelyDuplicatesAppearWhileTyping() throws Exception {
        AppealNumber first = registered(
                "operator",
                "text",
                "Үйде екі күннен бері су жоқ, құбыр жарылған",
                "category",
                "water",
                "district",
                "abai",
                "address",
                "Тәуке хан даңғылы, 77",
                "phone",
                "8 702 111 00 11");
        clock.advance(Duration.ofHours(3));

        assertThat(typed("category", "water", "address", "Тауке хан даңғылы 77", "phone", "8 705 000 00 00"))
                .as("near the same address, by another caller")
                .contains(first.display(), "сол мекенжай маңында")
                .doesNotContain("сол телефоннан");
        assertThat(typed("text", "Бізде екі күн су жоқ, құбыр жарылды", "category", "water"))
                .as("in similar words")
                .contains(first.display(), "мәтіні ұқсас");
        assertThat(typed("phone", "+7 (702) 111-00-11"))
                .as("by the same caller, before anything else is typed")
                .contains(first.display(), "сол телефоннан");
        assertThat(typed("category", "gas", "address", "Тәуке хан даңғылы, 77"))
                .as("another matter")
                .doesNotContain(first.display());
        assertThat(typed("category", "water", "address", "Байтұрсынов көшесі, 3"))
                .as("another place")
                .doesNotContain(first.display());
        clock.advance(Duration.ofDays(8));
        assertThat(typed("category", "water", "address", "Тәуке хан даңғылы, 77"))
                .as("another week")
                .doesNotContain(first.display());
    }

    @Test
    void theNormAndTheAgencyAreToldBeforeItIsSent() throws Exception {
        assertThat(typed("category", "water"))
                .contains("Сумен жабдықтау және су бұру кәсіпорны")
                .contains("data-enquiry=\"false\"");
        assertThat(typed("category", "reference")).contains("data-limit=\"120\"", "data-enquiry=\"true\"");
        assertThat(typed("category", "open-manhole")).contains("Қауіпті");
    }

    @ParameterizedTest
    @CsvSource({
        "су жоқ, water",
        "нет воды, water",
        "no water, water",
        "нет вады, water",
        "ytn djls, water",
        "газ иисі, gas-smell",
        "көппәтерли үй, building-management",
        "канализация, sewerage",
        "люк, open-manhole",
        "k.r, open-manhole",
        "42500, social-payment-42500",
        "көше шамы, street-lighting",
        "коше шамы, street-lighting",
        "garbage, waste-collection",
        "анык, reference",
        "Садик, education"
    })
    void aCategoryIsFoundHoweverItIsCalled(String typed, String code) throws Exception {
        String options = web.perform(
                        as("operator", get("/desk/register/categories")).param("categoryTyped", typed))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(options).contains("data-code=\"" + code + "\"");
        assertThat(options.indexOf("data-code=\"" + code + "\"")).as("first").isEqualTo(options.indexOf("data-code="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"executor-lifts", "head-health", "owner", "inspector"})
    void whoDoesNotTakeCallsIsNotLetIn(String userId) throws Exception {
        web.perform(as(userId, get("/desk/register"))).andExpect(status().isForbidden());
        web.perform(sending(userId, "text", "x", "category", "lift", "anonymous", "true"))
                .andExpect(status().isForbidden());
    }

    @Test
    void whatNobodyCameBackToIsThrownAwayAfterAWeek() throws Exception {
        page("operator", "/desk/register/typed", "text", "Ұмытылған");
        assertThat(drafts.discardOlderThan(clock.instant().minus(Duration.ofDays(7))))
                .isZero();
        clock.advance(Duration.ofDays(8));
        assertThat(drafts.discardOlderThan(clock.instant().minus(Duration.ofDays(7))))
                .isEqualTo(1);
        assertThat(open("operator")).doesNotContain("Ұмытылған");
    }

    private String open(String userId) throws Exception {
        return web.perform(as(userId, get("/desk/register")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String typed(String... fields) throws Exception {
        return page("operator", "/desk/register/typed", fields);
    }

    private String page(String userId, String path, String... fields) throws Exception {
        return web.perform(with(as(userId, post(path)), fields))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private AppealNumber registered(String userId, String... fields) throws Exception {
        String to = Objects.requireNonNull(web.perform(sending(userId, fields))
                .andExpect(status().isFound())
                .andExpect(content().string(not(containsString("error"))))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        return new AppealNumber(to.substring(to.lastIndexOf('/') + 1));
    }

    private MockHttpServletRequestBuilder sending(String userId, String... fields) throws Exception {
        return with(as(userId, post("/desk/register")), fields);
    }

    private MockHttpServletRequestBuilder with(MockHttpServletRequestBuilder request, String... fields) {
        request.param("call", call.toString())
                .param("startedAt", String.valueOf(clock.instant().toEpochMilli()))
                .param("talkLanguage", "kk")
                .param("channel", "PHONE");
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request;
    }

    private MockHttpServletRequestBuilder as(String userId, MockHttpServletRequestBuilder request) {
        return request.session(SESSIONS.computeIfAbsent(userId, this::login)).with(csrf());
    }

    private MockHttpSession login(String userId) {
        try {
            var session = (MockHttpSession)
                    web.perform(formLogin("/login").user(userId).password("demo"))
                            .andReturn()
                            .getRequest()
                            .getSession();
            return Objects.requireNonNull(session);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
