package kz.ikomek.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Files over the web: who adds and sees which, and how they are handed out. */
@IntegrationTest
class AttachmentsApiTest {

    private static final String EXECUTOR = "executor-water-sewerage";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    WebApplicationContext context;

    @Autowired
    FilterRegistrationBean<HeaderWriterFilter> headers;

    private MockMvc web;
    private AppealNumber number;

    @BeforeEach
    void anAppeal() {
        centre.itIs("2026-11-16T10:00");
        web = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(headers.getFilter())
                .apply(springSecurity())
                .build();
        number = centre.registered("sewerage");
    }

    @Test
    void theAnswerOffersThePlaceAndNamesWhatWasRefused() throws Exception {
        send("operator", "REGISTERING", picture("IMG_1.jpg"), file("C:\\fakepath\\б.heic", SampleFiles.heic()))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.attached[0].name").value("IMG_1.jpg"))
                .andExpect(jsonPath("$.attached[0].title").value("Тұрғыннан"))
                .andExpect(jsonPath("$.attached[0].about").value(containsString("16.11.2026 10:00")))
                .andExpect(jsonPath("$.attached[0].place.latitude").value(SampleFiles.LATITUDE))
                .andExpect(jsonPath("$.attached[0].place.longitude").value(SampleFiles.LONGITUDE))
                .andExpect(jsonPath("$.attached[0].place.text").value("42.31575, 69.58690"))
                .andExpect(jsonPath("$.attached[0].place.link").value(containsString("mlat=42.31575&mlon=69.58690")))
                .andExpect(jsonPath("$.refused[0].name").value("б.heic"))
                .andExpect(jsonPath("$.refused[0].reason").value(startsWith("HEIC суреті ашылмайды.")));
    }

    @Test
    void whenNothingIsKeptTheAnswerSaysSo() throws Exception {
        for (var told : Map.of("kk", "Файл бос.", "ru", "Файл пуст.", "en", "The file is empty.")
                .entrySet()) {
            var session = login("operator");
            web.perform(get("/staff?language=" + told.getKey()).session(session));
            web.perform(multipart(path())
                            .file(file("x.jpg", new byte[0]))
                            .param("kind", "REGISTERING")
                            .param("language", told.getKey())
                            .session(session)
                            .with(csrf())
                            .accept(MediaType.APPLICATION_JSON))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(jsonPath("$.attached").isEmpty())
                    .andExpect(jsonPath("$.refused[0].reason").value(startsWith(told.getValue())));
        }
        send("operator", "REGISTERING", file("", new byte[0]))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.field").value("file"));
    }

