package kz.ikomek.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.TakeUnderControl;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** Staff and process owners see who will be told, and the exact mail before it is sent. */
@IntegrationTest
class EscalationsPageTest {

    @Autowired
    Centre centre;

    @Autowired
    Mailbox mailbox;

    @Autowired
    TakeUnderControl take;

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
    void whatIsToComeIsListedInTheReadersLanguage() throws Exception {
        var number = takenOnBy("education");
        var session = login("supervisor");
        for (var told : Map.of(
                        "kk", "Мекеме басшысы",
                        "ru", "Руководитель ведомства",
                        "en", "Head of the agency")
                .entrySet()) {
            web.perform(get(page(number) + "?language=" + told.getKey()).session(session))
                    .andExpect(content()
                            .string(allOf(
                                    containsString(told.getValue()),
                                    containsString("head@education.example"),
                                    containsString("20.11.2026 11:00"),
                                    containsString("/escalations/AGENCY/2"),
                                    containsString("/escalations/STATUTORY/1"))));
        }
    }

    @Test
    void thePreviewIsTheMailThatLeaves() throws Exception {
        var number = takenOnBy("sport");
        String shown = web.perform(get(page(number) + "/AGENCY/2").session(login("supervisor")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();

        centre.itIs("2026-11-20T11:00");
        var mail = mailbox.about(number).stream()
                .filter(sent -> sent.to().equals("head@sport.example"))
                .findFirst()
                .orElseThrow();
        assertThat(HtmlUtils.htmlUnescape(shown)).contains(mail.subject());
        String beforeTheLink = mail.text().substring(0, mail.text().indexOf("/m/"));
        assertThat(HtmlUtils.htmlUnescape(shown).replace("\r\n", "\n")).contains(beforeTheLink.replace("\r\n", "\n"));

        String page = web.perform(get(page(number)).session(login("supervisor")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(HtmlUtils.htmlUnescape(page)).contains(mail.subject());
    }

    @Test
    void whoOwnsTheModelsSeesItsMailsAndNothingOfTheAppeal() throws Exception {
        var number = takenOnBy("education");
        var session = login("owner");
        web.perform(get("/staff").param("query", number.display()).session(session))
                .andExpect(redirectedUrl(page(number)));
        web.perform(get(page(number)).session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("head@education.example"),
                                not(containsString("Айгүл")),
                                not(containsString("Үйіміздің")))));
        web.perform(get(page(number) + "/AGENCY/2").session(session)).andExpect(status().isOk());
        web.perform(get("/staff/appeals/" + number.value()).session(session)).andExpect(status().isNotFound());
    }

    @Test
    void othersAreToldThatThereIsNone() throws Exception {
        var number = takenOnBy("education");
        var session = login("executor-education");
        web.perform(get(page(number)).session(session)).andExpect(status().isNotFound());
        web.perform(get(page(number) + "/AGENCY/2").session(session)).andExpect(status().isNotFound());
        web.perform(get(page(number) + "/AGENCY/9").session(login("supervisor")))
                .andExpect(status().isNotFound());
    }

    @Test
    void aHoldIsSaidAndMovesTheNextLevel() throws Exception {
        var number = centre.registered("electricity"); // four hours, then two to each further level
        centre.routes(number, "education");
        centre.takesOn("education", number);
        centre.itIs("2026-11-17T15:00");
        assertThat(centre.appeal(number).level()).isEqualTo(2);
        assertThat(take.take(number, "Болат Сейітов", ContactRole.AGENCY_HEAD))
                .isEqualTo("2026-11-17T14:00:00Z"); // four hours of the norm's calendar
        web.perform(get(page(number)).session(login("supervisor")))
                .andExpect(content()
                        .string(allOf(
                                containsString("келесі деңгейге 17.11.2026 19:00 дейін хабарланбайды"),
                                containsString("/escalations/AGENCY/3"))));
        centre.timePasses(Duration.ofHours(3));
        assertThat(centre.appeal(number).level()).as("held").isEqualTo(2);
        centre.timePasses(Duration.ofHours(1));
        assertThat(centre.appeal(number).level()).isEqualTo(3);
    }

    /** Three working days; somebody of the agency has taken it on. */
    private AppealNumber takenOnBy(String agency) {
        var number = centre.registered("public-transport");
        centre.routes(number, agency);
        centre.takesOn(agency, number);
        return number;
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }

    private static String page(AppealNumber number) {
        return "/staff/appeals/" + number.value() + "/escalations";
    }
}
