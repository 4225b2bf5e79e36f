package kz.ikomek.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.ikomek.bench.ScaleReport.Goal.A_SECOND;
import static kz.ikomek.bench.ScaleReport.Goal.GROWTH;
import static kz.ikomek.bench.ScaleReport.Goal.OWN_GROWTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.MonthFigures;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.privacy.Anonymise;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StartedProcess;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StartAppeal;
import kz.ikomek.workflow.invariants.Invariants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * What grows with the years: lists of tasks, an appeal's page, searches, the figures of a month, the search for what is past
 * its retention, the look at the promises and the start, beside 10 000, 100 000 and 1 000 000 finished appeals and a tenth
 * of each under way, at 400 agencies. No part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=ScaleBenchmark</pre>
 *
 * What it measures and how to read it stands in docs/commands.md. It fails when the appeals that it made are not as the
 * product makes them, not when a goal is missed: that the table says.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "logging.exception-conversion-word=%wEx{short}",
            "camunda.bpm.job-execution.enabled=false",
            "ikomek.mail.sending=false",
            "ikomek.login.easy-passwords=true",
            "ikomek.invariants.first-look=P1D",
            "ikomek.limits.office=127.0.0.1,::1",
            "ikomek.limits.office-factor=10000"
        })
@ContextConfiguration(initializers = ScaleSurroundings.class)
class ScaleBenchmark {

    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("bench.sizes", "10000,100000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int STARTS = Integer.getInteger("bench.starts", 2);
    private static final int PAST = 100;
    private static final int STEADY_TASKS = 100;
    private static final int ASKED = 50;
    private static final int FEW = 5;
    private static final int HASHES = 10_000;
    private static final int PAGE = 15;
    private static final Duration LATELY = Duration.ofDays(2);
    private static final YearMonth MONTH = YearMonth.now(WorkingCalendar.ZONE).minusMonths(6);

    @Autowired
    Server server;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks tasks;

    @Autowired
    Invariants invariants;

    @Autowired
    Anonymise anonymise;

    @Autowired
    MonthFigures months;

    @LocalServerPort
    int port;

    private final Map<String, StaffClient> sessions = new HashMap<>();
    private final Instant end =
            ScaleSurroundings.UNTIL.atStartOfDay(WorkingCalendar.ZONE).toInstant();

    @Test
    void fromTenThousandToAMillion() throws IOException {
        Server.requireDurability(jdbc);
        jdbc.sql("CREATE EXTENSION pg_stat_statements").update();
        jdbc.sql("UPDATE privacy.retention SET months = :months")
                .param("months", Population.LONG_AGO)
                .update();
        try (HikariDataSource pool = server.pool("postgres");
                var population = new Population(pool)) {
            var report = new ScaleReport(SIZES, JdbcClient.create(pool));
            population.takePatterns(end);
            for (int size : SIZES) {
                report.size(size);
                grow(population, size, report);
                if (size == SIZES.get(0)) {
                    auditHolds();
                    ask(report.warmingUp());
                }
                ask(report);
                askOnce(report);
            }
            report.write(Surroundings.FOLDER);
            Files.copy(ScaleSurroundings.plans(), Surroundings.FOLDER.resolve("scale-plans.log"));
        }
    }

    private void grow(Population population, int size, ScaleReport report) {
        boolean first = size == SIZES.get(0);
        var before = first ? Population.rows(jdbc) : Map.<String, Long>of();
        long began = System.nanoTime();
        var rows = population.grow(
                new Population.Growth(
                        size - count("state = 'CLOSED'"),
                        PAST,
                        size / 10 - count("state <> 'CLOSED'"),
                        first ? STEADY_TASKS : 0),
                end);
        report.figure("made in s", (System.nanoTime() - began) / 1e9);
        rows.forEach((table, many) -> Report.say("%s: %d rows more", table, many));
        assertThat(population.wrongHashes(HASHES)).as("hashes of the journal").isZero();
        if (first) {
            var grown = Population.grown(before, Population.rows(jdbc));
            assertThat(population.orphans()).as("rows that refer to nothing").isEmpty();
            assertThat(grown).as("tables that real cases fill").containsAll(filledByRealCases());
        }
        began = System.nanoTime();
        var broken = invariants.broken(Instant.EPOCH);
        report.figure("look at all appeals there ever were, s", (System.nanoTime() - began) / 1e9);
        broken.forEach(
                (invariant, numbers) -> assertThat(numbers).as("%s", invariant).isEmpty());
    }

    private int count(String which) {
        return jdbc.sql("SELECT count(*) FROM appeals.appeal WHERE " + which)
                .query(Integer.class)
                .single();
    }

    /** An enquiry, a case from the call to its end, and one that stays with its agency, through the use cases. */
    private Set<String> filledByRealCases() {
        var before = Population.rows(jdbc);
        answered();
        AppealNumber ended = start.start(call("street-lighting", null), new Actor("operator"));
        does("inspector", ended, Map.of("decision", "ROUTE", "agency", "street-lighting"));
        does("executor-street-lighting", ended, Map.of("decision", "SOLVED", "report", Cases.REPORT));
        does("controller", ended, Map.of("decision", "CONFIRMED"));
        AppealNumber open = start.start(call("street-lighting", null), new Actor("operator"));
        does("inspector", open, Map.of("decision", "ROUTE", "agency", "street-lighting"));
        var filled = new HashSet<>(Population.grown(before, Population.rows(jdbc)));
        filled.remove("audit.unsealed"); // until it is sealed
        assertThat(filled).contains("appeals.appeal", "appeals.journal", "public.act_ru_task");
        return filled;
    }

    private static NewAppeal call(String category, @Nullable String answer) {
        return new NewAppeal(
                Cases.NAME,
                Cases.PHONE,
                false,
                Language.KK,
                Channel.PHONE,
                new CategoryCode(category),
                new DistrictCode("abai"),
                Cases.ADDRESS,
                Cases.TEXT,
                false,
                answer);
    }

    private void does(String userId, AppealNumber number, Map<String, Object> form) {
        var actor = new Actor(userId);
        tasks.complete(tasks.of(number, actor).get(0).id(), form, actor);
    }

    private void auditHolds() {
        try (var process = process("spring.profiles.active=verify-audit")) {
            assertThat(process.exitCode()).as(process.console()).isZero();
            process.console()
                    .lines()
                    .filter(line -> line.startsWith("Journal:"))
                    .forEach(line -> Report.say("%s", line));
        }
    }

    private StartedProcess process(String... more) {
        return new StartedProcess(Stream.concat(
                        Stream.of(
                                        "ikomek.demo",
                                        "ikomek.embedded-database",
                                        "ikomek.mail-catcher",
                                        "ikomek.audit.owner-may-run",
                                        "spring.datasource.url",
                                        "spring.datasource.username",
                                        "spring.datasource.password",
                                        "spring.mail.host",
                                        "spring.mail.port")
                                .map(key -> key + "=" + environment.getRequiredProperty(key)),
                        Stream.of(more))
                .map(property -> "--" + property)
                .toArray(String[]::new));
    }

    private void ask(ScaleReport report) {
        String largest = jdbc.sql("SELECT substr(l.group_id_, 8) FROM act_ru_identitylink l"
                        + " WHERE l.type_ = 'candidate' AND l.group_id_ LIKE 'agency-%' AND l.group_id_ <> :steady"
                        + " GROUP BY l.group_id_ ORDER BY count(*) DESC LIMIT 1")
                .param("steady", "agency-" + Population.STEADY)
                .query(String.class)
                .single();
        lists("an agency of 100", "agency-" + Population.STEADY, "executor-" + Population.STEADY, GROWTH, report);
        lists("largest agency", "agency-" + largest, "executor-" + largest, OWN_GROWTH, report);
        lists("inspectors", "inspectors", "inspector", OWN_GROWTH, report);

        var inspector = at("inspector");
        var ended = sample("number", "state = 'CLOSED' AND kind <> 'REFERENCE' AND anonymised_at IS NULL");
        var open = sample("number", "state <> 'CLOSED'");
        page("page of a finished appeal", i -> "/staff/appeals/" + of(ended, i), inspector, report);
        page("page of an open appeal", i -> "/staff/appeals/" + of(open, i), inspector, report);
        search("number", ended, inspector, report);
        search("phone", sample("phone", "phone IS NOT NULL AND kind <> 'REFERENCE'"), inspector, report);
        search("address", sample("address", "address IS NOT NULL"), inspector, report);
        var words = sample("words", "address IS NOT NULL AND anonymised_at IS NULL");
        search("words that many say", words.stream().map(ScaleBenchmark::two).toList(), inspector, report);
        search("words that few say", words.stream().map(ScaleBenchmark::rare).toList(), inspector, report);

        report.measure("enquiry answered in the call", ASKED, GROWTH, i -> answered());
        report.measure("the same, and the seal of its lines", FEW, GROWTH, i -> {
            answered();
            seal();
        });
        report.figure("received in the month", months.of(MONTH).total().received());
        report.measure("figures of a month", FEW, A_SECOND, i -> months.of(MONTH));
        report.measure(
                "look at the promises",
                FEW,
                OWN_GROWTH,
                i -> invariants.broken(Instant.now().minus(LATELY)));
    }

    private void answered() {
        start.start(call("reference", Cases.REPORT), new Actor("operator"));
    }

    /** As the product does every minute. */
    private void seal() {
        jdbc.sql("SELECT count(audit.seal_up(now()))").query(Long.class).single();
        assertThat(jdbc.sql("SELECT count(*) FROM audit.unsealed")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void askOnce(ScaleReport report) {
        report.measureOnce(
                "retention: 100 are due",
                GROWTH,
                () -> assertThat(anonymise.due()).isEqualTo(PAST));
        report.measure(
                "retention: none is due",
                FEW,
                GROWTH,
                i -> assertThat(anonymise.due()).isZero());
        for (int i = 0; i < STARTS; i++) {
            // To the instant when it is ready: what it then works off, and its end, are not the start.
            report.measureUntil("start of a node", GROWTH, () -> {
                var process = process("server.port=0");
                process.awaitReady();
                return process::close;
            });
        }
    }

    private void lists(String name, String group, String user, ScaleReport.Goal goal, ScaleReport report) {
        report.figure(
                "tasks of " + name,
                jdbc.sql("SELECT count(*) FROM act_ru_identitylink WHERE type_ = 'candidate' AND group_id_ = ?")
                        .param(group)
                        .query(Integer.class)
                        .single());
        var staff = at(user);
        String filter = own(staff);
        report.measure("list, " + name, ASKED, goal, i -> {
            var answer = staff.halPost("/filter/" + filter + "/list?firstResult=0&maxResults=" + PAGE, "{}");
            assertThat(answer.json().path("_embedded").path("task").size())
                    .as(answer.body())
                    .isPositive();
        });
        report.measure(
                "count, " + name,
                ASKED,
                goal,
                i -> assertThat(staff.post("/filter/" + filter + "/count", "{}")
                                .json()
                                .path("count")
                                .asInt())
                        .isPositive());
    }

    /** The first of the shared filters: what waits for the own groups. */
    private static String own(StaffClient staff) {
        var filters = staff.get("/filter?firstResult=0&maxResults=2000&itemCount=false&resourceType=Task");
        String first = "";
        int least = Integer.MAX_VALUE;
        for (var filter : filters.json()) {
            int priority = filter.path("properties").path("priority").asInt(Integer.MAX_VALUE);
            if (priority < least) {
                least = priority;
                first = filter.path("id").asText();
            }
        }
        assertThat(first).as(filters.body()).isNotEmpty();
        return first;
    }

    /** One session of each for the whole run. */
    private StaffClient at(String user) {
        return sessions.computeIfAbsent(user, name -> StaffClient.session(port, name));
    }

    private void page(String name, IntFunction<String> path, StaffClient reader, ScaleReport report) {
        report.measure(name, ASKED, GROWTH, i -> {
            var answer = reader.page(path.apply(i));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        });
    }

    private void search(String by, List<String> typed, StaffClient reader, ScaleReport report) {
        report.measure("search by " + by, ASKED, GROWTH, i -> {
            var answer = reader.page("/staff?query=" + URLEncoder.encode(of(typed, i), UTF_8));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).as(of(typed, i)).contains("/staff/appeals/");
        });
    }

    private List<String> sample(String column, String which) {
        return jdbc.sql("SELECT " + column + " FROM appeals.appeal WHERE " + which + " ORDER BY md5(number) LIMIT "
                        + ASKED)
                .query(String.class)
                .list();
    }

    private static String of(List<String> sample, int i) {
        return sample.get(i % sample.size());
    }

    /** Two words of the text as the month has it. */
    private static String two(String words) {
        return Stream.of(words.split("[^\\p{L}]+"))
                .filter(word -> word.length() > 3)
                .limit(2)
                .collect(Collectors.joining(" "));
    }

    /** The flat and the minutes that {@link Population} put to it. */
    private static String rare(String words) {
        return Pattern.compile("(Пәтер|Квартира) ([0-9]+), (?:прождали )?([0-9]+)")
                .matcher(words)
                .results()
                .map(found -> found.group(1) + " " + found.group(2) + " " + found.group(3))
                .findFirst()
                .orElseGet(() -> two(words));
    }
}