    @Test
    void eachAddsWhatBelongsToTheOwnStepOnly() throws Exception {
        send("operator", "AFTER", picture("x.jpg"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("attachments.not-now"));
        send(EXECUTOR, "AFTER", picture("x.jpg")).andExpect(status().isNotFound());
        send("head-water-sewerage", "AFTER", picture("x.jpg")).andExpect(status().isNotFound());

        centre.routes(number, "water-sewerage");
        send(EXECUTOR, "BEFORE", picture("before.jpg")).andExpect(status().isCreated());
        send(EXECUTOR, "AFTER", picture("after.jpg"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.attached[0].about").value(containsString("Сумен жабдықтау")));
        send(EXECUTOR, "CONTROL", picture("x.jpg")).andExpect(status().isUnprocessableEntity());
        send("executor-health", "AFTER", picture("x.jpg")).andExpect(status().isNotFound());
        send("head-water-sewerage", "AFTER", picture("x.jpg")).andExpect(status().isUnprocessableEntity());

        centre.solves("water-sewerage", number);
        send(EXECUTOR, "AFTER", picture("late.jpg")).andExpect(status().isNotFound());
        send("controller", "CONTROL", picture("seen.jpg")).andExpect(status().isCreated());
        send("operator", "NONSENSE", picture("x.jpg")).andExpect(status().isBadRequest());
    }

    @Test
    void theListOffersTheKindsOfTheStepWithTheLikelyOneFirstChosen() throws Exception {
        list("operator")
                .andExpect(jsonPath("$.upload.kinds[*].value").value(contains("REGISTERING", "DOCUMENT")))
                .andExpect(jsonPath("$.upload.kinds[0].likely").value(true))
                .andExpect(jsonPath("$.upload.most").value(10))
                .andExpect(jsonPath("$.upload.hint").value(containsString("10 МБ")))
                .andExpect(jsonPath("$.words.title").value("Суреттер мен құжаттар"))
                .andExpect(header().string("Cache-Control", "no-store"));
        centre.routes(number, "water-sewerage");
        list(EXECUTOR)
                .andExpect(jsonPath("$.upload.kinds[*].value").value(contains("BEFORE", "AFTER", "DOCUMENT")))
                .andExpect(jsonPath("$.upload.kinds[1].likely").value(true));
        list("head-water-sewerage").andExpect(jsonPath("$.upload").isEmpty());
        list("executor-health").andExpect(status().isNotFound());
        list("owner").andExpect(status().isNotFound());
    }

    @Test
    void filesAreHandedOutToThoseWhoMaySeeThemAndInNoWayThatRunsThem() throws Exception {
        centre.routes(number, "water-sewerage");
        String picture = sent(send(EXECUTOR, "AFTER", picture("Тәуке хан.jpg")));
        String pdf = sent(send(EXECUTOR, "DOCUMENT", file("акт.pdf", SampleFiles.pdf())));
        for (String reader : List.of("operator", "controller", EXECUTOR, "head-water-sewerage")) {
            var session = login(reader);
            web.perform(get(picture).session(session))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType(MediaType.IMAGE_JPEG))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                    .andExpect(header().string("Cache-Control", "no-store, private"))
                    .andExpect(header().string("Content-Security-Policy", containsString("default-src 'none'")))
                    .andExpect(header().string(
                                    "Content-Disposition",
                                    allOf(startsWith("inline;"), containsString("filename*=UTF-8''%D0%A2"))));
            web.perform(get(picture + "/thumbnail").session(session))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType(MediaType.IMAGE_JPEG))
                    .andExpect(header().string("Cache-Control", "no-store, private"));
            web.perform(get(pdf).session(session))
                    .andExpect(content().contentType(MediaType.APPLICATION_PDF))
                    .andExpect(header().string("Content-Disposition", startsWith("attachment;")));
            web.perform(get(pdf + "/thumbnail").session(session)).andExpect(status().isNotFound());
        }
        for (String stranger : List.of("executor-health", "head-health", "pharmacist1", "owner", "admin")) {
            var session = login(stranger);
            for (String path : List.of(picture, picture + "/thumbnail", pdf)) {
                web.perform(get(path).session(session)).andExpect(status().isNotFound());
            }
        }
        var other = centre.registered("sewerage");
        web.perform(get(picture.replace(number.value(), other.value())).session(login("operator")))
                .andExpect(status().isNotFound());
        web.perform(get(path() + "/not-an-id").session(login("operator"))).andExpect(status().isBadRequest());

        centre.solves("water-sewerage", number);
        web.perform(get(picture).session(login(EXECUTOR))).andExpect(status().isNotFound());
    }

    @Test
    void thePageShowsBeforeAndAfterAndTakesFilesWithoutAnyScript() throws Exception {
        centre.routes(number, "water-sewerage");
        var session = login(EXECUTOR);
        web.perform(form(session, "BEFORE", picture("бұрын.jpg"))).andExpect(redirectedUrl(page() + "#attachments"));
        web.perform(form(session, "AFTER", picture("кейін.jpg"), file("x.heic", SampleFiles.heic())))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Қабылданбаған файлдар"),
                                containsString("x.heic"),
                                containsString("HEIC суреті ашылмайды"),
                                containsString("кейін.jpg"))));
        web.perform(get(page()).session(session))
                .andExpect(content()
                        .string(allOf(
                                containsString("Жұмысқа дейін"),
                                containsString("Жұмыстан кейін"),
                                containsString("бұрын.jpg"),
                                containsString("/thumbnail\""),
                                containsString("42.31575, 69.58690"),
                                containsString("Файл тіркелді"),
                                containsString("Жұмыстан кейін: кейін.jpg"),
                                not(containsString("AFTER: ")))));
        web.perform(get(page()).session(login("head-water-sewerage")))
                .andExpect(content()
                        .string(allOf(containsString("бұрын.jpg"), not(containsString("multipart/form-data")))));
        web.perform(form(session, "AFTER", file("", new byte[0])))
                .andExpect(content().string(containsString("«Файл» өрісін толтырыңыз.")));
    }

    @Test
    void withoutTheTokenOrALoginNothingIsTaken() throws Exception {
        web.perform(multipart(path())
                        .file(picture("x.jpg"))
                        .param("kind", "REGISTERING")
                        .session(login("operator"))
                        .accept(MediaType.APPLICATION_JSON))
                .andExpect(status().isForbidden());
        web.perform(multipart(path())
                        .file(picture("x.jpg"))
                        .param("kind", "REGISTERING")
                        .with(csrf())
                        .accept(MediaType.APPLICATION_JSON))
                .andExpect(status().isUnauthorized());
        list("operator").andExpect(jsonPath("$.files").isEmpty());
    }

    @Test
    void aScriptUploadsOverTheRealServerALongKazakhName() {
        var operator = StaffClient.session(port, "operator");
        var sheet = operator.getAbsolute(path()).json();
        String name = "ұ".repeat(250) + ".jpg";
        var token = sheet.at("/upload/token");
        var answer = operator.upload(
                path(),
                Map.of("kind", "REGISTERING"),
                Map.of(name, SampleFiles.jpeg(40, 30)),
                Map.of(token.get("header").asText(), token.get("value").asText()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/attached/0/name").asText())
                .startsWith("ұұұ")
                .endsWith(".jpg");

        var nobody = StaffClient.stranger(port)
                .upload(path(), Map.of("kind", "REGISTERING"), Map.of("x.jpg", new byte[100_000]), Map.of());
        assertThat(nobody.status()).isEqualTo(401);
    }

    private ResultActions list(String reader) throws Exception {
        return web.perform(get(path()).session(login(reader)).accept(MediaType.APPLICATION_JSON));
    }

    private ResultActions send(String sender, String kind, MockMultipartFile... files) throws Exception {
        var request = multipart(path());
        for (MockMultipartFile file : files) {
            request.file(file);
        }
        return web.perform(
                request.param("kind", kind).session(login(sender)).with(csrf()).accept(MediaType.APPLICATION_JSON));
    }

    private RequestBuilder form(MockHttpSession session, String kind, MockMultipartFile... files) {
        var request = multipart(path());
        for (MockMultipartFile file : files) {
            request.file(file);
        }
        return request.param("kind", kind).session(session).with(csrf()).accept(MediaType.TEXT_HTML);
    }

    private static String sent(ResultActions answer) throws Exception {
        return JsonPath.read(
                answer.andExpect(status().isCreated()).andReturn().getResponse().getContentAsString(),
                "$.attached[0].path");
    }

    private static MockMultipartFile picture(String name) {
        return file(name, SampleFiles.photo(60, 40, 1));
    }

    private static MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("files", name, "application/octet-stream", content);
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }

    private String page() {
        return "/staff/appeals/" + number.value();
    }

    private String path() {
        return page() + "/attachments";
    }
}
