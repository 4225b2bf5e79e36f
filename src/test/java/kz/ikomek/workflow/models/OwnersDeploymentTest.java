package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.WithdrawCase;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A process owner deploys from Camunda Modeler: what is taken, what is refused, and what a restart leaves alone. */
@IntegrationTest
class OwnersDeploymentTest {

    private static final Map<String, String> MODELER = Map.of(
            "deployment-name", "appeal", "deployment-source", "Camunda Modeler", "enable-duplicate-filtering", "true");

    @Autowired
    ModelDeployment deployment;

    @Autowired
    DeployedModels models;

    @Autowired
    RepositoryService repository;

    @Autowired
    TaskService tasks;

    @Autowired
    Centre centre;

    @Autowired
    WithdrawCase withdraw;

    @LocalServerPort
    int port;

    private final List<String> deployed = new ArrayList<>();

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @AfterEach
    void theOwnersVersionsGoAgain() {
        deployed.forEach(id -> repository.deleteDeployment(id, true));
    }

    @ParameterizedTest
    @CsvSource({
        "kk, класс атауларына рұқсат жоқ",
        "ru, имена классов не разрешены",
        "en, class names are not allowed",
    })
    void aModelThatRunsCodeIsRefusedInTheOwnersLanguage(String language, String sentence) {
        refused(
                "appeal.bpmn",
                "camunda:delegateExpression=\"${closeAppeal}\"",
                "camunda:class=\"java.lang.Runtime\"",
                language,
                "appeal.bpmn, «Жабу / Закрыть» (closeAppeal): " + sentence);
    }

    @Test
    void aStepWithoutItsFormIsRefused() {
        refused(
                "appeal.bpmn",
                "camunda:formRef=\"clarify\"",
                "camunda:formRef=\"clarification\"",
                "en",
                "«Нақтылау / Уточнить» (clarify): there is no form clarification");
    }

    @Test
    void aCaseThatNobodyWatchesIsRefused() {
        refused(
                "appeal.bpmn",
                "id=\"watchOn\" sourceRef=\"escalate\" targetRef=\"watch\"",
                "id=\"watchOn\" sourceRef=\"escalate\" targetRef=\"inspect\"",
                "ru",
                "«Мерзімді күту / Ждать срока» (watch): цикл эскалации нарушен");
    }

    @Test
    void aTableWithoutAnAnswerIsRefused() {
        refused("ladder.dmn", "\"SAFETY\"", "\"X\"", "en", "(ladder): no rule answers the question");
    }

