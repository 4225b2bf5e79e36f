package kz.ikomek.platform;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Without {@code spring.datasource.url} this is the default run: embedded database, demo staff. An explicit {@code
 * ikomek.demo} wins.
 */
class DefaultRun implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean embedded = !environment.containsProperty("spring.datasource.url");
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "default-run", Map.of("ikomek.demo", embedded, "ikomek.embedded-database", embedded)));
    }
}
