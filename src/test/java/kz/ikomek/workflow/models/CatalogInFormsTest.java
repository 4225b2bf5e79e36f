package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.EditCatalog;
import kz.ikomek.catalog.EditCatalog.Entries;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** What is entered in the catalogue stands in the forms at once. */
@IntegrationTest
class CatalogInFormsTest {

    @Autowired
    EditCatalog edit;

    @Autowired
    Catalog catalog;

    @Autowired
    DeployedModels models;

    @Autowired
    ModelDeployment deployment;

    @Autowired
    Centre centre;

    @Autowired
    IdentityService identity;

    @Autowired
    TransactionTemplate transactions;

    @LocalServerPort
    int port;

    @Test
    void aNewCategoryStandsInTheStartFormAndIsTaken() {
        String untouched = newest("control");
        String before = newest("register");
        edit.add(category("snow-removal"));

        assertThat(offered("category")).contains("snow-removal");
        assertThat(newest("register")).as("a new version of the form").isNotEqualTo(before);
        assertThat(newest("control")).as("no new version of another form").isEqualTo(untouched);
        assertThat(deployment.deploy(deployment.shipped()))
                .as("nothing new at a restart")
                .isEmpty();
        centre.itIs("2026-11-16T10:00");
        var number = centre.registered("snow-removal");
        assertThat(centre.appeal(number).category().value()).isEqualTo("snow-removal");

        edit.rename(Entries.CATEGORY, "snow-removal", new LocalizedText("Қар күреу", "Уборка снега", "Snow clearing"));
        assertThat(labels("category")).contains("Қар күреу / Уборка снега");

        edit.retire(Entries.CATEGORY, "snow-removal");
        assertThat(offered("category")).doesNotContain("snow-removal");
        assertThat(centre.appeal(number).category().value()).isEqualTo("snow-removal");
        refused("catalog.category.unknown", () -> centre.registered("snow-removal"));
    }

    @Test
    void aChangeThatIsTakenBackLeavesTheFormsAsTheyWere() {
        String before = newest("register");
        transactions.executeWithoutResult(status -> {
            edit.add(category("never-entered"));
            status.setRollbackOnly();
        });
        assertThat(newest("register")).isEqualTo(before);
        assertThat(offered("category")).doesNotContain("never-entered");
    }

    @Test
    void aNewAgencyHasItsGroupAndItsListsAndStandsInTheForms() {
        edit.add(new Agency(
                new AgencyCode("snow-service"), new LocalizedText("Қар қызметі", "Снежная служба", "Snow service")));
        assertThat(identity.createGroupQuery().groupId("agency-snow-service").count())
                .isEqualTo(1);
        var user = identity.newUser("executor-snow-service");
        user.setPassword("demo");
        identity.saveUser(user);
        identity.createMembership("executor-snow-service", "agency-snow-service");
        assertThat(lists("executor-snow-service"))
                .as("no restart is needed")
                .contains("Топтың тапсырмалары / Задачи группы")
                .isEqualTo(lists("executor-water-sewerage"));
        identity.deleteUser("executor-snow-service");
        assertThat(new String(models.content("inspect"), StandardCharsets.UTF_8))
                .contains("snow-service");
        edit.retire(Entries.AGENCY, "snow-service");
        assertThat(new String(models.content("inspect"), StandardCharsets.UTF_8))
                .doesNotContain("snow-service");
    }

    @Test
    void anAgencyThatTheRoutingTableNamesStaysInUse() {
        refused("models.agency-in-routing", () -> edit.retire(Entries.AGENCY, "water-sewerage"));
        assertThat(catalog.agenciesInUse()).extracting(Agency::code).contains(new AgencyCode("water-sewerage"));
        edit.rename(Entries.AGENCY, "water-sewerage", named("water-sewerage"));
    }

    @Test
    void nothingIsRoutedToARetiredAgency() {
        edit.add(new Agency(new AgencyCode("ski-service"), new LocalizedText("Шаңғы", "Лыжи", "Ski service")));
        edit.retire(Entries.AGENCY, "ski-service");
        centre.itIs("2026-11-16T10:00");
        var number = centre.registered("street-lighting");
        refused("catalog.agency.unknown", () -> centre.routes(number, "ski-service"));
        centre.routes(number, "street-lighting");
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "NOT_OURS", "reason", "Біздікі емес"));
        refused(
                "catalog.agency.unknown",
                () -> centre.does(
                        "inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", "ski-service")));

        String table = new String(models.content("routing"), StandardCharsets.UTF_8)
                .replace("\"water-sewerage\"", "\"ski-service\"");
        var owner = StaffClient.basic(port, "owner");
        assertThat(owner.deploy(
                                Map.of("deployment-name", "routing"),
                                Map.of("routing.dmn", table.getBytes(StandardCharsets.UTF_8)),
                                "en")
                        .status())
                .as("an owner's table names it neither")
                .isEqualTo(400);
    }

    @Test
    void theCatalogueRefusesWhatWouldBreakIt() {
        refused("catalog.code.taken", () -> edit.add(category("open-manhole")));
        refused("catalog.code.invalid", () -> edit.add(category("Snow removal")));
        refused("catalog.category.unknown", () -> edit.retire(Entries.CATEGORY, "nothing"));
        refused(
                "catalog.name.missing",
                () -> edit.add(new Agency(new AgencyCode("new-agency"), new LocalizedText("Жаңа", "", "New"))));
    }

    private static void refused(String code, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private LocalizedText named(String agency) {
        return catalog.agencies().stream()
                .filter(known -> known.code().value().equals(agency))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static Category category(String code) {
        return new Category(
                new CategoryCode(code),
                new LocalizedText("Қар тазалау", "Уборка снега", "Snow removal"),
                "improvement",
                CategoryKind.STANDARD,
                false);
    }

    private String newest(String form) {
        return Objects.requireNonNull(models.newest(form), form).deployment();
    }

    private List<String> offered(String field) {
        return options(field, "value");
    }

    private List<String> labels(String field) {
        return options(field, "label");
    }

    /** As Tasklist asks for the lists of its left column. */
    private List<String> lists(String userId) {
        return StreamSupport.stream(
                        StaffClient.session(port, userId)
                                .get("/filter?firstResult=0&maxResults=2000&itemCount=false&resourceType=Task")
                                .json()
                                .spliterator(),
                        false)
                .map(filter -> filter.path("name").asText())
                .sorted()
                .toList();
    }

    /** As Tasklist asks for the start form. */
    private List<String> options(String field, String what) {
        JsonNode form = StaffClient.session(port, "operator")
                .get("/process-definition/key/appeal/deployed-start-form")
                .json();
        return StreamSupport.stream(form.path("components").spliterator(), false)
                .filter(component -> component.path("key").asText().equals(field))
                .flatMap(component ->
                        StreamSupport.stream(component.path("values").spliterator(), false))
                .map(option -> option.path(what).asText())
                .toList();
    }
}
