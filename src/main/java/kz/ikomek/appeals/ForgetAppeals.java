package kz.ikomek.appeals;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.ikomek.appeals.files.AttachmentContents;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import kz.ikomek.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The appeal's own part of being anonymised; who does it, and what else goes, is the business of {@code privacy}. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ForgetAppeals {

    /** Steps whose notes hold codes, numbers and instants only. What people wrote stands in those of all others. */
    private static final Set<Step> WORDLESS = EnumSet.of(
            Step.ESCALATED,
            Step.CLOCK_MOVED,
            Step.NO_ANSWER,
            Step.DONE_TOGETHER,
            Step.CLOSED_WITH_OUTCOME,
            Step.ANONYMISED);

    private final JdbcClient jdbc;
    private final Change change;
    private final AttachmentContents contents;

    ForgetAppeals(JdbcClient jdbc, Change change, AttachmentContents contents) {
        this.jdbc = jdbc;
        this.change = change;
        this.contents = contents;
    }

    /** Those of them that are closed and not yet anonymised, locked until the transaction ends; not those locked by others. */
    public List<AppealNumber> lockClosed(Collection<AppealNumber> numbers) {
        return jdbc
                .sql("SELECT number FROM appeals.appeal WHERE number = ANY (?) AND state = 'CLOSED'"
                        + " AND anonymised_at IS NULL ORDER BY number FOR UPDATE SKIP LOCKED")
                .param(texts(numbers))
                .query(String.class)
                .list()
                .stream()
                .map(AppealNumber::new)
                .toList();
    }

    /** Removes files that are kept on disk, once the transaction has committed. If that fails, the sweep takes them. */
    public void removeFiles(Collection<AppealNumber> numbers) {
        List<UUID> onDisk = jdbc.sql("SELECT id FROM appeals.attachment WHERE number = ANY (?) AND kept_in = ?")
                .params(texts(numbers), Where.DISK.name())
                .query(UUID.class)
                .list();
        if (!onDisk.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    onDisk.forEach(id -> contents.remove(Where.DISK, id));
                }
            });
        }
    }

    /** Removes from the journal what people wrote; the lines stay. */
    public void removeNotes(Collection<AppealNumber> numbers, String why, Actor actor) {
        jdbc.sql("SELECT audit.redact_journal(ARRAY(SELECT id FROM appeals.journal WHERE number = ANY (:numbers)"
                        + " AND note IS NOT NULL AND step <> ALL (:wordless)), :who, :why, :at)")
                .param("numbers", texts(numbers))
                .param("wordless", WORDLESS.stream().map(Step::name).toArray(String[]::new))
                .param("who", actor.userId())
                .param("why", why)
                .param("at", AppealStore.timestamp(change.now()))
                .query(Integer.class)
                .single();
    }

    /** Enters in the appeals and their journals that they are anonymised. */
    public void anonymised(Collection<AppealNumber> numbers, String why, Actor actor) {
        jdbc.sql("UPDATE appeals.appeal SET version = version + 1, anonymised_at = ? WHERE number = ANY (?)")
                .params(AppealStore.timestamp(change.now()), texts(numbers))
                .update();
        numbers.forEach(number -> change.store.journal(
                number, change.now(), actor, Step.ANONYMISED, AppealState.CLOSED, AppealState.CLOSED, null, why));
    }

    private static String[] texts(Collection<AppealNumber> numbers) {
        return numbers.stream().map(AppealNumber::value).toArray(String[]::new);
    }
}
