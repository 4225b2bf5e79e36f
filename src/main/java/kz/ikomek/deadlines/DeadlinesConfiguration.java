package kz.ikomek.deadlines;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineProperties.class)
class DeadlinesConfiguration {

    @Bean
    EscalationPlan escalationPlan(DecisionTables tables) {
        return new EscalationPlan(tables);
    }
}
