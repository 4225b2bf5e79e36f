package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.engine.Conflicts;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** People who act on one case in the same instant disturb nobody. */
@IntegrationTest
class ConflictsTest {

    private static final int ROUNDS = 6;
    private static final List<String> AGENCIES = List.of("roads-transport", "water-sewerage", "street-lighting");

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    StaffTasks tasks;

    @Autowired
    Sentences sentences;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void agenciesThatFinishInTheSameInstantAllSucceed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var number = centre.registered("road-infrastructure");
            centre.routes(number, AGENCIES.get(0), AGENCIES.get(1), AGENCIES.get(2));
            atOnce(AGENCIES.stream()
                    .map(agency -> (Callable<Object>) () -> {
                        centre.solves(agency, number);
                        return agency;
                    })
                    .toList());
            assertThat(centre.appeal(number).state()).isEqualTo(AppealState.CONTROL);
        }
    }

    @Test
    void alsoAtTheWebServer() throws Exception {
        List<StaffClient> staff = AGENCIES.stream()
                .map(agency -> StaffClient.basic(port, "executor-" + agency))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            var number = centre.registered("road-infrastructure");
            centre.routes(number, AGENCIES.get(0), AGENCIES.get(1), AGENCIES.get(2));
            List<String> ids = AGENCIES.stream()
                    .map(agency -> tasks.of(number, new Actor("executor-" + agency))
                            .get(0)
                            .id())
                    .toList();
            atOnce(IntStream.range(0, AGENCIES.size())
                    .mapToObj(i -> (Callable<Object>) () -> {
                        var answer = staff.get(i)
                                .post(
                                        "/task/" + ids.get(i) + "/submit-form",
                                        "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{\"value\":\"x\"}}}");
                        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
                        return i;
                    })
                    .toList());
            assertThat(centre.appeal(number).state()).isEqualTo(AppealState.CONTROL);
        }
    }

    @Test
    void twoWhoCompleteTheSameTaskDoItOnce() throws Exception {
        var number = centre.registered("street-lighting");
        String task = tasks.of(number).get(0).id();
        var done = new AtomicInteger();
        atOnce(List.of("inspector", "inspector").stream()
                .map(user -> (Callable<Object>) () -> {
                    try {
                        tasks.complete(task, Map.of("decision", "ROUTE", "agency", "street-lighting"), new Actor(user));
                        done.incrementAndGet();
                    } catch (RuntimeException e) {
                        assertThat(e.getMessage()).containsAnyOf("Cannot find task", Conflicts.TASK_GONE);
                    }
                    return user;
                })
                .toList());
        assertThat(done).hasValue(1);
        assertThat(centre.waiting(number)).containsExactly("execute");
    }

    @Test
    void whoeverComesSecondToATaskIsToldThatItIsGone() throws Exception {
        var inspector = StaffClient.basic(port, "inspector");
        for (int round = 0; round < ROUNDS; round++) {
            var number = centre.registered("street-lighting");
            String task = tasks.of(number).get(0).id();
            String form = "{\"variables\":{\"decision\":{\"value\":\"REJECT\"},\"reason\":{\"value\":\"x\"}}}";
            var statuses = new ConcurrentLinkedQueue<Integer>();
            atOnce(Collections.nCopies(4, () -> {
                var answer = inspector.post("/task/" + task + "/submit-form", form);
                statuses.add(answer.status());
                if (answer.status() != 204) {
                    assertThat(answer.body())
                            .contains("Бұл тапсырма енді жоқ: оны басқа қызметкер орындап қойған"
                                    + " немесе өтініш жабылған. Тізімді жаңартыңыз.");
                }
                return answer;
            }));
            assertThat(statuses).containsExactlyInAnyOrder(204, 409, 409, 409);
        }
    }

    @Test
    void whoeverIsAlwaysSecondIsToldSo() {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> Conflicts.retrying(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException(new OptimisticLockingException("somebody else"));
                }))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(sentences.of(refusal, Language.KK))
                                .isEqualTo(
                                        "Бұл өтінішті дәл қазір басқа қызметкер өзгертіп жатыр. Бетті жаңартып, қайталап көріңіз."));
        assertThat(attempts).hasValue(5);
    }

    private static void atOnce(List<Callable<Object>> steps) throws Exception {
        var barrier = new CyclicBarrier(steps.size());
        var threads = Executors.newFixedThreadPool(steps.size());
        try {
            List<Future<Object>> all = steps.stream()
                    .map(step -> threads.submit(() -> {
                        barrier.await(30, TimeUnit.SECONDS);
                        return step.call();
                    }))
                    .toList();
            for (Future<Object> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
