package kz.ikomek.workflow.lifecycle;

import java.util.Date;
import java.util.Objects;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.CloseAppeal;
import kz.ikomek.appeals.EscalateAppeal;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.RegisterAppeal;
import kz.ikomek.appeals.ReopenAppeal;
import kz.ikomek.appeals.ReportWork;
import kz.ikomek.appeals.RouteAppeal;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Language;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tasks of the lifecycle do. */
@Configuration(proxyBeanMethods = false)
class Steps {

    @Bean("lifecycle.registerAppeal")
    JavaDelegate registerAppeal(RegisterAppeal register) {
        return execution -> {
            var step = new Case(execution);
            var appeal = register.register(told(step), step.actor());
            step.forgetTyped();
            step.begin(appeal, false);
        };
    }

    @Bean("lifecycle.resumeReopened")
    JavaDelegate resumeReopened(ReopenAppeal reopen) {
        return execution -> {
            var step = new Case(execution);
            var appeal = reopen.reopen(step.number(), step.text("reason"), step.actor());
            step.forgetTyped();
            step.begin(appeal, true);
        };
    }

    @Bean("lifecycle.routeByRule")
    JavaDelegate routeByRule(RouteAppeal route, EscalationTimer timer) {
        return execution -> {
            var step = new Case(execution);
            route.routeByRule(step.number(), new AgencyCode(step.required(AppealProcess.AGENCY)), step.actor());
            timer.follow(execution);
        };
    }

    @Bean("lifecycle.closeAppeal")
    JavaDelegate closeAppeal(CloseAppeal close) {
        return execution -> {
            var step = new Case(execution);
            close.close(
                    step.number(),
                    Outcome.valueOf(Objects.requireNonNull(step.text(AppealProcess.OUTCOME))),
                    step.actor());
        };
    }

    @Bean("lifecycle.withdrawAppeal")
    JavaDelegate withdrawAppeal(CloseAppeal close) {
        return execution -> {
            var step = new Case(execution);
            close.withdraw(step.number(), step.text("reason"), step.actor());
            step.forgetTyped();
        };
    }

    @Bean("lifecycle.residentSilent")
    JavaDelegate residentSilent(ReportWork report, EscalationTimer timer) {
        return execution -> {
            var step = new Case(execution);
            report.residentSilent(step.number(), Objects.requireNonNull(step.agency(AppealProcess.AGENCY)));
            execution.setVariableLocal(AppealProcess.WORK, "ANSWERED");
            timer.follow(execution);
        };
    }

    @Bean("lifecycle.escalate")
    JavaDelegate escalate(EscalateAppeal escalate) {
        return execution -> {
            var next = escalate.escalate(new Case(execution).number());
            execution.setVariable(AppealProcess.NEXT_ALERT, Date.from(next));
        };
    }

    @Bean("lifecycle.assignments")
    Assignments assignments(AppealViews views) {
        return number -> views.openAgencies(new AppealNumber(number)).stream()
                .map(AgencyCode::value)
                .toList();
    }

    private static NewAppeal told(Case step) {
        return new NewAppeal(
                step.text("residentName"),
                step.text("phone"),
                step.ticked("anonymous"),
                step.choice(Language.class, "language"),
                step.choice(Channel.class, "channel"),
                step.category(),
                step.district(),
                step.text("address"),
                Objects.requireNonNullElse(step.text("text"), ""),
                step.ticked(AppealProcess.DANGER),
                step.text("answer"));
    }
}
