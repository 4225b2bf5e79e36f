package kz.ikomek.journeys;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What axe-core finds on a page against WCAG 2.1, levels A and AA, in Kazakh, on a desk's screen and on a phone. */
final class Accessibility implements AutoCloseable {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final Map<String, int[]> SCREENS =
            Map.of("desk", new int[] {1366, 768}, "phone", new int[] {390, 844});
    private static final String NOBODY = "";

    private final Browser browser;
    private final String server;
    private final Map<String, BrowserContext> readers = new HashMap<>();

    Accessibility(Browser browser, int port) {
        this.browser = browser;
        this.server = "http://localhost:" + port;
    }

    /** One line for each thing that is wrong; none when all is well. */
    List<String> wrongOn(OwnPage own) {
        List<String> wrong = new ArrayList<>();
        try (Page page =
                reader(Objects.requireNonNullElse(own.reader(), NOBODY)).newPage()) {
            int status = page.navigate(server + own.path()).status();
            if (status != own.status()) {
                wrong.add(own.name() + " answered " + status);
            }
            SCREENS.forEach((screen, size) -> {
                page.setViewportSize(size[0], size[1]);
                violations(page)
                        .map(found -> own.name() + " (" + screen + ") " + found)
                        .forEach(wrong::add);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "journeys", "page-" + own.name() + "-" + screen + ".png")));
            });
        }
        return wrong;
    }

    /** What is wrong with the page as it stands on the screen. */
    static Stream<String> violations(Page page) {
        // A mail is shown in a frame that may run nothing, not even axe-core.
        var found = lines(new AxeBuilder(page).withTags(RULES).exclude("iframe[sandbox]"));
        // Rule 1.4.10, which axe-core leaves to people: nothing is to be scrolled sideways.
        boolean tooWide =
                (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        return Stream.concat(found, tooWide ? Stream.of("is wider than the screen") : Stream.empty());
    }

    /** What is wrong with this part of the page. */
    static Stream<String> violations(Page page, String part) {
        return lines(new AxeBuilder(page).withTags(RULES).include(part));
    }

    /** In legacy mode, which opens no page beside this one to join what frames of other servers say: there are none. */
    private static Stream<String> lines(AxeBuilder axe) {
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + " at " + node.getTarget() + ": " + node.getFailureSummary()));
    }

    private BrowserContext reader(String userId) {
        return readers.computeIfAbsent(userId, id -> {
            var context = browser.newContext(
                    new Browser.NewContextOptions().setLocale("kk-KZ").setTimezoneId("Asia/Almaty"));
            if (!id.equals(NOBODY)) {
                try (Page page = context.newPage()) {
                    page.navigate(server + "/staff");
                    page.fill("#username", id);
                    page.fill("#password", "demo");
                    page.click("button[type=submit]");
                    page.waitForURL("**/staff**");
                }
            }
            return context;
        });
    }

    @Override
    public void close() {
        readers.values().forEach(BrowserContext::close);
    }
}
