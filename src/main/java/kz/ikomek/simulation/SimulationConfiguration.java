package kz.ikomek.simulation;

import kz.ikomek.shared.MovableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("month")
class SimulationConfiguration {

    /** In the month the application, and the engine with it, lives by this clock. */
    @Bean
    @Primary
    MovableClock clockOfTheMonth() {
        return new MovableClock();
    }
}
