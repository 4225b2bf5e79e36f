package kz.ikomek.workflow.tasklist;

import java.util.List;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.replies.OfferReplies;
import kz.ikomek.replies.OfferedReply;
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
import org.springframework.web.bind.annotation.RestController;

/** The canned replies that Tasklist offers beside a task's form. Who may not see the task gets "not found". */
@RestController
class TaskReplies {

    private final StaffTasks tasks;
    private final AppealViews appeals;
    private final OfferReplies offer;

    TaskReplies(StaffTasks tasks, AppealViews appeals, OfferReplies offer) {
        this.tasks = tasks;
        this.appeals = appeals;
        this.offer = offer;
    }

    /**
     * What there is to choose from.
     *
     * @param language the resident's, in which the replies are offered first: {@code kk} or {@code ru}
     */
    record Offer(String language, List<OfferedReply> replies) {}

    @GetMapping("/api/tasks/{taskId}/replies")
    ResponseEntity<Offer> replies(@PathVariable String taskId, @AuthenticationPrincipal StaffMember member) {
        var actor = new Actor(member.userId());
        return tasks.find(List.of(taskId), actor).stream()
                .flatMap(seen -> tasks.of(seen.appeal(), actor).stream()
                        .filter(task -> task.id().equals(taskId))
                        .map(task -> offer(appeals.find(seen.appeal()).orElseThrow(), task)))
                .findFirst()
                .map(found ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found))
                .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    }

    private Offer offer(AppealView appeal, StaffTasks.StaffTask task) {
        Language first = appeal.language() == Language.RU ? Language.RU : Language.KK;
        return new Offer(first.tag(), offer.of(task.step(), appeal, task.agency()));
    }
}
