package kz.ikomek.workflow.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.Stage;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the deployed decision tables, whoever is logged in. */
@Component
class EngineDecisionTables implements DecisionTables {

    private final ProcessEngine engine;
    private final Map<Question, Optional<DmnDecisionRuleResult>> answers = new ConcurrentHashMap<>();

    EngineDecisionTables(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public NormDecision norm(CategoryCode category, CategoryKind kind, boolean danger) {
        var row = Objects.requireNonNull(
                ask("norms", Map.of("category", category.value(), "kind", kind.name(), "danger", danger)),
                () -> "norms.dmn has no row for " + category);
        return new NormDecision(norm(row), row.getEntry("reason"));
    }

    @Override
    public Norm limit(Stage stage) {
        return norm(Objects.requireNonNull(
                ask("limits", Map.of("stage", stage.name())), () -> "limits.dmn has no row for " + stage));
    }

    @Override
    public @Nullable LadderStep ladder(Stage stage, int level) {
        var row = ask("ladder", Map.of("stage", stage.name(), "level", level));
        return row == null
                ? null
                : new LadderStep(
                        ContactRole.valueOf(row.<String>getEntry("recipient")),
                        row.<Number>getEntry("share").intValue());
    }

    @Override
    public @Nullable AgencyCode proposal(CategoryCode category, @Nullable DistrictCode district) {
        Map<String, Object> question = new HashMap<>();
        question.put("category", category.value());
        question.put("district", Objects.toString(district, null));
        var row = ask("routing", question);
        String agency = row == null ? null : row.getEntry("agency");
        return agency == null ? null : new AgencyCode(agency);
    }

    private @Nullable DmnDecisionRuleResult ask(String table, Map<String, Object> inputs) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    String version = configuration
                            .getDeploymentCache()
                            .findDeployedLatestDecisionDefinitionByKey(table)
                            .getId();
                    var question = new Question(version, inputs);
                    var known = answers.get(question);
                    if (known == null) {
                        known = Optional.ofNullable(engine.getDecisionService()
                                .evaluateDecisionTableById(version, inputs)
                                .getFirstResult());
                        answers.put(question, known);
                    }
                    return known.orElse(null);
                }));
    }

    /** A table's version is never changed, so its answer to the same question stays. */
    private record Question(String version, Map<String, Object> inputs) {}

    private static Norm norm(DmnDecisionRuleResult row) {
        return new Norm(row.getEntry("norm"), CalendarKind.of(row.getEntry("calendar")));
    }
}
