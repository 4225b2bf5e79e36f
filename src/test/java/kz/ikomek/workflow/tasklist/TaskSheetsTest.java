package kz.ikomek.workflow.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StaffTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the next person reads beside the form of what was said and tried before. */
@IntegrationTest
class TaskSheetsTest {

    @Autowired
    Centre centre;

    @Autowired
    StaffTasks tasks;

    @Autowired
    TaskSheets sheets;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void theExecutorLearnsThatTheResidentWasNotReached() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай бағана?"));
        centre.does("operator", number, "askResident", Map.of("decision", "NO_ANSWER"));

        assertThat(history(number, "executor-street-lighting", Language.KK))
                .extracting(TaskSheet.Entry::label, TaskSheet.Entry::said)
                .endsWith(tuple("Тұрғынға сұрақ", "Қай бағана?"), tuple("Тұрғынмен хабарласу мүмкін болмады", ""));
    }

    @Test
    void theControllerSeesWhichCallItIs() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        for (int call = 1; call <= 2; call++) {
            centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));
            centre.timePasses(Duration.ofHours(2));
        }
        assertThat(history(number, "controller", Language.KK))
                .extracting(TaskSheet.Entry::said)
                .endsWith("1-қоңырау", "2-қоңырау");
        assertThat(history(number, "controller", Language.RU))
                .extracting(TaskSheet.Entry::label)
                .endsWith("Житель не ответил", "Житель не ответил");
    }

    private List<TaskSheet.Entry> history(AppealNumber number, String reader, Language language) {
        var actor = new Actor(reader);
        String task = tasks.of(number, actor).get(0).id();
        var seen = tasks.find(List.of(task), actor).get(0);
        return sheets.of(seen, new StaffMember(reader, reader, List.of(), Set.of()), language)
                .history();
    }
}