    @Test
    void aFormThatLosesAFieldIsRefused() {
        refused("control.form", "\"key\": \"reason\"", "\"key\": \"cause\"", "kk", "control: reason өрісі жоқ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "executor-health", "inspector", "supervisor", "head-health"})
    void onlyProcessOwnersDeploy(String userId) {
        long before = repository.createDeploymentQuery().count();
        var answer =
                StaffClient.basic(port, userId).deploy(MODELER, Map.of("clarify.form", content("clarify.form")), "en");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    @Test
    void aDeploymentThatPretendsToBeOursIsRefused() {
        var answer = owner().deploy(
                        Map.of("deployment-name", "x", "deployment-source", ModelDeployment.SOURCE),
                        Map.of("clarify.form", content("clarify.form")),
                        "en");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("choose another");
    }

    @Test
    void aDeploymentThatWouldCountLaterIsRefused() {
        var answer = owner().deploy(
                        Map.of("deployment-name", "x", "deployment-activation-time", "2030-01-01T00:00:00.000+0000"),
                        Map.of("appeal.bpmn", content("appeal.bpmn")),
                        "en");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("activation time");
        assertThat(centre.registered("street-lighting")).isNotNull();
    }

    @Test
    void theStartGoesThroughTheSameGate() {
        var broken = deployment.shipped();
        broken.put("clarify.form", changed("clarify.form", "\"key\": \"reply\"", "\"key\": \"answer\""));
        assertThatThrownBy(() -> deployment.deploy(broken))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("reply");
    }

    @Test
    void aGoodChangeIsUsedByTheNextCaseAndOutlivesARestart() {
        var before = centre.registered("street-lighting");
        accepted("appeal-of-the-owner.bpmn", changed("appeal.bpmn", "Тексеру және жолдау / ", "Қарау / "));
        var after = centre.registered("street-lighting");

        assertThat(stepName(before.value())).isEqualTo("Тексеру және жолдау / Проверить и направить");
        assertThat(stepName(after.value())).isEqualTo("Қарау / Проверить и направить");

        assertThat(deployment.deploy(deployment.shipped()))
                .as("a restart leaves the owner's version alone, whatever its file is called")
                .isEmpty();
        assertThat(newest("appeal").resource()).isEqualTo("appeal-of-the-owner.bpmn");

        String owners = newest("appeal").deployment();
        assertThatThrownBy(() -> repository.deleteDeployment(owners, true))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("(1)");
        withdraw.withdraw(after, "Шешілді", new Actor("operator"));
        withdraw.withdraw(before, "Шешілді", new Actor("operator"));
    }

    /** The requests of Modeler's {@code CamundaAPI} and {@code WellKnownAPI}, as its source sends them. */
    @Test
    void whatModelerAsksIsAnswered() {
        assertThat(owner().get("/version").json().path("version").asText()).startsWith("7.24");
        var connection = owner().get("/deployment?maxResults=0");
        assertThat(connection.status()).as(connection.body()).isEqualTo(200);
        assertThat(StaffClient.stranger(port)
                        .get("/.well-known/camunda-automation-platform/webapps")
                        .status())
                .as("without an answer Modeler takes the usual address of Cockpit, which is ours")
                .isIn(401, 404);
        byte[] changed = changed("clarify.form", "Нақтылау / Уточнение", "Жауап / Ответ");
        accepted("clarify.form", changed);
        long deployments = repository.createDeploymentQuery().count();
        var again = owner().deploy(MODELER, Map.of("clarify.form", changed), "kk");
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(repository.createDeploymentQuery().count())
                .as("sent twice, deployed once")
                .isEqualTo(deployments);
        assertThat(owner().get("/process-definition/key/appeal/xml").body()).contains("watch");
        assertThat(StaffClient.stranger(port).get("/engine-rest/deployment").status())
                .isEqualTo(401);
    }

    @Test
    void anEarlierDeploymentIsRepeatedThroughTheSameGate() {
        String ours = newest("clarify").deployment();
        accepted("clarify.form", changed("clarify.form", "Нақтылау / Уточнение", "Жауап / Ответ"));
        var answer = owner().post("/deployment/" + ours + "/redeploy", "{\"resourceNames\": [\"clarify.form\"]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        deployed.add(answer.json().path("id").asText());
        assertThat(deployedText("clarify")).contains("Нақтылау / Уточнение");
    }

    @Test
    void anOwnersFormTakesItsOptionsFromTheCatalogue() {
        byte[] bare = changed("reroute.form", "Ескертпе / Примечание", "Түсінік / Пояснение");
        assertThat(new String(bare, StandardCharsets.UTF_8)).doesNotContain("water-sewerage");
        accepted("reroute.form", bare);

        assertThat(deployedText("reroute")).contains("Түсінік / Пояснение", "water-sewerage");
        assertThat(deployment.deploy(deployment.shipped())).isEmpty();
    }

    @Test
    void theOnlyVersionOfAModelStays() {
        String ours = newest("routing").deployment();
        assertThatThrownBy(() -> repository.deleteDeployment(ours, false)).isInstanceOf(ModelRefused.class);
    }

    @Test
    void aNewReleaseDeploysWhatItChangedAndNothingElse() {
        assertThat(deployment.deploy(deployment.shipped())).isEmpty();

        var release = deployment.shipped();
        release.put("clarify.form", changed("clarify.form", "Нақтылау / Уточнение", "Жауап / Ответ"));
        assertThat(deployment.deploy(release)).containsExactly("clarify.form");
        deployed.add(newest("clarify").deployment());
        assertThat(deployment.deploy(release)).isEmpty();
    }

    private void accepted(String file, byte[] content) {
        var answer = owner().deploy(MODELER, Map.of(file, content), "kk");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        deployed.add(answer.json().path("id").asText());
    }

    private void refused(String file, String from, String to, String language, String sentence) {
        long before = repository.createDeploymentQuery().count();
        var answer = owner().deploy(MODELER, Map.of(file, changed(file, from, to)), language);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains(sentence);
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    private StaffClient owner() {
        return StaffClient.basic(port, "owner");
    }

    private String stepName(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getName();
    }

    private DeployedModels.Newest newest(String key) {
        var newest = models.newest(key);
        if (newest == null) {
            throw new AssertionError("nothing deployed: " + key);
        }
        return newest;
    }

    private String deployedText(String key) {
        var newest = newest(key);
        try (var stream = repository.getResourceAsStream(newest.deployment(), newest.resource())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(String file) {
        return ShippedModels.bytes(ShippedModels.text(file));
    }

    private static byte[] changed(String file, String from, String to) {
        assertThat(ShippedModels.text(file)).contains(from);
        return ShippedModels.bytes(ShippedModels.text(file).replace(from, to));
    }
}
