package kz.ikomek.testing;

import kz.ikomek.shared.MovableClock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestConfiguration(proxyBeanMethods = false)
class TestClock {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }
}
