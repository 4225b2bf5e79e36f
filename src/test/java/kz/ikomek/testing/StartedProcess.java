package kz.ikomek.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.IKomekApplication;
import org.springframework.util.FileSystemUtils;

/** The application in a process of its own, as an engineer starts it. */
public final class StartedProcess implements AutoCloseable {

    private static final int MINUTES = 6;
    private static final int NOBODY = 65534;

    private static final Pattern ADDRESS = Pattern.compile("Tasklist +http://localhost:(\\d+)/");
    private static final int ENDED = -1;

    /** They start, do little and end: no time to compile well. */
    private static final List<String> FOR_SHORT = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    public StartedProcess(String... arguments) {
        this(new ProcessBuilder(command(IKomekApplication.class, productClasspath(), arguments)));
    }

    private StartedProcess(ProcessBuilder builder) {
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var reader = new Thread(this::read, "console of the started process");
        reader.setDaemon(true);
        reader.start();
    }

    /** A program of the tests that starts the application; the tests' own classes are on its class path. */
    public static StartedProcess of(Class<?> program, String... arguments) {
        return new StartedProcess(new ProcessBuilder(command(program, testClasspath(), arguments)));
    }

    /** With the compiler and the collector of production, and a gigabyte. */
    public static StartedProcess forLong(String... arguments) {
        var command = command(IKomekApplication.class, productClasspath(), arguments);
        command.removeAll(FOR_SHORT);
        command.add(1, "-Xmx1g");
        return new StartedProcess(new ProcessBuilder(command));
    }

    /** With this search path in place of the test's own. */
    public static StartedProcess withPath(Path programs, String... arguments) {
        var builder = new ProcessBuilder(command(IKomekApplication.class, productClasspath(), arguments));
        builder.environment().put("PATH", programs.toString());
        return new StartedProcess(builder);
    }

    /**
     * As a user without any right or home; only root may start that.
     *
     * @param home folder that everybody may write; the program is copied there, because root's own is not for everybody
     */
    public static StartedProcess asNobody(Path home, String... arguments) {
        try {
            Path program = Files.createDirectory(home.resolve("program"));
            var classpath = new ArrayList<String>();
            for (String entry : productClasspath().split(File.pathSeparator)) {
                Path copy =
                        program.resolve(classpath.size() + "-" + Path.of(entry).getFileName());
                FileSystemUtils.copyRecursively(Path.of(entry), copy);
                classpath.add(copy.toString());
            }
            var command =
                    new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
            command.addAll(command(IKomekApplication.class, String.join(File.pathSeparator, classpath), arguments));
            var builder = new ProcessBuilder(command).directory(home.toFile());
            builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + home);
            return new StartedProcess(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the console says that all is ready. */
    public void awaitReady() {
        port();
    }

    /** The port it listens on, once it is ready. */
    public int port() {
        try {
            int found = port.get(MINUTES, TimeUnit.MINUTES);
            if (found == ENDED) {
                throw new AssertionError("it ended instead:\n" + console());
            }
            return found;
        } catch (TimeoutException e) {
            throw new AssertionError("not ready in time:\n" + console(), e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("it still runs:\n" + console());
            }
            port.get(1, TimeUnit.MINUTES);
            return process.exitValue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits, a few seconds at most, until the console has a line that begins so. */
    public void awaitLine(String beginning) {
        await().until(() -> console().lines().anyMatch(line -> line.startsWith(beginning)));
    }

    public long pid() {
        return process.pid();
    }

    /** As by {@code kill -9}: no shutdown hook runs. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    public String console() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader console = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = console.readLine()) != null) {
                lines.add(line);
                var address = ADDRESS.matcher(line);
                if (address.find()) {
                    port.complete(Integer.valueOf(address.group(1)));
                }
            }
        } catch (IOException e) {
            lines.add(String.valueOf(e));
        }
        port.complete(ENDED);
    }

    private static List<String> command(Class<?> program, String classpath, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpath,
                program.getName()));
        command.addAll(1, FOR_SHORT);
        command.addAll(List.of(arguments));
        return command;
    }

    private static String testClasspath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What runs in production: no test class is on it. */
    private static String productClasspath() {
        return Arrays.stream(testClasspath().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
