package kz.ikomek.workflow.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.NormQuestion;
import kz.ikomek.deadlines.Stage;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the deployed decision tables, whoever is logged in. */
@Component
class EngineDecisionTables implements DecisionTables {

    private final ProcessEngine engine;
    private final MatchedRows rows;
    private final Map<Question, Optional<Answer>> answers = new ConcurrentHashMap<>();

    EngineDecisionTables(ProcessEngine engine, MatchedRows rows) {
        this.engine = engine;
        this.rows = rows;
    }

    @Override
    public NormDecision norm(NormQuestion question) {
        var answer = Objects.requireNonNull(
                ask(
                        "norms",
                        Map.of(
                                "category",
                                question.category().value(),
                                "kind",
                                question.kind().name(),
                                "danger",
                                question.danger(),
                                "channel",
                                question.channel())),
                () -> "norms.dmn has no row for " + question);
        return new NormDecision(
                norm(answer, "norm"),
                answer.number("warning"),
                answer.text("ladder"),
                new NormDecision.StepLimits(
                        norm(answer, "registering"),
                        norm(answer, "inspecting"),
                        norm(answer, "accepting"),
                        norm(answer, "calling")),
                answer.text("reason"),
                answer.row(),
                answer.version());
    }

    @Override
    public @Nullable LadderStep ladder(String ladder, Stage stage, int level) {
        var answer = ask("ladder", Map.of("ladder", ladder, "stage", stage.name(), "level", level));
        return answer == null
                ? null
                : new LadderStep(ContactRole.valueOf(answer.text("recipient")), answer.number("share"));
    }

    @Override
    public @Nullable AgencyCode proposal(CategoryCode category, @Nullable DistrictCode district) {
        Map<String, Object> question = new HashMap<>();
        question.put("category", category.value());
        question.put("district", Objects.toString(district, null));
        var answer = ask("routing", question);
        String agency = answer == null ? null : (String) answer.entries().get("agency");
        return agency == null ? null : new AgencyCode(agency);
    }

    private @Nullable Answer ask(String table, Map<String, Object> inputs) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    var definition =
                            configuration.getDeploymentCache().findDeployedLatestDecisionDefinitionByKey(table);
                    var question = new Question(definition.getId(), inputs);
                    var known = answers.get(question);
                    if (known == null) {
                        known = Optional.ofNullable(decide(definition, inputs));
                        answers.put(question, known);
                    }
                    return known.orElse(null);
                }));
    }

    private @Nullable Answer decide(DecisionDefinition definition, Map<String, Object> inputs) {
        var result = rows.matched(() -> engine.getDecisionService()
                .evaluateDecisionTableById(definition.getId(), inputs)
                .getFirstResult());
        return result.answer() == null
                ? null
                : new Answer(result.answer().getEntryMap(), result.row(), definition.getVersion());
    }

    /** A table's version is never changed, so its answer to the same question stays. */
    private record Question(String version, Map<String, Object> inputs) {}

    /**
     * A row of a table.
     *
     * @param row from 1
     * @param version of the table, from 1
     */
    private record Answer(Map<String, Object> entries, int row, int version) {

        String text(String output) {
            return Objects.requireNonNull((String) entries.get(output), output);
        }

        int number(String output) {
            return Objects.requireNonNull((Number) entries.get(output), output).intValue();
        }
    }

    private static Norm norm(Answer answer, String output) {
        return new Norm(answer.text(output), CalendarKind.of(answer.text("calendar")));
    }
}
