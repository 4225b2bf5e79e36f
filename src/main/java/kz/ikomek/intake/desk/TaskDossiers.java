package kz.ikomek.intake.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
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

/**
 * What Tasklist shows in the tab of a task's appeal: the same as the page of the appeal. Who may not see the task gets "not
 * found".
 */
@RestController
class TaskDossiers {

    private static final List<String> WORDS = List.of(
            "deadline", "danger", "agencies", "journal", "mails", "no-mails", "of-caller", "similar", "nothing-alike");

    private final StaffTasks tasks;
    private final AppealSheets sheets;
    private final RecordAccess access;
    private final Sentences sentences;

    TaskDossiers(StaffTasks tasks, AppealSheets sheets, RecordAccess access, Sentences sentences) {
        this.tasks = tasks;
        this.sheets = sheets;
        this.access = access;
        this.sentences = sentences;
    }

    /** @param words labels by name, in the reader's language */
    record Dossier(AppealSheet appeal, Map<String, String> words) {}

    @GetMapping("/api/tasks/{taskId}/dossier")
    ResponseEntity<Dossier> dossier(
            @PathVariable String taskId, @AuthenticationPrincipal StaffMember member, Locale locale) {
        Language language = Language.of(locale);
        return tasks.find(List.of(taskId), new Actor(member.userId())).stream()
                .findFirst()
                .flatMap(seen -> {
                    var sheet = sheets.of(seen.appeal(), member, language);
                    sheet.ifPresent(shown -> access.saw(new Actor(member.userId()), Via.TAB, seen.appeal()));
                    return sheet;
                })
                .map(sheet -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new Dossier(
                                sheet,
                                WORDS.stream()
                                        .collect(Collectors.toMap(
                                                Function.identity(), word -> sentences.of("desk." + word, language))))))
                .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    }
}
