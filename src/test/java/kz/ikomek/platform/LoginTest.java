package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class LoginTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Centre centre;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void nobodyHasChosenALanguage() {
        jdbc.sql("DELETE FROM platform.chosen_language").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/", "/staff/appeals/1"})
    void aPersonWithoutLoginIsLedToTheLoginPage(String page) throws Exception {
        var answer = open(page);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/engine/engine/default/task", "/api/tasks/1/appeal", "/engine-rest/task"})
    void aProgramWithoutLoginIsTold(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void theEnginesRestInterfaceTakesBasicLoginAndNoSession() throws Exception {
        login("operator", "demo");
        assertThat(get("/engine-rest/task/count").statusCode()).isEqualTo(401);

        var basic = Base64.getEncoder().encodeToString("operator:demo".getBytes(StandardCharsets.UTF_8));
        var answer = browser.send(
                HttpRequest.newBuilder(uri("/engine-rest/task/count"))
                        .header("Authorization", "Basic " + basic)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void afterLoginTasklistOpens() throws Exception {
        var answer = login("operator", "demo");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(get("/").headers().firstValue("Location").orElseThrow()).endsWith("/camunda/app/tasklist/default/");
        assertThat(get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    }

    @Test
    void theLoginLeadsBackToThePageAskedForAndNotToWhatThePageAskedFor() throws Exception {
        assertThat(open("/staff/appeals").statusCode()).isEqualTo(302);
        assertThat(picture().statusCode()).isEqualTo(401);
        assertThat(get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(401);
        assertThat(login("operator", "demo").headers().firstValue("Location").orElseThrow())
                .contains("/staff/appeals");
    }

    /** As a browser follows it: Tasklist's icon, asked for while the login page opens, must not bring a token of its own. */
    @Test
    void aPictureAskedForBesideTheLoginPageLeavesItsTokenAlone() throws Exception {
        login("operator", "demo");
        post("/camunda/api/admin/auth/user/default/logout", "");

        String token = token(open("/login"));
        var picture = picture();
        assertThat(picture.statusCode()).isEqualTo(401);
        assertThat(picture.headers().allValues("Location")).isEmpty();
        assertThat(picture.headers().allValues("Set-Cookie")).isEmpty();

        assertThat(login("operator2", "demo", token).headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(URI.create(location)).hasPath("/"));
    }

    @Test
    void whatSomebodyChoseIsTheirsOnTheNextMachineToo() throws Exception {
        login("operator", "demo");
        get("/staff?language=ru");

        forgetTheMachine();
        get("/login?language=en");
        login("operator2", "demo");
        assertThat(language()).as("the machine's, until one chooses").isEqualTo("en");
        login("operator", "demo");
        assertThat(language()).as("whatever the colleague read in").isEqualTo("ru");
        assertThat(open("/staff").body()).contains("lang=\"ru\"");
    }

    @Test
    void aClickOnTheLoginPageCountsEvenAfterAWrongPassword() throws Exception {
        login("operator", "demo");
        get("/staff?language=ru");

        forgetTheMachine();
        String clicked = get("/login?language=en").body();
        assertThat(clicked).contains("type=\"hidden\" name=\"language\" value=\"en\"");
        String failed = post(
                        "/login", "language=en&username=operator&password=wrong&_csrf=" + encoded(token(get("/login"))))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(failed).endsWith("/login?error&language=en");
        assertThat(get("/login?error&language=en").body()).contains("value=\"en\"", "Wrong login or password.");
        centre.timePasses(Duration.ofMinutes(5)); // until then the engine lets nobody try again
        post("/login", "language=en&username=operator&password=demo&_csrf=" + encoded(token(get("/login"))));
        assertThat(language()).isEqualTo("en");

        forgetTheMachine();
        login("operator", "demo");
        assertThat(language()).isEqualTo("en");
    }

    @Test
    void aLanguageThatIsNotSpokenHereChangesNothing() throws Exception {
        login("operator", "demo");
        get("/staff?language=ru");
        get("/staff?language=fr");
        get("/staff?language=%00");
        assertThat(language()).isEqualTo("ru");
        assertThat(get("/login").body()).doesNotContain("name=\"language\"");
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Логин немесе құпиясөз қате.",
        "ru, Неверный логин или пароль.",
        "en, Wrong login or password.",
    })
    void aWrongPasswordIsToldInTheChosenLanguage(String language, String sentence) throws Exception {
        get("/login?language=" + language);
        var answer = login("head-employment", "wrong");

        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
        assertThat(get("/login?error").body()).contains(sentence).contains("lang=\"" + language + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Бұл бет сіздің міндетіңізге кірмейді.",
        "ru, Эта страница не относится к вашим обязанностям.",
        "en, This page is not part of your duties.",
    })
    void whatIsNotAllowedIsToldInTheChosenLanguage(String language, String sentence) throws Exception {
        get("/login?language=" + language);
        login("operator", "demo");
        var page = open("/camunda/app/cockpit/default/");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains(sentence).contains("lang=\"" + language + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Мұндай бет жоқ",
        "ru, Такой страницы нет",
        "en, There is no such page",
    })
    void whatIsNotThereIsToldInTheChosenLanguage(String language, String sentence) throws Exception {
        get("/login?language=" + language);
        login("operator", "demo");

        var page = open("/staff/appeals/99999999");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains(sentence).contains("lang=\"" + language + "\"");

        var problem = get("/api/tasks/nothing/appeal");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("\"detail\":\"" + sentence + "\"").contains("\"status\":404");
        assertThat(get("/api/tasks/cards").headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aLoginPageLeftOpenTooLongOpensAfresh() throws Exception {
        var answer = post("/login", "username=operator&password=demo&_csrf=stale");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @Test
    void tasklistsLogoutEndsTheSession() throws Exception {
        login("operator", "demo");
        assertThat(post("/camunda/api/admin/auth/user/default/logout", "").statusCode())
                .isEqualTo(204);
        assertThat(open("/").headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    private void forgetTheMachine() {
        cookies.getCookieStore().removeAll();
    }

    private String language() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("language"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> login(String userId, String password) throws IOException, InterruptedException {
        return login(userId, password, token(get("/login")));
    }

    private HttpResponse<String> login(String userId, String password, String token)
            throws IOException, InterruptedException {
        return post("/login", "username=" + userId + "&password=" + password + "&_csrf=" + encoded(token));
    }

    private static String token(HttpResponse<String> loginPage) {
        var token = TOKEN.matcher(loginPage.body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** As a browser opens a page. */
    private HttpResponse<String> open(String page) throws IOException, InterruptedException {
        return get(page, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8");
    }

    /** As a browser fetches the icon of Tasklist. */
    private HttpResponse<String> picture() throws IOException, InterruptedException {
        return get("/camunda/favicon.ico", "image/avif,image/webp,image/*,*/*;q=0.8");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(uri(path)).header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
