package kz.ikomek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.testing.StartedProcess;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Before the application starts, a process of its own has played a month that ends today, and the city has 400 agencies. */
final class ScaleSurroundings extends Surroundings {

    static final int AGENCIES = Integer.getInteger("bench.agencies", 400);
    static final int PATTERNS = Integer.getInteger("bench.patterns", 1_500);

    /** The month ends when this day begins in Shymkent. */
    static final LocalDate UNTIL = LocalDate.now(WorkingCalendar.ZONE);

    private static final String PLANS = "plans.log";

    /** Where PostgreSQL writes the plans that it is told to write. */
    static Path plans() {
        return FOLDER.resolve("postgres").resolve("log").resolve(PLANS);
    }

    @Override
    Map<String, String> serverSettings() {
        return Map.of(
                "logging_collector", "on",
                "log_directory", "log",
                "log_filename", PLANS,
                "auto_explain.log_analyze", "on",
                "auto_explain.log_buffers", "on",
                "max_wal_size", "8GB");
    }

    @Override
    void prepare(Server server, List<String> properties) {
        Stream<String> month = Stream.of(
                "spring.profiles.active=month",
                "ikomek.login.easy-passwords=true",
                "ikomek.simulation.appeals=" + PATTERNS,
                "ikomek.simulation.until=" + UNTIL);
        try (var process = new StartedProcess(Stream.concat(properties.stream(), month)
                .map(property -> "--" + property)
                .toArray(String[]::new))) {
            assertThat(process.exitCode()).as(process.console()).isZero();
        }
        try (var pool = server.pool("postgres")) {
            Population.enterAgencies(JdbcClient.create(pool), AGENCIES);
        }
    }
}
