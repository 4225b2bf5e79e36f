package kz.ikomek.workflow.lifecycle;

import static kz.ikomek.workflow.lifecycle.AppealProcess.AGENCY;
import static kz.ikomek.workflow.lifecycle.AppealProcess.OUTCOME;
import static kz.ikomek.workflow.lifecycle.AppealProcess.PAUSE_UNTIL;
import static kz.ikomek.workflow.lifecycle.AppealProcess.REFUSED_BY;
import static kz.ikomek.workflow.lifecycle.AppealProcess.WORK;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.function.Consumer;
import kz.ikomek.appeals.AnswerEnquiry;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.ExtendDeadline;
import kz.ikomek.appeals.FindMedicine;
import kz.ikomek.appeals.InspectAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.Proposal;
import kz.ikomek.appeals.ReportWork;
import kz.ikomek.appeals.RouteAppeal;
import kz.ikomek.appeals.SafeguardAppeal;
import kz.ikomek.appeals.VerifyAppeal;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Stage;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is recorded when a person completes a task; a refusal leaves the task as it was. */
@Configuration(proxyBeanMethods = false)
class Records {

    /** Pause before the resident is called again (proposal), at the least: nobody is called at night. */
    private static final Duration CALL_AGAIN = Duration.ofHours(2);

    private final EscalationTimer timer;
    private final DecisionTables tables;

    Records(EscalationTimer timer, DecisionTables tables) {
        this.timer = timer;
        this.tables = tables;
    }

    @Bean("lifecycle.recordEnquiry")
    TaskListener recordEnquiry(AnswerEnquiry enquiry) {
        return recording(step -> {
            if (step.decision("ANSWERED", "TO_INSPECTOR").equals("ANSWERED")) {
                enquiry.answer(step.number(), step.text("answer"), step.actor());
                end(step, Outcome.ANSWERED);
            } else {
                enquiry.toInspector(step.number(), step.text("reason"), step.actor());
            }
        });
    }

    @Bean("lifecycle.recordInspection")
    TaskListener recordInspection(InspectAppeal inspect, RouteAppeal route) {
        return recording(step -> {
            var number = step.number();
            var actor = step.actor();
            String decision =
                    step.decision("ROUTE", "PHARMACISTS", "QUESTION", "REJECT", "DUPLICATE", "ANSWER", "FORWARD");
            Proposal proposal = inspect.correct(number, step.correction(), actor);
            switch (decision) {
                case "ROUTE" -> {
                    var typed = step.agency(AGENCY);
                    if (proposal.moved() && (typed == null || typed.equals(proposal.before()))) {
                        step.propose(proposal.after());
                    }
                    route.route(number, step.agencies(), step.text("note"), actor);
                }
                case "PHARMACISTS" -> inspect.toPharmacists(number, step.text("note"), actor);
                case "QUESTION" -> inspect.ask(number, step.text("question"), actor);
                case "REJECT" -> {
                    inspect.reject(number, step.text("reason"), actor);
                    end(step, Outcome.REJECTED);
                }
                case "FORWARD" -> {
                    inspect.forward(number, step.text("body"), step.text("note"), actor);
                    end(step, Outcome.FORWARDED);
                }
                case "DUPLICATE" -> {
                    inspect.duplicateOf(number, step.text("duplicateOf"), actor);
                    end(step, Outcome.DUPLICATE);
                }
                default -> {
                    inspect.answer(number, step.text("answer"), actor);
                    end(step, Outcome.ANSWERED);
                }
            }
        });
    }

    @Bean("lifecycle.recordClarification")
    TaskListener recordClarification(InspectAppeal inspect) {
        return recording(step -> {
            inspect.clarify(step.number(), step.text("reply"), step.actor());
            step.propose(tables.proposal(step.category(), step.district()));
            step.forgetDecision();
        });
    }

    @Bean("lifecycle.recordWork")
    TaskListener recordWork(ReportWork report, ExtendDeadline extend) {
        return recording(step -> {
            var agency = Objects.requireNonNull(step.agency(AGENCY));
            String decision = step.decision("SOLVED", "NOT_OURS", "ASK_RESIDENT", "MORE_TIME");
            switch (decision) {
                case "SOLVED" -> report.solved(step.number(), agency, step.text("report"), step.actor());
                case "NOT_OURS" -> {
                    report.notOurs(step.number(), agency, step.text("reason"), step.actor());
                    step.execution.setVariableLocal(REFUSED_BY, agency.value());
                }
                case "MORE_TIME" ->
                    extend.ask(step.number(), agency, step.text("extension"), step.text("reason"), step.actor());
                default ->
                    step.execution.setVariableLocal(
                            PAUSE_UNTIL,
                            Date.from(report.askResident(step.number(), agency, step.text("question"), step.actor())));
            }
            work(step, decision);
        });
    }

    @Bean("lifecycle.acceptWork")
    TaskListener acceptWork(ReportWork report) {
        return task -> {
            var step = new Case(task.getExecution());
            if (task.getAssignee() != null) {
                report.accepted(step.number(), Objects.requireNonNull(step.agency(AGENCY)), step.actor());
                timer.follow(task.getExecution());
            }
        };
    }

