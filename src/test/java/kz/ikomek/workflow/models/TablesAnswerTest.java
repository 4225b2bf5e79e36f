package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.District;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The deployed tables answer every question that the catalogue can raise. */
@IntegrationTest
class TablesAnswerTest {

    @Autowired
    Catalog catalog;

    @Autowired
    DecisionTables tables;

    @Autowired
    DecisionService decisions;

    @Test
    void everyCategoryHasANormAndAReasonForIt() {
        assertThat(catalog.categoriesInUse()).hasSizeGreaterThan(50).allSatisfy(category -> {
            for (boolean danger : new boolean[] {true, false}) {
                var norm = tables.norm(category.code(), category.kind(), danger);
                assertThat(norm.reason()).contains(" / ");
            }
        });
    }

    @Test
    void everyStageHasALimitAndSomebodyToTell() {
        for (Stage stage : Stage.values()) {
            assertThat(tables.limit(stage)).isNotNull();
            assertThat(tables.ladder(stage, 1)).isNotNull();
        }
    }

    @Test
    void everyCategoryInEveryDistrictGoesToAKnownAgency() {
        var agencies =
                catalog.agencies().stream().map(agency -> agency.code().value()).collect(Collectors.toSet());
        for (Category category : catalog.categoriesInUse()) {
            for (District district : catalog.districtsInUse()) {
                String agency = route(category, district);
                if (category.agencyRule() == null) {
                    assertThat(agency).as(category + " is for the inspector").isNull();
                } else {
                    assertThat(agencies).as(category + " in " + district).contains(agency);
                    assertThat(agency)
                            .isEqualTo(category.needsDistrict() ? "akimat-" + district.code() : category.agencyRule());
                }
            }
        }
    }

    private @Nullable String route(Category category, District district) {
        var row = decisions
                .evaluateDecisionTableByKey(
                        "routing",
                        Map.of(
                                "category",
                                category.code().value(),
                                "district",
                                district.code().value()))
                .getFirstResult();
        return row == null ? null : row.getSingleEntry();
    }
}
