package kz.ikomek.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.directory.DirectorySearch;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The directory as an operator, its owners and everybody else meet it. */
@IntegrationTest
class DirectoryPageTest {

    private static final String PAGE = "/desk/directory";
    private static final String DUTY = "duty@health.example";
    private static final Pattern NUMBER = Pattern.compile("/staff/appeals/(\\d{8})\"");

    @Autowired
    DeskScripts scripts;

    @Autowired
    Centre centre;

    @Autowired
    DirectorySearch search;

    @Autowired
    Mailbox mailbox;

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
        centre.itIs("2026-11-24T10:00");
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("DELETE FROM directory.wrong_report").update();
        jdbc.sql("DELETE FROM directory.import_file").update();
        jdbc.sql("DELETE FROM directory.entry WHERE external_id LIKE 'test-%'").update();
    }

    @Test
    void theHitsAreAFragmentThatSaysWhatIsReadOut() throws Exception {
        web.perform(get(PAGE + "/hits").param("text", "3 емхана").session(login("operator")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                startsWith("<div id=\"directory-hits\""),
                                containsString("№3 қалалық емхана"),
                                containsString("Городская поликлиника №3"),
                                containsString("Рысқұлов көшесі, 33"),
                                containsString("Дс–Жм 08:00–20:00; Сб 09:00–14:00"),
                                containsString("Қазір ашық"),
                                containsString(">демо</span>"),
                                containsString("Тексерілген күні: 16.11.2026"),
                                containsString("Жауапты: Денсаулық сақтау басқармасы"),
                                containsString("Ctrl + Enter"))));
        web.perform(get(PAGE + "/hits").param("text", "щшқғъ ыюыюы").session(login("operator")))
                .andExpect(content().string(containsString("«щшқғъ ыюыюы» бойынша ештеңе табылмады.")));
    }

    @Test
    void thePageBringsItsScriptsFromOurOwnOriginAndNoneInline() throws Exception {
        var session = login("operator");
        web.perform(get(PAGE)
                        .param("phone", "8 701 123 45 67")
                        .param("name", "Айгүл")
                        .session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("src=\"" + scripts.htmx() + "\""),
                                containsString("value=\"8 701 123 45 67\""),
                                containsString("value=\"Айгүл\""),
                                not(containsString("<style")),
                                not(containsString("style=")),
                                not(containsString("onclick")))));
        web.perform(get(scripts.htmx()).session(session)).andExpect(status().isOk());
        web.perform(get("/directory.js").session(session)).andExpect(status().isOk());
    }

    @Test
    void whatWasReadOutIsAnAnsweredEnquiry() throws Exception {
        String answer = web.perform(answered("8 701 123 45 67", "Айгүл Серікқызы", true)
                        .param("text", "парацитамол")
                        .session(login("operator")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains("Тіркелді. Өтініш нөмірі:").doesNotContain("<html");
        AppealView appeal = appeal(answer);
        assertThat(appeal.state()).isEqualTo(AppealState.CLOSED);
        assertThat(appeal.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(appeal.category().value()).isEqualTo("reference");
        assertThat(appeal.words()).isEqualTo("Анықтама сұрады: парацитамол");
        assertThat(kept(appeal, "answer"))
                .startsWith("Парацетамол 500 мг, 20 таблетка\n– «")
                .contains("₸");
        assertThat(kept(appeal, "phone")).isEqualTo("+77011234567");
        assertThat(kept(appeal, "resident_name")).isEqualTo("Айгүл Серікқызы");
    }

    @Test
    void withoutAnythingKnownOfTheCallerItIsAnonymousAndANameAloneAsksForThePhone() throws Exception {
        String page = web.perform(answered("", "", false).session(login("operator")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("<html");
        assertThat(appeal(page).words()).isEqualTo("Анықтама сұрады: Парацетамол 500 мг, 20 таблетка");

        long before = appeals();
        web.perform(answered("", "Айгүл", false).session(login("operator")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(allOf(containsString("«Телефон»"), containsString("value=\"Айгүл\""))));
        web.perform(answered("12", "", true).session(login("operator")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("«Телефон»")));
        assertThat(appeals()).isEqualTo(before);
    }

    @Test
    void everybodyReadsOnlyTheDeskAnswersAndStrangersAreSentToTheLogin() throws Exception {
        web.perform(get(PAGE).accept(MediaType.TEXT_HTML)).andExpect(status().is3xxRedirection());
        for (String other : new String[] {"inspector", "controller", "executor-gas", "owner", "admin"}) {
            var session = login(other);
            web.perform(get(PAGE + "/hits").param("text", "емхана").session(session))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(containsString("№3 қалалық емхана"), not(containsString("/answered")))));
            web.perform(answered("", "", true).session(session)).andExpect(status().isForbidden());
        }
        web.perform(wrong(clinic(), "қате").session(login("owner"))).andExpect(status().isForbidden());
        var operator = login("operator");
        web.perform(get(PAGE + "/" + clinic()).session(operator)).andExpect(status().isForbidden());
        web.perform(get(PAGE + "/import").session(operator)).andExpect(status().isForbidden());
        web.perform(get(PAGE + "/reports").session(login("inspector"))).andExpect(status().isForbidden());
        web.perform(get(PAGE + "/new").session(login("inspector"))).andExpect(status().isForbidden());
        web.perform(get(PAGE + "/999999").session(login("supervisor"))).andExpect(status().isNotFound());
    }

    @Test
    void whatIsWrongGoesToTheOwnerOnceByMailAndOntoTheListUntilItIsSettled() throws Exception {
        int mails = mailbox.to(DUTY).size();
        var operator = login("operator");
        web.perform(wrong(clinic(), " ").session(operator))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("«Не қате?» өрісін толтырыңыз.")));
        web.perform(wrong(clinic(), "Телефоны өзгерген").session(operator))
                .andExpect(content().string(containsString("Рахмет.")));
        web.perform(wrong(clinic(), "Мекенжайы да өзгерген").session(operator)).andExpect(status().isOk());

        assertThat(mailbox.to(DUTY).subList(mails, mailbox.to(DUTY).size()))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.subject()).isEqualTo("Проверьте запись справочника: Городская поликлиника №3");
                    assertThat(mail.text())
                            .contains(
                                    "https://109.example/desk/directory/reports", "Дата последней проверки: 16.11.2026")
                            .doesNotContain("өзгерген");
                });

        web.perform(get(PAGE + "/hits").param("text", "3 емхана").session(operator))
                .andExpect(content().string(containsString("Қате деген белгі бар: 2")));
        var stranger = login("head-water-sewerage");
        web.perform(get(PAGE + "/reports").session(stranger))
                .andExpect(content().string(not(containsString("өзгерген"))));
        var executor = login("executor-health");
        web.perform(get(PAGE + "/reports").session(executor))
                .andExpect(content()
                        .string(allOf(containsString("Телефоны өзгерген"), containsString("Мекенжайы да өзгерген"))));
        long report = jdbc.sql("SELECT min(id) FROM directory.wrong_report")
                .query(Long.class)
                .single();
        web.perform(settle(report, "").session(executor))
                .andExpect(content().string(containsString("«Не істелді?» өрісін толтырыңыз.")));
        web.perform(settle(report, "иә").session(stranger)).andExpect(status().isForbidden());
        web.perform(settle(report, "Түзетілді").session(executor)).andExpect(redirectedUrl(PAGE + "/reports"));
        web.perform(settle(report, "Түзетілді").session(executor))
                .andExpect(content().string(containsString("Мұны басқа біреу шешіп қойған.")));
        web.perform(get(PAGE + "/reports").session(login("supervisor")))
                .andExpect(content()
                        .string(allOf(
                                not(containsString("Телефоны өзгерген")), containsString("Мекенжайы да өзгерген"))));
    }

    @Test
    void aMailOfTheNightLeavesInTheMorning() throws Exception {
        centre.itIs("2026-11-24T23:00");
        int mails = mailbox.to(DUTY).size();
        web.perform(wrong(clinic(), "Телефоны өзгерген").session(login("operator")))
                .andExpect(status().isOk());
        assertThat(mailbox.to(DUTY)).hasSize(mails);
        centre.itIs("2026-11-25T08:01");
        assertThat(mailbox.to(DUTY)).hasSize(mails + 1);
    }

    @Test
    void anAgencyEditsItsOwnEntriesAndGivesThemToNobodyElse() throws Exception {
        var executor = login("executor-health");
        web.perform(entry("/new", "health").session(executor)).andExpect(header().string("Location", startsWith(PAGE)));
        long id = id("test-1");
        web.perform(get(PAGE + "/" + id).session(executor))
                .andExpect(content().string(containsString("value=\"Жаңа емхана\"")));
        web.perform(get(PAGE + "/" + id).session(login("executor-gas"))).andExpect(status().isForbidden());
        web.perform(entry("/" + id, "health")
                        .param("version", "1")
                        .param("addressKk", "Абай көшесі, 1")
                        .session(executor))
                .andExpect(redirectedUrl(PAGE + "/" + id));
        assertThat(search.find("жана емхана абай", 1))
                .singleElement()
                .satisfies(hit -> assertThat(hit.entry().version()).isEqualTo(2));
        web.perform(entry("/" + id, "gas").param("version", "2").session(executor))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("«Жауапты»: бұл жазбаға басқа мекеме жауап береді"),
                                containsString("value=\"Жаңа емхана\""))));
        web.perform(entry("/new", "gas").session(executor))
                .andExpect(content().string(containsString("«Жауапты»: бұл жазбаға басқа мекеме жауап береді")));
    }

    @Test
    void whoWasSlowerIsToldAndLosesNothing() throws Exception {
        var supervisor = login("supervisor");
        web.perform(entry("/new", "health").session(supervisor)).andExpect(status().is3xxRedirection());
        web.perform(entry("/new", "health").session(supervisor))
                .andExpect(content().string(containsString("«Сыртқы коды»: test-1 басқа жазбада бар.")));
        long id = id("test-1");
        web.perform(entry("/" + id, "health").param("version", "1").session(supervisor))
                .andExpect(status().is3xxRedirection());
        web.perform(entry("/" + id, "health")
                        .param("version", "1")
                        .param("noteKk", "Кеш жазылған")
                        .session(supervisor))
                .andExpect(status().isConflict())
                .andExpect(content()
                        .string(allOf(
                                containsString("Бұл жазбаны сіз ашқаннан кейін басқа біреу өзгертті."),
                                containsString("Кеш жазылған"),
                                containsString("name=\"version\" value=\"2\""))));
    }

    @Test
    void badInputNamesTheFieldAndWhatWasTypedStays() throws Exception {
        web.perform(post(PAGE + "/new")
                        .param("externalId", "test-2")
                        .param("kind", "health")
                        .param("nameKk", "Жаңа емхана")
                        .param("nameRu", "Новая поликлиника")
                        .param("owner", "health")
                        .param("checkedOn", "2026-11-24")
                        .param("hours", "тоғыздан алтыға дейін")
                        .with(csrf())
                        .session(login("supervisor")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("«Жұмыс уақыты» өрісін мынадай түрде жазыңыз"),
                                containsString("value=\"тоғыздан алтыға дейін\""),
                                containsString("aria-invalid=\"true\""))));
    }

    @Test
    void aFileIsShownBeforeItIsTaken() throws Exception {
        var supervisor = login("supervisor");
        web.perform(file("external_id,kind,name_kk,name_ru,owner,checked_on\n"
                                + "test-3,health,Файлдан келген емхана,Поликлиника из файла,health,2026-11-24\n"
                                + "test-4,ghost,А,Б,health,2026-11-24\n")
                        .session(supervisor))
                .andExpect(redirectedUrl(PAGE + "/import"));
        web.perform(get(PAGE + "/import").session(supervisor))
                .andExpect(content()
                        .string(allOf(
                                containsString("Жаңа: 1 · өзгереді: 0 · өзгеріссіз: 0 · қабылданбайды: 1"),
                                containsString("<td>3</td><td>Түрі</td><td>«Түрі» өрісінде белгісіз түр: ghost.</td>"),
                                containsString("Файлдан келген емхана / Поликлиника из файла"))));
        web.perform(post(PAGE + "/import/confirm").with(csrf()).session(supervisor))
                .andExpect(redirectedUrl(PAGE + "/import"));
        assertThat(search.find("файлдан емхана", 1)).hasSize(1);

        web.perform(file("a,b\n1,2\n").session(supervisor))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("бірінші жолда мына бағандардың бәрі болуы керек")));
        var head = login("head-water-sewerage");
        web.perform(file("external_id,kind,name_kk,name_ru,owner,checked_on\n"
                                + "test-3,health,Басқа,Другое,water-sewerage,2026-11-24\n")
                        .session(head))
                .andExpect(redirectedUrl(PAGE + "/import"));
        web.perform(get(PAGE + "/import").session(head))
                .andExpect(content().string(containsString("«Жауапты»: бұл жазбаға басқа мекеме жауап береді")));
        web.perform(post(PAGE + "/import/cancel").with(csrf()).session(head))
                .andExpect(redirectedUrl(PAGE + "/import"));
    }

    private MockHttpServletRequestBuilder file(String text) {
        return multipart(PAGE + "/import")
                .file(new MockMultipartFile("file", "кесте.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                .with(csrf());
    }

    private MockHttpServletRequestBuilder entry(String path, String owner) {
        return post(PAGE + path)
                .param("externalId", "test-1")
                .param("kind", "health")
                .param("nameKk", "Жаңа емхана")
                .param("nameRu", "Новая поликлиника")
                .param("owner", owner)
                .param("checkedOn", "2026-11-24")
                .with(csrf());
    }

    private MockHttpServletRequestBuilder answered(String phone, String name, boolean htmx) {
        var request = post(PAGE + "/" + id("demo-medicine-1") + "/answered")
                .param("phone", phone)
                .param("name", name)
                .with(csrf());
        return htmx ? request.header("HX-Request", "true") : request;
    }

    private static MockHttpServletRequestBuilder wrong(long entry, String note) {
        return post(PAGE + "/" + entry + "/wrong")
                .param("wrong", note)
                .header("HX-Request", "true")
                .with(csrf());
    }

    private static MockHttpServletRequestBuilder settle(long report, String settlement) {
        return post(PAGE + "/reports/" + report + "/settle")
                .param("settlement", settlement)
                .with(csrf());
    }

    private AppealView appeal(String page) {
        var number = NUMBER.matcher(page);
        assertThat(number.find()).isTrue();
        return centre.appeal(new AppealNumber(number.group(1)));
    }

    private String kept(AppealView appeal, String column) {
        return jdbc.sql("SELECT " + column + " FROM appeals.appeal WHERE number = ?")
                .param(appeal.number().value())
                .query(String.class)
                .single();
    }

    private long appeals() {
        return jdbc.sql("SELECT count(*) FROM appeals.appeal").query(Long.class).single();
    }

    private long clinic() {
        return id("demo-clinic-3");
    }

    private long id(String externalId) {
        return jdbc.sql("SELECT id FROM directory.entry WHERE external_id = ?")
                .param(externalId)
                .query(Long.class)
                .single();
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }
}