    @Bean("lifecycle.recordExtension")
    TaskListener recordExtension(ExtendDeadline extend) {
        return recording(step -> {
            if (step.decision("GRANTED", "REFUSED").equals("GRANTED")) {
                extend.grant(step.number(), step.text("extension"), step.text("note"), step.actor());
            } else {
                extend.refuse(step.number(), step.text("reason"), step.actor());
            }
            step.forgetDecision();
        });
    }

    @Bean("lifecycle.recordReroute")
    TaskListener recordReroute(RouteAppeal route) {
        return recording(step -> {
            var from = new AgencyCode(Objects.requireNonNull(step.text(REFUSED_BY)));
            String decision = step.decision("ROUTE", "SAME", "REINSPECT");
            switch (decision) {
                case "ROUTE" ->
                    route.reroute(step.number(), from, step.agency(AGENCY), step.text("note"), step.actor());
                case "SAME" -> {
                    step.execution.setVariable(AGENCY, from.value());
                    route.reroute(step.number(), from, from, step.text("note"), step.actor());
                }
                default -> {
                    route.reinspect(step.number(), step.text("note"), step.actor());
                    var proposal = tables.proposal(step.category(), step.district());
                    step.propose(from.equals(proposal) ? null : proposal);
                }
            }
            work(step, decision);
        });
    }

    @Bean("lifecycle.recordResidentAnswer")
    TaskListener recordResidentAnswer(ReportWork report) {
        return recording(step -> {
            var agency = Objects.requireNonNull(step.agency(AGENCY));
            if (step.decision("ANSWERED", "NO_ANSWER").equals("ANSWERED")) {
                report.residentAnswered(step.number(), agency, step.text("residentAnswer"), step.actor());
            } else {
                report.residentNotReached(step.number(), agency, step.actor());
            }
            work(step, "ANSWERED");
        });
    }

    @Bean("lifecycle.startControl")
    TaskListener startControl(VerifyAppeal verify, AppealViews views) {
        return task -> {
            var step = new Case(task.getExecution());
            step.forgetDecision();
            if (views.find(step.number()).orElseThrow().state() != AppealState.CONTROL) {
                verify.start(step.number());
                timer.follow(task.getExecution());
            }
            task.setDueDate(Date.from(views.find(step.number()).orElseThrow().deadline(Stage.CONTROL)));
        };
    }

    @Bean("lifecycle.recordControl")
    TaskListener recordControl(VerifyAppeal verify, CallHours hours, Clock clock) {
        return recording(step -> {
            switch (step.decision("CONFIRMED", "NOT_CONFIRMED", "NO_ANSWER")) {
                case "CONFIRMED" -> {
                    verify.confirmed(step.number(), step.text("note"), step.actor());
                    end(step, Outcome.SOLVED_CONFIRMED);
                }
                case "NOT_CONFIRMED" -> verify.notConfirmed(step.number(), step.text("reason"), step.actor());
                default -> {
                    verify.noAnswer(step.number(), step.actor());
                    end(step, Outcome.SOLVED_UNCONFIRMED);
                    step.execution.setVariable(
                            AppealProcess.CALL_AGAIN_AT,
                            Date.from(hours.notBefore(clock.instant().plus(CALL_AGAIN))));
                }
            }
        });
    }

    @Bean("lifecycle.recordMedicine")
    TaskListener recordMedicine(FindMedicine medicine) {
        return recording(step -> {
            boolean called = step.ticked("calledBack");
            switch (step.decision("FOUND", "NOT_FOUND", "TO_INSPECTOR")) {
                case "FOUND" -> {
                    medicine.found(
                            step.number(),
                            step.text("pharmacy"),
                            step.text("price"),
                            step.text("until"),
                            called,
                            step.actor());
                    end(step, Outcome.MEDICINE_FOUND);
                }
                case "NOT_FOUND" -> {
                    medicine.notFound(step.number(), step.text("note"), called, step.actor());
                    end(step, Outcome.MEDICINE_NOT_FOUND);
                }
                default -> medicine.toInspector(step.number(), step.text("reason"), step.actor());
            }
        });
    }

    @Bean("lifecycle.recordDangerCheck")
    TaskListener recordDangerCheck(InspectAppeal inspect, RouteAppeal route, WorkInHand work) {
        return recording(step -> {
            Proposal proposal = inspect.checkDanger(step.number(), step.correction(), step.actor());
            if (proposal.moved()) {
                step.propose(proposal.after());
            }
            if (route.follow(step.number(), proposal, step.actor())) {
                work.goesOver(step.execution, proposal);
            }
        });
    }

    @Bean("lifecycle.startSafeguard")
    TaskListener startSafeguard() {
        return task -> task.setVariable(AppealProcess.UNDER_CONTROL, true);
    }

    @Bean("lifecycle.recordSafety")
    TaskListener recordSafety(SafeguardAppeal safeguard) {
        return recording(step -> safeguard.safe(step.number(), step.text("note"), step.actor()));
    }

    private TaskListener recording(Consumer<Case> record) {
        return task -> {
            var step = new Case(task.getExecution());
            record.accept(step);
            step.forgetTyped();
            timer.follow(task.getExecution());
        };
    }

    private static void end(Case step, Outcome outcome) {
        step.execution.setVariable(OUTCOME, outcome.name());
    }

    /** Keeps an agency's decision to its own instance, so that agencies working side by side do not collide. */
    private static void work(Case step, String decision) {
        step.forgetDecision();
        step.execution.setVariableLocal(WORK, decision);
    }
}
