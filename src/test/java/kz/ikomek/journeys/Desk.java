package kz.ikomek.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;

/** A staff member's screen: Tasklist in a browser of its own. Whatever is done here is clicked and typed. */
final class Desk implements AutoCloseable {

    private static final String TASKLIST = "**/camunda/app/tasklist/default/**";
    private static final double PATIENCE = 20_000;

    /** For the whole of Tasklist to load and start, on a machine that is busy with other things too. */
    private static final double STARTING = 60_000;

    private final BrowserContext context;
    private final String server;
    private final List<String> happened = new ArrayList<>();
    final Page page;

    Desk(Browser browser, int port) {
        server = "http://localhost:" + port;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1366, 768)
                .setLocale("en-US")
                .setTimezoneId("Asia/Almaty"));
        context.setDefaultTimeout(PATIENCE);
        context.setDefaultNavigationTimeout(PATIENCE);
        page = context.newPage();
        page.onConsoleMessage(message -> happened.add(message.type() + ": " + message.text()));
        page.onPageError(error -> happened.add("script: " + error));
        page.onRequestFailed(request -> happened.add("failed: " + request.url() + " " + request.failure()));
        page.onResponse(response -> {
            if (response.status() >= 400) {
                happened.add(response.status() + ": " + response.url());
            }
        });
    }

    /** Chooses the language as people do, on the login page. */
    Desk reads(String language) {
        page.navigate(server + "/login");
        page.click("a[href*='language=" + language + "']");
        return this;
    }

    Desk login(String userId) {
        page.navigate(server + "/");
        return enters(userId);
    }

    /** On the login page, wherever it came from. */
    Desk enters(String userId) {
        page.fill("#username", userId);
        page.fill("#password", "demo");
        page.click("button[type=submit]");
        page.waitForURL(TASKLIST);
        isUp(page.locator(".account .dropdown-toggle"));
        return this;
    }

    private static void isUp(Locator part) {
        part.waitFor(new Locator.WaitForOptions().setTimeout(STARTING));
    }

    void leaves() {
        page.click(".account .dropdown-toggle");
        page.click(".account .logout a");
        isLedToTheLogin();
    }

    /** To ours, not to the route of that name inside Tasklist. */
    void isLedToTheLogin() {
        page.waitForURL(url -> URI.create(url).getPath().endsWith("/login"));
    }

    /** The session ends while somebody is at work. */
    void loseSession() {
        context.clearCookies();
    }

    /** Loads Tasklist anew while this one part of it does not arrive for so long. */
    Desk reloads(String part, Duration late) {
        var held = new ArrayDeque<Route>();
        page.clock().install();
        page.route(part, held::add);
        page.reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT));
        page.waitForCondition(() -> !held.isEmpty());
        page.clock().fastForward(late.toMillis());
        held.forEach(Route::resume);
        page.unroute(part);
        isUp(page.locator(".task-filter a").first());
        return this;
    }

    Desk newAppeal() {
        page.click(".start-process-action a");
        assertThat(field("text")).isVisible();
        return this;
    }

    Desk types(String field, String text) {
        field(field).fill(text);
        return this;
    }

    Desk picks(String field, String label) {
        Locator input = field(field);
        if (input.isVisible()) {
            input.fill(label);
        } else {
            page.locator(".fjs-form-field-select")
                    .filter(new Locator.FilterOptions().setHas(page.locator(ending(field))))
                    .locator(".fjs-input-group")
                    .click();
        }
        page.locator(".fjs-dropdownlist-item")
                .filter(new Locator.FilterOptions().setHasText(label))
                .first()
                .click();
        return this;
    }

    Desk chooses(String label) {
        choice(label).check();
        return this;
    }

    Locator choice(String label) {
        return page.locator(".fjs-form label")
                .filter(new Locator.FilterOptions().setHasText(label))
                .locator("input");
    }

    Desk registers() {
        page.click(".modal-footer .btn-primary");
        return this;
    }

    /** The number that stands large on the screen. */
    AppealNumber number() {
        Locator digits = page.locator(".ikomek-number-digits");
        assertThat(digits).isVisible();
        AppealNumber number = AppealNumber.parse(digits.textContent());
        page.click(".ikomek-number .btn-primary");
        assertThat(digits).isHidden();
        return number;
    }

    /** Before the number is closed: by its button, into the clipboard that is read back here. */
    String copiesNumber() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Locator copy = page.locator(".ikomek-number .btn-default");
        copy.click();
        assertThat(copy).hasText("Көшірілді / Скопировано");
        return String.valueOf(page.evaluate("navigator.clipboard.readText()"));
    }

    /** Looks the appeal up among the tasks of the own group, opens the step, and takes it. */
    Desk takes(AppealNumber number, String step) {
        opens(number, step);
        page.click(".task-details .claim");
        assertThat(page.locator(".task-details .claim")).isHidden();
        assertThat(page.locator(".task-details .disabled-form")).hasCount(0);
        return this;
    }

    Desk opens(AppealNumber number, String step) {
        return opens(number, step, "Топтың тапсырмалары");
    }

    Desk opens(AppealNumber number, String step, String list) {
        String search = "[{\"type\":\"processInstanceBusinessKey\",\"operator\":\"eq\",\"value\":\"" + number.value()
                + "\",\"name\":\"\"}]";
        page.navigate("about:blank");
        page.navigate(server + "/camunda/app/tasklist/default/#/?searchQuery="
                + URLEncoder.encode(search, StandardCharsets.UTF_8));
        Locator filter = page.locator(".task-filter a").filter(new Locator.FilterOptions().setHasText(list));
        isUp(filter);
        filter.click();
        page.locator(".tasks-list li.task")
                .filter(new Locator.FilterOptions().setHasText(number.display()))
                .filter(new Locator.FilterOptions().setHasText(step))
                .locator("h4 a")
                .click();
        assertThat(sheet().locator("h2")).hasText(number.display());
        assertThat(page.locator(".task-details .fjs-form")).isVisible();
        return this;
    }

    void completes() {
        submits();
        assertThat(page.locator(".no-task")).isVisible();
    }

    Desk submits() {
        page.click(".task-details .tab-content .btn-primary");
        return this;
    }

    Desk saves() {
        page.click(".task-details .tab-content .btn-default");
        return this;
    }

    /** The appeal's own page, as the link in a mail leads to it. */
    Desk reads(AppealNumber number) {
        page.navigate(server + "/staff/appeals/" + number.value());
        return this;
    }

    /** On the appeal's page: what the button says, and why. */
    void acts(String button, String reason) {
        Locator act = page.locator("section.act")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("button"))
                        .setHasText(button));
        act.locator("textarea").fill(reason);
        act.locator("button").click();
        assertThat(page.locator("section.act button", new Page.LocatorOptions().setHasText(button)))
                .hasCount(0);
    }

    /** What stands beside the form. */
    Locator sheet() {
        return page.locator(".ikomek-sheet");
    }

    Locator field(String key) {
        return page.locator(".fjs-form " + ending(key));
    }

    private static String ending(String key) {
        return "[id$='-Field_" + key + "']";
    }

    /** Tasklist says this sentence, and not a word beside it. */
    Desk isTold(String sentence) {
        Locator alert = page.locator(".notifications .alert-danger");
        assertThat(alert).hasCount(1);
        assertThat(alert.locator(".status")).hasText(sentence);
        assertThat(alert.locator(".message")).hasText("");
        return this;
    }

    /** Our own page on which a call is written down, opened anew. */
    Call answersACall() {
        page.navigate(server + "/desk/register");
        return new Call(page);
    }

    /** What of the page the server's rights or the browser's policy has refused. */
    List<String> refusals() {
        return happened.stream()
                .filter(event -> event.startsWith("403: ")
                        || event.startsWith("400: ")
                        || event.contains("Content Security Policy"))
                .toList();
    }

    /** What stands on the screen, and beside it what the browser had to say. */
    void picture(String name) {
        Path folder = Path.of("target", "journeys");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
        try {
            Files.write(folder.resolve(name + ".txt"), happened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
