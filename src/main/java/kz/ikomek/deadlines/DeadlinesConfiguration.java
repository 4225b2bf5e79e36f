package kz.ikomek.deadlines;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadlinesConfiguration {

    @Bean
    WorkingCalendar workingCalendar(WorkingCalendars calendars) {
        return calendars.current();
    }

    @Bean
    EscalationPlan escalationPlan(DecisionTables tables, WorkingCalendar calendar) {
        return new EscalationPlan(tables, calendar);
    }
}
