package kz.ikomek.workflow.tasklist;

import java.util.List;
import java.util.Locale;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffTasks;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What Tasklist shows beside a task's form. Holds personal data: who may not see the task gets "not found". */
@RestController
class TaskAppeals {

    /** Several of Tasklist's pages; more would be no page. */
    private static final int MOST_CARDS = 100;

    private final StaffTasks tasks;
    private final TaskSheets sheets;
    private final RecordAccess access;

    TaskAppeals(StaffTasks tasks, TaskSheets sheets, RecordAccess access) {
        this.tasks = tasks;
        this.sheets = sheets;
        this.access = access;
    }

    @GetMapping("/api/tasks/{taskId}/appeal")
    ResponseEntity<TaskSheet> appeal(
            @PathVariable String taskId, @AuthenticationPrincipal StaffMember member, Locale locale) {
        return tasks.find(List.of(taskId), new Actor(member.userId())).stream()
                .findFirst()
                .map(seen -> {
                    access.saw(new Actor(member.userId()), Via.TASK, seen.appeal());
                    return ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .body(sheets.of(seen, member, Language.of(locale)));
                })
                .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    }

    /** Of many tasks at once, those that the asking person may see. */
    @GetMapping("/api/tasks/cards")
    ResponseEntity<TaskCard.Page> cards(
            @RequestParam List<String> id, @AuthenticationPrincipal StaffMember member, Locale locale) {
        if (id.size() > MOST_CARDS) {
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(sheets.cards(tasks.find(id, new Actor(member.userId())), Language.of(locale)));
    }
}
