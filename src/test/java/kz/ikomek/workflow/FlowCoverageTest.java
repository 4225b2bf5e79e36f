package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The proof that a gap in the lifecycle's tests is found, whatever other classes took before. */
@IntegrationTest
class FlowCoverageTest {

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Test
    void whatNoTestTookIsNamed() {
        centre.itIs("2026-11-16T10:00");
        centre.routes(centre.registered("water"), "water-sewerage");
        FlowCoverage.begin();
        start.start(centre.call("reference", "Тәуке хан, 12"), new Actor("operator"));

        assertThatThrownBy(FlowCoverage::requireAll)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("flow nodes and sequence flows that no test took")
                .hasMessageContaining("\"inspect\"")
                .hasMessageContaining("\"execute\"");
    }
}
