package kz.ikomek.workflow;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for people now, step by step, whoever may see it: figures only, for those who lead the shift. */
@Component
public class QueueNow {

    private final JdbcClient jdbc;
    private final Clock clock;

    QueueNow(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The tasks of one step of the model that are not done.
     *
     * @param step the element of the model, for example {@code inspect}
     * @param name the step's name in the model, Kazakh and Russian
     * @param open how many there are
     * @param free how many of them nobody has taken on
     * @param late how many of them should be done by now
     * @param oldest since when the oldest has waited; now when there is none
     */
    public record StepQueue(String step, String name, int open, int free, int late, Instant oldest) {}

    /**
     * All steps that people do, those without a task too, so that a queue that is empty reads 0; its name is then
     * empty.
     */
    public List<StepQueue> allSteps() {
        List<StepQueue> all = new ArrayList<>(steps());
        Set<String> found = all.stream().map(StepQueue::step).collect(Collectors.toSet());
        for (HumanStep step : HumanStep.values()) {
            if (step != HumanStep.REGISTER && !found.contains(step.element())) {
                all.add(new StepQueue(step.element(), "", 0, 0, 0, clock.instant()));
            }
        }
        return all;
    }

    /** All steps that have tasks, whose oldest waits longest first. */
    public List<StepQueue> steps() {
        // The engine keeps local time without a zone, so that it is asked with the engine's own kind of date.
        return jdbc.sql("""
                SELECT t.task_def_key_, max(t.name_) AS name, count(*) AS open,
                    count(*) FILTER (WHERE t.assignee_ IS NULL) AS free,
                    count(*) FILTER (WHERE t.due_date_ < ?) AS late, min(t.create_time_) AS oldest
                FROM act_ru_task t JOIN act_re_procdef p ON p.id_ = t.proc_def_id_
                WHERE p.key_ = ? GROUP BY t.task_def_key_ ORDER BY oldest, t.task_def_key_
                """)
                .params(Timestamp.from(clock.instant()), AppealProcess.KEY)
                .query((row, number) -> new StepQueue(
                        row.getString("task_def_key_"),
                        row.getString("name"),
                        row.getInt("open"),
                        row.getInt("free"),
                        row.getInt("late"),
                        row.getTimestamp("oldest").toInstant()))
                .list();
    }
}
