package kz.ikomek.intake.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.ikomek.deadlines.CalendarViews;
import kz.ikomek.deadlines.EditCalendar;
import kz.ikomek.deadlines.WorkingCalendars;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The calendar's pages over HTTP. Only far years are published, so that no other test's deadlines move. */
@IntegrationTest
class CalendarPageTest {

    private static final String PAGE = "/staff/calendar";
    private static final String DRAFT = "/staff/calendar/draft";
    private static final String IMPORT = "/staff/calendar/import";
    private static final String PUBLISH = "/staff/calendar/publish";

    @Autowired
    Centre centre;

    @Autowired
    WebApplicationContext context;

    @Autowired
    CalendarViews versions;

    @Autowired
    WorkingCalendars calendars;

    @Autowired
    EditCalendar edit;

    private MockMvc web;

    @BeforeEach
    void aTuesday() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-17T11:00");
        edit.discard(new Actor("admin"));
    }

    @AfterEach
    void noDraftIsLeft() {
        edit.discard(new Actor("admin"));
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Жұмыс күнтізбесі 2026, Наурыз мейрамы, ауыстырылған демалыс, Қараша, Күнтізбені өзгерту",
        "ru, Рабочий календарь 2026, Наурыз, перенесённый выходной, Ноябрь, Изменить календарь",
        "en, Working calendar 2026, Nauryz, moved day off, November, Edit the calendar"
    })
    void everybodyOfTheStaffReadsItInTheirLanguageAndOnlyAdministratorsAreOfferedToEdit(
            String language, String title, String holiday, String moved, String month, String editing)
            throws Exception {
        String url = PAGE + "?year=2026&language=" + language;
        for (String reader : List.of("operator", "executor-street-lighting", "head-health", "owner")) {
            web.perform(get(url).session(login(reader)))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    containsString(title),
                                    containsString(holiday),
                                    containsString(moved),
                                    containsString(month),
                                    containsString("title=\"" + moved + ": " + holiday + "\""),
                                    not(containsString(editing)))));
        }
        web.perform(get(url).session(login("admin"))).andExpect(content().string(containsString(editing)));
    }

    @Test
    void aStrangerIsLedToTheLogin() throws Exception {
        web.perform(get(PAGE).accept(MediaType.TEXT_HTML)).andExpect(redirectedUrlPattern("**/login"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "supervisor", "owner", "head-health"})
    void whoMayNotEditIsRefused(String stranger) throws Exception {
        var session = login(stranger);
        int before = versions.current().version();
        for (String page : List.of(DRAFT, IMPORT, PUBLISH)) {
            web.perform(get(page).session(session)).andExpect(status().isForbidden());
        }
        for (MockHttpServletRequestBuilder step : List.of(
                day("2051-01-01", "holiday", ""),
                post(DRAFT + "/remove").param("date", "2026-03-21"),
                post(DRAFT + "/week").param("monday", "09:00-18:00"),
                post(DRAFT + "/discard"),
                multipart(IMPORT).file(new MockMultipartFile("file", new byte[1])),
                post(IMPORT + "/confirm"),
                post(IMPORT + "/cancel"),
                post(PUBLISH).param("basedOn", Integer.toString(before)).param("note", "x"))) {
            web.perform(step.session(session).with(csrf())).andExpect(status().isForbidden());
        }
        assertThat(versions.current().version()).isEqualTo(before);
    }

    @Test
    void anAdministratorEntersADayLooksAtItAndPublishes() throws Exception {
        var session = login("admin");
        var date = LocalDate.of(2051, 1, 2);
        web.perform(day("2051-01-02", "short-day", "20:00").session(session).with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("02.01.2051 күні жұмыс 20:00 аяқтала алмайды"),
                                containsString("value=\"Сынақ\""),
                                containsString("value=\"20:00\""))));
        web.perform(day("2051-01-02", "holiday", "").session(session).with(csrf()))
                .andExpect(redirectedUrl(DRAFT + "?year=2051"));
        web.perform(get(PUBLISH).session(session))
                .andExpect(content().string(allOf(containsString("02.01.2051"), containsString("Сынақ"))));
        assertThat(calendars.current().worked(date)).isTrue();

        String basedOn = Integer.toString(versions.current().version());
        web.perform(post(PUBLISH)
                        .session(session)
                        .with(csrf())
                        .param("basedOn", basedOn)
                        .param("note", " "))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("«Ескертпе» өрісін толтырыңыз.")));
        web.perform(post(PUBLISH)
                        .session(session)
                        .with(csrf())
                        .param("basedOn", basedOn)
                        .param("note", "Үкімет қаулысы"))
                .andExpect(redirectedUrl(PAGE));

        assertThat(calendars.current().worked(date)).isFalse();
        web.perform(get(PAGE + "?year=2051").session(login("operator")))
                .andExpect(content().string(allOf(containsString("Сынақ"), containsString("Үкімет қаулысы"))));
        web.perform(get(PAGE + "?version=1&year=2026").session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("Бұл – ескі нұсқа"), containsString("Жүйемен бірге келген күнтізбе"))));
    }

    @Test
    void anEntryIsChangedInItsPlaceAndTakenOut() throws Exception {
        var session = login("admin");
        web.perform(get(DRAFT + "?year=2026&date=2026-03-21").session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"replaces\" value=\"2026-03-21\""),
                                containsString("value=\"Наурыз мейрамы\""))));
        web.perform(day("2026-03-21", "holiday", "").session(session).with(csrf()))
                .andExpect(content().string(containsString("21.03.2026 бұрын енгізілген")));
        web.perform(day("2026-03-21", "holiday", "")
                        .param("replaces", "2026-03-21")
                        .session(session)
                        .with(csrf()))
                .andExpect(redirectedUrl(DRAFT + "?year=2026"));
        web.perform(post(DRAFT + "/remove")
                        .param("date", "2026-03-21")
                        .session(session)
                        .with(csrf()))
                .andExpect(redirectedUrl(DRAFT + "?year=2026"));
        assertThat(edit.draft(new Actor("admin")).on(LocalDate.of(2026, 3, 21))).isEmpty();
        web.perform(post(DRAFT + "/discard").session(session).with(csrf())).andExpect(redirectedUrl(PAGE));
        assertThat(edit.draft(new Actor("admin")).on(LocalDate.of(2026, 3, 21))).isPresent();
    }

    @Test
    void hoursThatCannotBeReadComeAgainAsTyped() throws Exception {
        var session = login("admin");
        web.perform(post(DRAFT + "/week?language=ru")
                        .param("monday", "с девяти")
                        .param("workedFreeDay", "10:00-15:00")
                        .session(session)
                        .with(csrf()))
                .andExpect(content()
                        .string(allOf(
                                containsString("«Понедельник»: запишите часы в виде 09:00–13:00"),
                                containsString("value=\"с девяти\""))));
        web.perform(post(DRAFT + "/week")
                        .param("monday", "9:00-13:00, 14.00 – 18.00")
                        .param("workedFreeDay", "10:00-15:00")
                        .session(session)
                        .with(csrf()))
                .andExpect(redirectedUrl(DRAFT + "?year=2026"));
        assertThat(edit.draft(new Actor("admin")).week().keySet()).hasSize(1);
    }

    @Test
    void aFileIsLookedAtBeforeItIsTaken() throws Exception {
        var session = login("admin");
        web.perform(upload("Новый год".getBytes(Charset.forName("windows-1251")), "ru")
                        .session(session)
                        .with(csrf()))
                .andExpect(content().string(containsString("«Файл» не в кодировке UTF-8")));
        web.perform(upload(new byte[1024 * 1024 + 1], "en").session(session).with(csrf()))
                .andExpect(content().string(containsString("“File” is too large: at most 1 MB.")));
        String csv = """
                date,kind,name_en
                2052-01-01,holiday,New Year
                2052-01-02,feast,x
                """;
        web.perform(upload(csv.getBytes(StandardCharsets.UTF_8), "kk")
                        .session(session)
                        .with(csrf()))
                .andExpect(redirectedUrl(IMPORT));
        web.perform(get(IMPORT + "?language=kk").session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("Жаңа жыл"),
                                containsString("3-жол"),
                                containsString("белгісіз мән «feast»"))));
        web.perform(get(IMPORT + "?language=ru").session(session))
                .andExpect(content()
                        .string(allOf(containsString("строка 3"), containsString("неизвестное значение «feast»"))));
        assertThat(edit.draft(new Actor("admin")).on(LocalDate.of(2052, 1, 1))).isEmpty();
        web.perform(post(IMPORT + "/confirm").session(session).with(csrf())).andExpect(redirectedUrl(DRAFT));
        assertThat(edit.draft(new Actor("admin")).on(LocalDate.of(2052, 1, 1))).isPresent();
    }

    @Test
    void theDeadlinesThatWouldMoveAreShownAndMovedByChoice() throws Exception {
        try {
            centre.itIs("2053-01-01T11:00");
            var number = centre.registered("trade"); // five working days
            var session = login("admin");
            web.perform(day("2053-01-02", "holiday", "").session(session).with(csrf()))
                    .andExpect(redirectedUrl(DRAFT + "?year=2053"));
            web.perform(get(PUBLISH).session(session))
                    .andExpect(content()
                            .string(allOf(
                                    containsString(number.display()),
                                    containsString("08.01.2053 11:00"),
                                    containsString("09.01.2053 11:00"),
                                    containsString("жылжитын мерзімдер: 1"))));
            web.perform(post(PUBLISH)
                            .session(session)
                            .with(csrf())
                            .param(
                                    "basedOn",
                                    Integer.toString(versions.current().version()))
                            .param("move", "true")
                            .param("note", "x"))
                    .andExpect(redirectedUrl(PAGE));
            assertThat(centre.appeal(number).due()).isEqualTo(Instant.parse("2053-01-09T06:00:00Z"));
        } finally {
            centre.itIs("2026-11-17T11:00");
        }
    }

    @Test
    void aYearWithoutDataIsToldOnThePageInTheReadersLanguage() throws Exception {
        try {
            centre.itIs("2029-11-01T11:00");
            var session = login("operator");
            web.perform(get(PAGE + "?language=kk").session(session))
                    .andExpect(content().string(containsString("2029, 2030: мерекелер енгізілмеген")));
            web.perform(get(PAGE + "?language=ru").session(session))
                    .andExpect(content().string(containsString("2029, 2030: праздники не введены")));
        } finally {
            centre.itIs("2026-11-17T11:00");
        }
    }

    private static MockHttpServletRequestBuilder day(String date, String kind, String closes) {
        return post(DRAFT + "/day")
                .param("date", date)
                .param("kind", kind)
                .param("closes", closes)
                .param("nameKk", "Сынақ")
                .param("nameRu", "Проба")
                .param("nameEn", "Test");
    }

    private static MockHttpServletRequestBuilder upload(byte[] content, String language) {
        return multipart(IMPORT)
                .file(new MockMultipartFile("file", "days.csv", "text/csv", content))
                .param("language", language);
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }
}
