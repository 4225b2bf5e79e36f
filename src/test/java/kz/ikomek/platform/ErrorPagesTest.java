package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import javax.sql.DataSource;
import kz.ikomek.shared.FailureAnswer;
import kz.ikomek.shared.Sentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What people and programs read when something goes wrong: our layers alone at a real server, without a database. */
@SpringBootTest(
        classes = ErrorPagesTest.Server.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.port=0", "ikomek.tls=false"})
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesTest {

    @LocalServerPort
    int port;

    private final HttpClient browser = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | kk | Сұраныс түсініксіз | Деректерді тексеріп, қайта жіберіңіз.
            400 | ru | Запрос непонятен | Проверьте данные и отправьте ещё раз.
            400 | en | The request is not understood | Check what you entered and send it again.
            403 | kk | Бұған рұқсатыңыз жоқ | Бұл бет сіздің міндетіңізге кірмейді.
            403 | ru | Нет доступа | Эта страница не относится к вашим обязанностям.
            403 | en | You have no access | This page is not part of your duties.
            404 | kk | Мұндай бет жоқ | Мекенжайды тексеріңіз немесе басты бетке оралыңыз.
            404 | ru | Такой страницы нет | Проверьте адрес или вернитесь на главную.
            404 | en | There is no such page | Check the address or go back to the start.
            401 | kk | Алдымен жүйеге кіріңіз | Бұл бет жүйеге кіргендерге ғана ашылады.
            401 | ru | Сначала войдите в систему | Эта страница открывается только после входа.
            401 | en | Log in first | This page opens only to those who are logged in.
            405 | kk | Бұл мекенжай мұндай сұранысты қабылдамайды | Бетке оралып, ондағы түймелерді пайдаланыңыз.
            405 | ru | Этот адрес не принимает такой запрос | Вернитесь на страницу и воспользуйтесь её кнопками.
            405 | en | This address does not take such a request | Go back to the page and use its buttons.
            413 | kk | Жіберілген деректер тым көп | Бір жолы азырақ немесе кішірек файлдар жіберіңіз.
            413 | ru | Отправлено слишком много данных | Отправьте меньше за один раз или файлы поменьше.
            413 | en | What was sent is too large | Send less at once, or smaller files.
            415 | kk | Сервер деректердің бұл түрін қабылдамайды | Оларды бет ұсынған түрде жіберіңіз.
            415 | ru | Сервер не принимает данные такого вида | Отправьте их в том виде, который предлагает страница.
            415 | en | The server does not take this kind of data | Send it in a form that the page offers.
            500 | kk | Бізден қате кетті | қайталанса, әкімшіге уақытын айтыңыз: 20
            500 | ru | Ошибка на нашей стороне | сообщите администратору время: 20
            500 | en | Something went wrong on our side | tell the administrator the time: 20
            503 | kk | Деректер қоры уақытша қолжетімсіз | Бір минуттан кейін қайталаңыз; қайталанса, әкімшіге уақытын айтыңыз: 20
            503 | ru | База данных временно недоступна | Повторите через минуту; если не поможет, сообщите администратору время: 20
            503 | en | The database cannot be reached just now | Try again in a minute; if it does not help, tell the administrator the time: 20
            """)
    void aPersonReadsWhatHappenedAndWhatToDo(int status, String language, String heading, String sentence)
            throws Exception {
        var page = get("/pages/" + status, "text/html", language);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body())
                .contains("lang=\"" + language + "\"", "<h2>" + heading + "</h2>", sentence)
                .doesNotContain("Айгүл", "Exception");
        assertThat(page.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kk | Деректер қоры уақытша қолжетімсіз. Енгізгеніңіз сақталмаған болуы мүмкін: бетті жаппай, бір минуттан кейін қайталаңыз.
            ru | База данных временно недоступна. Введённое могло не сохраниться: не закрывайте страницу и повторите через минуту.
            en | The database cannot be reached just now. What you entered may not have been saved: keep the page open and try again in a minute.
            """)
    void aProgramIsToldThatTheDatabaseCannotBeReached(String language, String sentence) throws Exception {
        for (String path : new String[] {"/api/503", "/api/transaction"}) {
            var answer = get(path, "application/json", language);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            var problem = new ObjectMapper().readTree(answer.body());
            assertThat(problem.path("status").asInt()).isEqualTo(503);
            assertThat(problem.path("detail").asText()).isEqualTo(sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 415, 429, 500})
    void aProgramIsToldInTheSameWordsAndNothingOfTheInside(int status) throws Exception {
        for (String language : List.of("kk", "ru", "en")) {
            String heading = ResourceBundle.getBundle("messages.errors", Locale.forLanguageTag(language))
                    .getString("error." + status + ".heading");
            for (var answer : List.of(
                    get("/pages/" + status, "application/json", language),
                    get("/api/fail/" + status, "application/json", language),
                    get("/api/fail/" + status, "text/html", language))) {
                assertThat(answer.statusCode()).isEqualTo(status);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("application/problem+json");
                assertThat(new ObjectMapper()
                                .readTree(answer.body())
                                .path("detail")
                                .asText())
                        .isEqualTo(heading);
                assertThat(answer.body()).doesNotContain("Айгүл", "Exception", "kz.ikomek", "Tomcat", "timestamp");
                assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
            }
        }
    }

    @Test
    void everyOtherFailureOfTheDatabaseIsAFailureOfOurs() throws Exception {
        var answer = get("/api/500", "application/json", "en");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Something went wrong on our side").doesNotContain("Айгүл");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pages/503", "/api/503", "/api/transaction"})
    void theLogSaysItOnceAndNothingOfPeople(String path, CapturedOutput output) throws Exception {
        get(path + "?phone=87011234567", "*/*", "kk");
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
                .singleElement()
                .asString()
                .endsWith("The database cannot be reached or has no room: GET " + path + " is answered with 503");
        assertThat(output.getAll()).doesNotContain("Айгүл", "8701", "\tat ");
    }

    private HttpResponse<String> get(String path, String accept, String language)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept", accept)
                        .header("Cookie", "language=" + language)
                        .build(),
                BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        ThymeleafAutoConfiguration.class
    })
    @Import({
        Languages.class,
        Sentences.class,
        ProblemDetails.class,
        DatabaseOutage.class,
        ErrorAnswers.class,
        FailureAnswer.class,
        Headers.class,
        Pages.class,
        Interface.class
    })
    static class Server {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** As PostgreSQL's driver says it, with a message that must reach nobody. */
        @Bean
        DataSource refusing() {
            return new AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    throw new SQLException("Connection refused, asked for by Айгүл", "08001");
                }

                @Override
                public Connection getConnection(String username, String password) throws SQLException {
                    return getConnection();
                }
            };
        }
    }

    @Controller
    static class Pages {

        private final JdbcClient jdbc;

        Pages(DataSource database) {
            jdbc = JdbcClient.create(database);
        }

        @GetMapping("/pages/{status}")
        String page(@PathVariable int status) {
            if (status == 503) {
                jdbc.sql("SELECT 1").query(Integer.class).single();
            }
            throw status == 500
                    ? new IllegalStateException("Айгүл")
                    : new ResponseStatusException(HttpStatus.valueOf(status));
        }
    }

    @RestController
    static class Interface {

        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        Interface(DataSource database) {
            jdbc = JdbcClient.create(database);
            transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        }

        @GetMapping("/api/503")
        int read() {
            return jdbc.sql("SELECT 1").query(Integer.class).single();
        }

        @GetMapping("/api/transaction")
        void write() {
            transaction.executeWithoutResult(running -> {});
        }

        @GetMapping("/api/fail/{status}")
        void fail(@PathVariable int status) {
            throw status == 500
                    ? new IllegalStateException("Айгүл")
                    : new ResponseStatusException(HttpStatus.valueOf(status), "Айгүл");
        }

        @GetMapping("/api/500")
        void broken() throws SQLException {
            throw new SQLException("duplicate key: Айгүл", "23505");
        }
    }
}
