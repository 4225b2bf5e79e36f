package kz.ikomek.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole application on a real PostgreSQL and a clock that tests move; one context for the whole run. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ikomek.mail.sending=false",
            // Tests break promises on purpose, and the shift would be told in the middle of another one.
            "ikomek.invariants.first-look=P1D",
            // Tests read the figures when they want them.
            "ikomek.figures.first-look=P1D",
            // Spring Boot's tests export nothing unless told.
            "management.prometheus.metrics.export.enabled=true",
            "ikomek.metrics-token=" + IntegrationTest.METRICS_TOKEN,
            "ikomek.login.sessions=100",
            "ikomek.mail.base-url=https://109.example",
            "camunda.bpm.job-execution.enabled=false",
            // All clients of the tests share one address; 127.0.0.2 and further stand for strangers, with the limits as
            // they are.
            "ikomek.limits.office=127.0.0.1,::1",
            "ikomek.limits.office-factor=10000",
            "ikomek.telephony.secret=" + IntegrationTest.TELEPHONY_SECRET,
            "ikomek.data-directory=target/test-data"
        })
@ContextConfiguration(initializers = FreshData.class)
@Import({
    TestClock.class,
    kz.ikomek.workflow.Centre.class,
    kz.ikomek.workflow.FlowCoverage.class,
    Mailbox.class,
    Statements.class,
    Owner.class,
    PastTheOffer.class
})
public @interface IntegrationTest {

    /** What the telephone system proves itself with. */
    String TELEPHONY_SECRET = "secret-of-the-tests";

    /** What a monitor proves itself with. */
    String METRICS_TOKEN = "monitor-of-the-tests-109";
}
