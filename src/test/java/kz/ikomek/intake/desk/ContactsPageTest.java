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
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.Objects;
import kz.ikomek.catalog.Absence;
import kz.ikomek.catalog.Contact;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.shared.Language;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Who stands in for whom, entered on the page and seen in the mail. */
@IntegrationTest
class ContactsPageTest {

    private static final String HEAD = "head@water-sewerage.example";
    private static final String DEPUTY = "deputy@water.example";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    Centre centre;

    @Autowired
    Contacts contacts;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext context;

    private MockMvc web;

    @BeforeEach
    void aWednesday() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-18T10:00");
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("DELETE FROM catalog.absence").update();
        jdbc.sql("UPDATE catalog.contact SET language = 'kk', deputy_name = NULL, deputy_email = NULL,"
                        + " deputy_language = NULL WHERE email = ?")
                .param(HEAD)
                .update();
    }

    @Test
    void theSupervisorSeesAllAndAHeadTheOwnAgency() throws Exception {
        web.perform(get("/staff/contacts").session(login("supervisor")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Қала және орталық"),
                                containsString("Ауысым жетекшісі"),
                                containsString(HEAD),
                                containsString("head@health.example"))));
        web.perform(get("/staff/contacts").session(login("head-water-sewerage")))
                .andExpect(content()
                        .string(allOf(
                                containsString(HEAD),
                                containsString("duty@water-sewerage.example"),
                                not(containsString("head@health.example")),
                                not(containsString("shift@ikomek.example")))));
    }

    @Test
    void whoHasNothingToDoWithContactsIsToldThatThereIsNothing() throws Exception {
        for (String other : new String[] {"operator", "inspector", "executor-water-sewerage", "owner"}) {
            var session = login(other);
            web.perform(get("/staff/contacts").session(session)).andExpect(status().isNotFound());
            web.perform(get(path()).session(session)).andExpect(status().isNotFound());
            web.perform(absence("2026-11-18", "2026-11-20", "Әлия", DEPUTY).session(session))
                    .andExpect(status().isNotFound());
        }
        var head = login("head-health");
        web.perform(get(path()).session(head)).andExpect(status().isNotFound());
        web.perform(post(path() + "/language")
                        .param("mailLanguage", "ru")
                        .session(head)
                        .with(csrf()))
                .andExpect(status().isNotFound());
        web.perform(get("/staff").session(login("operator")))
                .andExpect(content().string(not(containsString("/staff/contacts"))));
        web.perform(get("/staff").session(login("supervisor")))
                .andExpect(content().string(containsString("/staff/contacts")));
    }

    @Test
    void whileTheHeadIsAwayMailGoesToTheDeputyFromTheFirstDayToTheLast() throws Exception {
        web.perform(absence("2026-11-19", "2026-11-20", "Әлия Серікқызы", DEPUTY)
                        .session(login("head-water-sewerage")))
                .andExpect(redirectedUrl(path()));
        web.perform(get(path()).session(login("supervisor")))
                .andExpect(content()
                        .string(containsString("19.11.2026 – 20.11.2026 болмайды. Хаттарды Әлия Серікқызы алады.")));
        assertThat(whoReadsOfADanger("2026-11-18T23:59")).isEqualTo(HEAD);
        assertThat(whoReadsOfADanger("2026-11-19T00:00")).isEqualTo(DEPUTY);
        assertThat(whoReadsOfADanger("2026-11-20T23:59")).isEqualTo(DEPUTY);
        assertThat(whoReadsOfADanger("2026-11-21T00:00")).isEqualTo(HEAD);
    }

    @Test
    void theMailNamesTheDeputyAndInWhosePlace() throws Exception {
        web.perform(absence("2026-11-18", "2026-11-18", "Әлия Серікқызы", DEPUTY)
                        .session(login("supervisor")))
                .andExpect(redirectedUrl(path()));
        var number = centre.registered("open-manhole");
        assertThat(mailbox.about(number)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(DEPUTY);
            assertThat(mail.text())
                    .contains(
                            "Здравствуйте, Әлия Серікқызы!",
                            "Это письмо направлено вам вместо адресата: " + head().name());
            assertThat(mail.html()).contains("Это письмо направлено вам вместо адресата");
        });
    }

    @Test
    void anAbsenceThatIsEndedLetsTheHeadReadAgain() throws Exception {
        var session = login("head-water-sewerage");
        web.perform(absence("2026-11-18", "2026-12-31", "Әлия", DEPUTY).session(session))
                .andExpect(redirectedUrl(path()));
        assertThat(whoReadsOfADanger("2026-11-18T10:10")).isEqualTo(DEPUTY);
        Absence away = head().absences().get(0);
        web.perform(post(path() + "/absences/" + away.id() + "/end")
                        .session(session)
                        .with(csrf()))
                .andExpect(redirectedUrl(path()));
        assertThat(whoReadsOfADanger("2026-11-18T10:20")).isEqualTo(HEAD);
        web.perform(post(path() + "/absences/" + away.id() + "/end")
                        .session(session)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Мұндай болмау мерзімі жоқ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''         | 2026-11-20 | Әлия | d@w.example | «Бірінші күні» өрісін толтырыңыз.",
                "2026-11-18 | ''         | Әлия | d@w.example | «Соңғы күні» өрісін толтырыңыз.",
                "18.11.2026 | 2026-11-20 | Әлия | d@w.example | «Бірінші күні» өрісіне күнді",
                "2026-11-20 | 2026-11-19 | Әлия | d@w.example | «Соңғы күні» басталған күннен ерте",
                "2026-11-01 | 2026-11-17 | Әлия | d@w.example | «Соңғы күні» өтіп кеткен",
                "2026-11-18 | 2026-11-20 | ''   | d@w.example | «Орынбасардың аты-жөні» өрісін толтырыңыз.",
                "2026-11-18 | 2026-11-20 | Әлия | ''          | «Орынбасардың поштасы» өрісін толтырыңыз.",
                "2026-11-18 | 2026-11-20 | Әлия | d.w.example | «Орынбасардың поштасы» өрісіндегі пошта мекенжайы",
                "2026-11-18 | 2026-11-20 | Әлия | a@b.kz,c@d.kz | «Орынбасардың поштасы» өрісіндегі пошта мекенжайы",
                "2026-11-18 | 2026-11-20 | Әлия | head@water-sewerage.example | «Орынбасардың поштасы»: орынбасардың",
                "2026-12-05 | 2026-12-06 | Әлия | d@w.example | «Бірінші күні»: бұл күндерге болмау",
            })
    void badInputNamesTheFieldAndWhatWasTypedStays(
            String first, String last, String name, String email, String sentence) throws Exception {
        var session = login("supervisor");
        web.perform(absence("2026-12-01", "2026-12-05", "Басқа", DEPUTY).session(session))
                .andExpect(redirectedUrl(path()));
        web.perform(absence(first, last, name, email).session(session))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString(sentence),
                                containsString("name=\"firstDay\" type=\"date\" value=\"" + first + "\""),
                                containsString("name=\"lastDay\" type=\"date\" value=\"" + last + "\""),
                                containsString("value=\"" + name + "\""),
                                containsString("value=\"" + email + "\""))));
        assertThat(head().absences()).hasSize(1);
    }

    @Test
    void theSupervisorChoosesTheLanguageAndAHeadDoesNot() throws Exception {
        web.perform(post(path() + "/language")
                        .param("mailLanguage", "en")
                        .session(login("supervisor"))
                        .with(csrf()))
                .andExpect(redirectedUrl(path()));
        assertThat(head().language()).isEqualTo(Language.EN);
        var number = centre.registered("open-manhole");
        assertThat(mailbox.about(number))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).startsWith("DANGER: appeal"));

        var session = login("head-water-sewerage");
        web.perform(get(path()).session(session)).andExpect(content().string(not(containsString("mail-language"))));
        web.perform(post(path() + "/language")
                        .param("mailLanguage", "ru")
                        .session(session)
                        .with(csrf()))
                .andExpect(status().isNotFound());
        web.perform(post(path() + "/language")
                        .param("mailLanguage", "de")
                        .session(login("admin"))
                        .with(csrf()))
                .andExpect(content().string(containsString("«Тіл»")));
        assertThat(head().language()).isEqualTo(Language.EN);
    }

    @Test
    void theStandingDeputyIsEnteredAndTakenOut() throws Exception {
        var session = login("head-water-sewerage");
        web.perform(deputy("Әлия\nСерікқызы", DEPUTY).session(session)).andExpect(redirectedUrl(path()));
        assertThat(Objects.requireNonNull(head().deputy()).name()).isEqualTo("Әлия Серікқызы");
        web.perform(get("/staff/contacts").session(session))
                .andExpect(content().string(containsString("Әлия Серікқызы · " + DEPUTY)));
        web.perform(deputy("", DEPUTY).session(session))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("«Орынбасардың аты-жөні» өрісін толтырыңыз."),
                                containsString("value=\"" + DEPUTY + "\""))));
        web.perform(deputy("", " ").session(session)).andExpect(redirectedUrl(path()));
        assertThat(head().deputy()).isNull();
    }

    private String whoReadsOfADanger(String local) {
        centre.itIs(local);
        var mails = mailbox.about(centre.registered("open-manhole"));
        assertThat(mails).hasSize(1);
        return mails.get(0).to();
    }

    private MockHttpServletRequestBuilder absence(String first, String last, String name, String email) {
        return post(path() + "/absences")
                .with(csrf())
                .param("firstDay", first)
                .param("lastDay", last)
                .param("deputyName", name)
                .param("deputyEmail", email)
                .param("mailLanguage", "ru");
    }

    private MockHttpServletRequestBuilder deputy(String name, String email) {
        return post(path() + "/deputy")
                .with(csrf())
                .param("deputyName", name)
                .param("deputyEmail", email)
                .param("mailLanguage", "ru");
    }

    private Contact head() {
        return contacts.all(TODAY).stream()
                .filter(contact -> contact.email().equals(HEAD))
                .findFirst()
                .orElseThrow();
    }

    private String path() {
        return "/staff/contacts/" + head().id();
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }
}
