package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import kz.ikomek.appeals.Channel;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.District;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.NormQuestion;
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
                for (Channel channel : Channel.values()) {
                    var norm = tables.norm(new NormQuestion(category.code(), category.kind(), danger, channel.name()));
                    assertThat(norm.reason()).contains(" / ");
                    assertThat(norm.row()).isPositive();
                    assertThat(norm.version()).isPositive();
                }
            }
        });
    }

    @Test
    void everyStageHasSomebodyToTell() {
        for (Stage stage : Stage.values()) {
            assertThat(tables.ladder(DecisionTables.STANDARD_LADDER, stage, 1)).isNotNull();
        }
    }

    @Test
    void aNormNamesTheRowThatDecided() {
        var reference =
                tables.norm(new NormQuestion(new CategoryCode("reference"), CategoryKind.REFERENCE, false, "PHONE"));
        assertThat(reference.row()).isEqualTo(11);
        assertThat(reference.norm().iso()).isEqualTo("PT2M");
        assertThat(reference.warning()).isEqualTo(50);
        assertThat(reference.limits().registering().iso()).isEqualTo("PT2M");
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
