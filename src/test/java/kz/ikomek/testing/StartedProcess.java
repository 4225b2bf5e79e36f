package kz.ikomek.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import kz.ikomek.IKomekApplication;

/** The application in a process of its own, as an engineer starts it. */
public final class StartedProcess implements AutoCloseable {

    private static final int MINUTES = 3;

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    public StartedProcess(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-XX:TieredStopAtLevel=1"); // as spring-boot:run does
        command.add("-cp");
        command.add(productClasspath());
        command.add(IKomekApplication.class.getName());
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var reader = new Thread(this::read, "console of the started process");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until the console says that all is ready. */
    public void awaitReady() {
        try {
            if (!ready.get(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("it ended instead:\n" + console());
            }
        } catch (TimeoutException e) {
            throw new AssertionError("not ready in time:\n" + console(), e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("it still runs:\n" + console());
            }
            ready.get(1, TimeUnit.MINUTES);
            return process.exitValue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
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
                if (line.contains("Demo logins") || line.contains("is ready.")) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            lines.add(String.valueOf(e));
        }
        ready.complete(false);
    }

    /** What runs in production: no test class is on it. */
    private static String productClasspath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(java.io.File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
