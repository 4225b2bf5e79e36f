package kz.ikomek.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.ikomek.testing.CityProvider;
import kz.ikomek.testing.Cookies;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StartedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The profile {@code oidc} against a real authorization server, in a browser: log in there, work in Tasklist here, log
 * out of both. The application is a process of its own, behind TLS as far as its cookies know.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("processes")
class CityLoginTest {

    @TempDir
    static Path folder;

    @Test
    void peopleLogInAtTheCitysLoginAndWorkWithTheGroupsThatItNames() throws Exception {
        int port = freePort();
        try (var city = new CityProvider(port);
                var product = new StartedProcess(settings(city, port));
                var chromium = new Chromium()) {
            product.awaitReady();

            try (var desk = new Desk(chromium.browser(), port)) {
                Page page = desk.page;
                entersTasklist(page, city, port, "saule");
                assertThat(page.locator(".account .dropdown-toggle")).containsText("Сәуле Әміржанқызы");
                assertThat(page.locator(".start-process-action a")).isVisible();

                desk.leaves();
                page.waitForURL("**/login?logout");
                assertThat(page.locator("[role=status]")).isVisible();
                page.click("a.button");
                assertThat(page.locator("#username")).isVisible();
                assertThat(URI.create(page.url()).getPort())
                        .as("out of the provider too: it asks again")
                        .isEqualTo(city.port());
            }
            try (var desk = new Desk(chromium.browser(), port)) {
                entersTasklist(desk.page, city, port, "daniyar");
                assertThat(desk.page.locator(".start-process-action a")).isHidden();
            }
            try (var desk = new Desk(chromium.browser(), port)) {
                Page page = desk.page;
                page.navigate("http://localhost:" + port + "/staff/accounts");
                page.click("a.button");
                identifies(page, "bekzat");
                page.waitForURL("**/staff/accounts*");
                assertThat(account(page, "saule")).containsText("Операторлар");
                assertThat(account(page, "daniyar")).containsText("енсаулық сақтау");
                assertThat(account(page, "saule").locator("button")).hasCount(0);
            }
            try (var desk = new Desk(chromium.browser(), port)) {
                Page page = desk.page;
                page.navigate("http://localhost:" + port + "/login?language=kk");
                page.click("a.button");
                identifies(page, "guest");
                assertThat(page.locator("[role=alert]")).containsText("мұнда міндетіңіз жоқ");
            }

            noPasswordOfOursCounts(port);
            cookiesTravelByTlsOnly(port);
        }
    }

    private static void noPasswordOfOursCounts(int port) {
        assertThat(StaffClient.basic(port, "operator").get("/task/count").status())
                .isEqualTo(401);
        assertThat(StaffClient.stranger(port).page("/login").body()).doesNotContain("type=\"password\"");
    }

    private static void cookiesTravelByTlsOnly(int port) throws IOException, InterruptedException {
        var cookies = Cookies.of(port, null);
        assertThat(cookies).isNotEmpty();
        assertThat(cookies.values())
                .allSatisfy(
                        header -> assertThat(header.toLowerCase(Locale.ROOT)).contains("; secure"));
    }

    private static void entersTasklist(Page page, CityProvider city, int port, String userId) {
        page.navigate("http://localhost:" + port + "/login?language=kk");
        page.click("a.button");
        page.waitForURL(url -> URI.create(url).getPort() == city.port());
        identifies(page, userId);
        page.waitForURL("**/camunda/app/tasklist/default/**");
        page.locator(".account .dropdown-toggle").waitFor();
    }

    private static void identifies(Page page, String userId) {
        page.fill("#username", userId);
        page.fill("#password", CityProvider.PASSWORD);
        page.click("button[type=submit]");
    }

    private static Locator account(Page page, String userId) {
        return page.locator(".accounts li")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("strong", new Page.LocatorOptions().setHasText(userId))));
    }

    private static String[] settings(CityProvider city, int port) {
        var settings = new ArrayList<>(List.of(city.settings()));
        settings.add("--server.port=" + port);
        settings.add("--ikomek.tls=true");
        settings.add("--ikomek.data-directory=" + folder.resolve("data"));
        return settings.toArray(String[]::new);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
