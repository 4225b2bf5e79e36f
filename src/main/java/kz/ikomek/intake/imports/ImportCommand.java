package kz.ikomek.intake.imports;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The command of profile {@code import}: imports a file, says how far it is, and ends, with exit code 0 when every line is
 * in, 2 when lines were refused or have changed, and 1 when it could not run to its end.
 */
@Component
@Profile("import")
class ImportCommand {

    private static final String GOES_ON = "What is in is in; run it again, and it goes on.";

    private final ImportFile imports;
    private final ImportProperties properties;
    private final ConfigurableApplicationContext context;
    private final PrintStream out = System.out;

    ImportCommand(ImportFile imports, ImportProperties properties, ConfigurableApplicationContext context) {
        this.imports = imports;
        this.properties = properties;
        this.context = context;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        int code = run();
        out.flush();
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private int run() {
        Path file = properties.file();
        Path mapping = properties.mapping();
        if (file == null || mapping == null) {
            out.println("Nothing was imported: " + (file == null ? "ikomek.import.file" : "ikomek.import.mapping")
                    + " is missing.");
            return 1;
        }
        Path report = Objects.requireNonNullElseGet(properties.report(), () -> ImportFile.reportBeside(file));
        try {
            long start = System.nanoTime();
            ImportResult result = imports.run(file, mapping, report, (done, all) -> progress(done, all, start));
            print(result, report, start);
            return result.isWhole() ? 0 : 2;
        } catch (ImportRefused e) {
            out.println("Nothing was imported:");
            e.problems().forEach(problem -> out.println("  " + problem));
        } catch (IOException e) {
            out.println("Stopped: the file cannot be read any more, or the report not be written. " + GOES_ON);
        } catch (DataAccessException | TransactionException e) {
            out.println("Stopped: the database did not answer. " + GOES_ON);
        }
        return 1;
    }

    private void progress(int done, int all, long start) {
        if (done % properties.progress() == 0 || done == all) {
            out.printf("%d of %d lines, %d a second%n", done, all, pace(done, start));
            out.flush();
        }
    }

    private static long pace(int lines, long start) {
        long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toMillis());
        return lines * 1_000L / millis;
    }

    private void print(ImportResult result, Path report, long start) {
        out.printf(
                "%d imported (%d of them open, with a case), %d were there already, %d have changed since, %d refused,"
                        + " in %d s%n",
                result.imported(),
                result.open(),
                result.already(),
                result.changed(),
                result.refused(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        result.reasons().forEach((reason, count) -> out.printf("%7d  %s%n", count, reason));
        if (!result.isWhole()) {
            out.println("Each with its line: " + report);
        }
    }
}
