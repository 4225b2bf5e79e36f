package kz.ikomek.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Owner;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.invariants.Reconciliation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yaml.snakeyaml.Yaml;

/** What a monitor reads: who may, what it says, and that the dashboard and the alarms ask for nothing that is not there. */
@IntegrationTest
class MonitorTest {

    private static final Path DASHBOARD = Path.of("docs/grafana/ikomek-109.json");
    private static final Path ALARMS = Path.of("docs/grafana/alerts.yml");
    private static final Path HANDBOOK = Path.of("docs/operations.md");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:ikomek|jvm|http|hikaricp|process|system|tomcat|executor|logback)_[a-z0-9_]+");

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    Figures figures;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Owner owner;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void theTokenOrAnAdministratorsLoginIsNeeded() throws Exception {
        assertThat(ask("/actuator/prometheus", "Bearer " + IntegrationTest.METRICS_TOKEN)
                        .statusCode())
                .isEqualTo(200);
        for (String wrong : new String[] {"Bearer ", "Bearer monitor-of-the-tests", IntegrationTest.METRICS_TOKEN}) {
            assertThat(ask("/actuator/prometheus", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(ask("/actuator/prometheus", null).statusCode()).isEqualTo(401);
        for (String other : new String[] {"/actuator", "/actuator/metrics", "/staff"}) {
            assertThat(ask(other, "Bearer " + IntegrationTest.METRICS_TOKEN).statusCode())
                    .as(other)
                    .isEqualTo(401);
        }
        assertThat(StaffClient.basic(port, "admin")
                        .getAbsolute("/actuator/prometheus")
                        .status())
                .isEqualTo(200);
        assertThat(StaffClient.basic(port, "owner")
                        .getAbsolute("/actuator/prometheus")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theFiguresFollowTheCentre() throws Exception {
        figures.read();
        figures.readShares();
        double open = figure("ikomek_appeals_open");
        double overdue = figure("ikomek_appeals_overdue");
        double inspections = figure("ikomek_tasks_open{step=\"inspect\"}");
        double closed = figure("ikomek_appeals_closed{window=\"24h\"}");
        double mails = figure("ikomek_mail_waiting");
        double dead = figure("ikomek_mail_dead");

        AppealNumber number = centre.registered("water");
        AppealNumber solved = centre.registered("street-lighting");
        centre.routes(solved, "street-lighting");
        centre.solves("street-lighting", solved);
        centre.does("controller", solved, "control", Map.of("decision", "CONFIRMED"));
        figures.read();
        figures.readShares();
        assertThat(figure("ikomek_appeals_open")).isEqualTo(open + 1);
        assertThat(figure("ikomek_tasks_open{step=\"inspect\"}")).isEqualTo(inspections + 1);
        assertThat(figure("ikomek_tasks_oldest_age_seconds{step=\"inspect\"}")).isNotNegative();
        assertThat(figure("ikomek_appeals_closed{window=\"24h\"}")).isEqualTo(closed + 1);
        assertThat(figure("ikomek_appeals_on_time{window=\"30d\"}")).isBetween(0.0, 1.0);
        assertThat(figure("ikomek_jobs_waiting")).isPositive();

        jdbc.sql("UPDATE appeals.appeal SET due_at = due_at - interval '1 year' WHERE number = ?")
                .param(number.value())
                .update();
        jdbc.sql(
                        "UPDATE act_ru_job SET duedate_ = ?::timestamp WHERE process_instance_id_ ="
                                + " (SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ? AND parent_id_ IS NULL)")
                .params("2026-11-16 04:00:00", number.value())
                .update();
        figures.read();
        assertThat(figure("ikomek_appeals_overdue")).isEqualTo(overdue + 1);
        assertThat(figure("ikomek_timers_lag_seconds")).as("10:00 is 05:00 UTC").isBetween(3_600.0, 3_660.0);
        assertThat(figure("ikomek_jobs_due")).isPositive();

        centre.itIs("2026-11-16T10:01"); // the timer runs, and the shift is told
        jdbc.sql("UPDATE appeals.appeal SET due_at = due_at + interval '1 year' WHERE number = ?")
                .param(number.value())
                .update();
        figures.read();
        assertThat(figure("ikomek_timers_lag_seconds")).isZero();
        assertThat(figure("ikomek_mail_waiting")).isGreaterThan(mails);
        assertThat(figure("ikomek_mail_dead")).isEqualTo(dead);
    }

    @Test
    void whatCannotBeReadGrowsOldAndTheRestDoesNot() throws Exception {
        figures.read();
        centre.timePasses(Duration.ofMinutes(10));
        var database = new JdbcTemplate(owner.data());
        database.execute("REVOKE SELECT ON mail.outbox FROM ikomek_application");
        try {
            figures.read();
        } finally {
            database.execute("GRANT SELECT ON mail.outbox TO ikomek_application");
        }
        assertThat(figure("ikomek_figures_age_seconds{figures=\"mails\"}")).isGreaterThanOrEqualTo(600);
        assertThat(figure("ikomek_figures_age_seconds{figures=\"tasks\"}")).isLessThan(600);
        figures.read();
        assertThat(figure("ikomek_figures_age_seconds{figures=\"mails\"}")).isLessThan(600);
    }

    @Test
    void dashboardAndAlarmsAskForWhatThereIs() throws Exception {
        figures.read();
        figures.readShares();
        reconciliation.look();
        Set<String> there = new TreeSet<>(
                METRIC.matcher(scraped()).results().map(found -> found.group()).toList());
        assertThat(there).hasSizeGreaterThan(50);
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.path("panels").findValuesAsText("expr")).hasSizeGreaterThan(20);
        assertThat(asked(String.join("\n", dashboard.path("panels").findValuesAsText("expr"))))
                .isSubsetOf(there);

        List<JsonNode> alarms = alarms();
        assertThat(alarms).hasSizeGreaterThan(10);
        String handbook = Files.readString(HANDBOOK);
        for (JsonNode alarm : alarms) {
            String name = alarm.path("alert").asText();
            assertThat(asked(alarm.path("expr").asText())).as(name).isNotEmpty().isSubsetOf(there);
            assertThat(alarm.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(alarm.at("/annotations/action").asText()).as(name).isNotBlank();
            assertThat(handbook).as("the handbook says what to do").contains("`" + name + "`");
        }
    }

    private static Set<String> asked(String expressions) {
        return new TreeSet<>(METRIC.matcher(expressions)
                .results()
                .map(found -> found.group())
                .toList());
    }

    private static List<JsonNode> alarms() throws IOException {
        Object rules = new Yaml().load(Files.readString(ALARMS));
        List<JsonNode> alarms = new ArrayList<>();
        new ObjectMapper()
                .valueToTree(rules)
                .path("groups")
                .forEach(group -> group.path("rules").forEach(alarms::add));
        return alarms;
    }

    private double figure(String name) throws Exception {
        return scraped()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private String scraped() throws Exception {
        return ask("/actuator/prometheus", "Bearer " + IntegrationTest.METRICS_TOKEN)
                .body();
    }

    private HttpResponse<String> ask(String path, @Nullable String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/plain, */*;q=0.5");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
