package kz.ikomek.bench;

import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StartAppeal;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real appeals through the use cases: rights, rules, journal, facts, search, outbox and all. */
final class ProductLifecycle extends OnCamunda {

    private record Step(Actor actor, Map<String, Object> form) {}

    private static final Actor OPERATOR = new Actor("operator");
    private static final Map<String, Step> STEPS = Map.of(
            "inspect", new Step(new Actor("inspector"), Map.of("decision", "ROUTE", "agency", "street-lighting")),
            "execute",
                    new Step(
                            new Actor("executor-street-lighting"),
                            Map.of("decision", "SOLVED", "report", Cases.REPORT)),
            "control", new Step(new Actor("controller"), Map.of("decision", "CONFIRMED")));

    private final StartAppeal start;
    private final StaffTasks tasks;
    private final JdbcClient jdbc;

    ProductLifecycle(StartAppeal start, StaffTasks tasks, ProcessEngine engine, JdbcClient jdbc) {
        super(engine);
        this.start = start;
        this.tasks = tasks;
        this.jdbc = jdbc;
        off();
    }

    @Override
    public String name() {
        return Product.NAME;
    }

    @Override
    public String database() {
        return "postgres";
    }

    @Override
    public String register() {
        return start.start(call("street-lighting", null), OPERATOR).value();
    }

    /** An enquiry that the operator answers while the caller is on the line. */
    void answerInTheCall() {
        start.start(call("reference", Cases.REPORT), OPERATOR);
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

    @Override
    public List<String> steps() {
        return List.of("inspect", "execute", "control");
    }

    /** Nothing: whoever completes a task that nobody has takes it in the same transaction. */
    @Override
    public void claim(String task, String step) {}

    @Override
    public void complete(String task, String step) {
        Step how = STEPS.get(step);
        if (how == null) {
            throw new IllegalArgumentException(step);
        }
        tasks.complete(task, how.form(), how.actor());
    }

    @Override
    public long ended() {
        return jdbc.sql("SELECT count(*) FROM appeals.appeal WHERE outcome = 'SOLVED_CONFIRMED'")
                .query(Long.class)
                .single();
    }
}
