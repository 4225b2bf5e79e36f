package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** One setting marks all cookies as secure. */
class TlsSettingsTest {

    private static final List<String> COOKIES =
            List.of("server.servlet.session.cookie.secure", "camunda.bpm.webapp.csrf.enable-secure-cookie");

    private final ApplicationContextRunner settings =
            new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());

    @Test
    void whereThereIsTlsNoCookieTravelsWithoutIt() {
        settings.withPropertyValues("ikomek.tls=true")
                .run(context -> assertThat(COOKIES)
                        .allSatisfy(
                                cookie -> assertThat(context.getEnvironment().getProperty(cookie, Boolean.class))
                                        .as(cookie)
                                        .isTrue()));
    }

    @Test
    void onOnesOwnMachineLoginWorksWithoutTls() {
        settings.run(context -> assertThat(COOKIES)
                .allSatisfy(cookie -> assertThat(context.getEnvironment().getProperty(cookie, Boolean.class))
                        .as(cookie)
                        .isFalse()));
    }
}
