package kz.ikomek.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** A real Chromium of this machine; fetched by Debian's package manager where the build may do so. */
final class Chromium implements AutoCloseable {

    private static final String MISSING =
            "The browser journeys need Chromium: install it (Debian: apt-get install chromium)"
                    + " or name it in the environment variable IKOMEK_CHROMIUM, and run ./mvnw verify again.";

    private static final List<Path> KNOWN = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium")
            .map(Path::of)
            .toList();

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        Path program = Source.ofThisMachine().program();
        playwright = driven();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    Browser browser() {
        return browser;
    }

    /**
     * Playwright, with its driver started. The library unpacks its driver once a JVM and starts it at once; a process that
     * another thread begins meanwhile holds the file open for writing for an instant, and Linux then refuses to run it
     * ("Text file busy"). Only a process that did not begin is tried again.
     */
    private static Playwright driven() {
        for (int attempt = 1; ; attempt++) {
            try {
                return Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            } catch (PlaywrightException e) {
                if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException) || attempt == 10) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /**
     * Where the program comes from.
     *
     * @param named what the environment names; null for nothing
     * @param known where systems keep it, the best place first
     * @param packages Debian's package manager, which need not be there
     * @param root whether the build may install packages
     */
    record Source(@Nullable Path named, List<Path> known, Path packages, boolean root) {

        static Source ofThisMachine() {
            String named = System.getenv("IKOMEK_CHROMIUM");
            return new Source(
                    named == null ? null : Path.of(named),
                    KNOWN,
                    Path.of("/usr/bin/apt-get"),
                    "root".equals(System.getProperty("user.name")));
        }

        /** The program: found, or fetched; fails with the sentence that says what to do. */
        Path program() {
            return found().orElseGet(this::installed);
        }

        private Optional<Path> found() {
            return Stream.concat(Stream.ofNullable(named), known.stream())
                    .filter(Files::isExecutable)
                    .findFirst();
        }

        private Path installed() {
            if (!root || !Files.isExecutable(packages)) {
                throw new AssertionError(MISSING);
            }
            run("update");
            run("install", "-y", "--no-install-recommends", "chromium");
            return found().orElseThrow(() -> new AssertionError(MISSING));
        }

        private void run(String... arguments) {
            var command = new ArrayList<String>();
            command.add(packages.toString());
            command.addAll(List.of(arguments));
            try {
                var builder = new ProcessBuilder(command).inheritIO();
                builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
                var process = builder.start();
                if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    process.destroy();
                    throw new AssertionError(
                            MISSING + " (" + packages.getFileName() + " " + String.join(" ", arguments) + " failed)");
                }
            } catch (IOException e) {
                throw new AssertionError(MISSING, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
