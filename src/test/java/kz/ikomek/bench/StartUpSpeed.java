package kz.ikomek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kz.ikomek.testing.StartedProcess;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * How long a start takes on a data folder that exists, embedded PostgreSQL included, and what takes it. No part of the test
 * run. Started by
 *
 * <pre>./mvnw test -Dtest=StartUpSpeed</pre>
 *
 * From the process's beginning to the line on the console that all is ready; the median of five, with the JVM's own
 * settings. It fails above 15 s. Setting: {@code -Dbench.starts=5}.
 */
class StartUpSpeed {

    private static final int STARTS = Integer.getInteger("bench.starts", 5);
    private static final double GOAL_SECONDS = 15;
    private static final Path FOLDER = Path.of("target", "bench", "startup");

    @Test
    void onAFolderThatExists() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        String[] arguments = {"--server.port=0", "--ikomek.data-directory=" + FOLDER.resolve("data")};
        System.out.printf("start: empty folder %.1f s%n", started(arguments));
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            seconds[i] = started(arguments);
            System.out.printf("start: existing folder %.1f s%n", seconds[i]);
        }
        try (var node = StartedProcess.of(StepsNode.class, arguments)) {
            node.awaitReady();
            node.awaitLine("step: JVM");
            node.console().lines().filter(line -> line.startsWith("step:")).forEach(System.out::println);
        }
        Arrays.sort(seconds);
        System.out.printf("start: median %.1f s%n", seconds[STARTS / 2]);
        assertThat(seconds[STARTS / 2]).isLessThanOrEqualTo(GOAL_SECONDS);
    }

    private static double started(String... arguments) {
        long began = System.nanoTime();
        try (var node = StartedProcess.forLong(arguments)) {
            node.awaitReady();
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
