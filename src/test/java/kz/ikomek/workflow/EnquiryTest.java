package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class EnquiryTest {

    @Autowired
    StartAppeal start;

    @Autowired
    AppealViews appeals;

    @Autowired
    RuntimeService runtime;

    @Test
    void anEnquiryAnsweredInTheCallIsClosedAtOnce() {
        var number = start.start(
                new NewAppeal(
                        "Айгүл",
                        "8 701 123 45 67",
                        false,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode("reference"),
                        null,
                        null,
                        "№ 3 емхананың мекенжайы қандай?",
                        false,
                        "Тәуке хан даңғылы, 12"),
                new Actor("operator"));

        assertThat(appeals.find(number).orElseThrow().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value())
                        .count())
                .isZero();
    }
}
