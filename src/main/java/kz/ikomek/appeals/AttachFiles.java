package kz.ikomek.appeals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.ikomek.appeals.files.AttachmentContents;
import kz.ikomek.appeals.files.AttachmentProperties;
import kz.ikomek.appeals.files.CheckedFile;
import kz.ikomek.appeals.files.FileCheck;
import kz.ikomek.appeals.files.FileName;
import kz.ikomek.appeals.files.Position;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody adds files to an appeal: each is checked for itself, and one that is refused does not hold up the others. */
@Component
public class AttachFiles {

    private static final Logger log = LoggerFactory.getLogger(AttachFiles.class);

    private final FileCheck check;
    private final AttachmentStore attachments;
    private final AttachmentContents contents;
    private final AttachmentProperties limits;
    private final Change change;
    private final TransactionTemplate transactions;

    AttachFiles(
            FileCheck check,
            AttachmentStore attachments,
            AttachmentContents contents,
            AttachmentProperties limits,
            Change change,
            TransactionTemplate transactions) {
        this.check = check;
        this.attachments = attachments;
        this.contents = contents;
        this.limits = limits;
        this.change = change;
        this.transactions = transactions;
    }

    /**
     * Checks and keeps files. Pictures are decoded outside of any transaction; each file is then kept, and entered in the
     * journal, in a transaction of its own. A file that the appeal has with this kind already is kept once, so an upload
     * may be repeated.
     *
     * @param agency whose work is shown; null when it is no agency's
     */
    public AttachedFiles attach(
            AppealNumber number,
            AttachmentKind kind,
            @Nullable AgencyCode agency,
            List<ReceivedFile> files,
            Actor actor) {
        List<Attachment> attached = new ArrayList<>();
        List<AttachedFiles.RefusedFile> refused = new ArrayList<>();
        for (ReceivedFile file : files) {
            try {
                if (attached.size() + refused.size() >= limits.filesAStep()) {
                    throw tooMany();
                }
                CheckedFile checked = check(file);
                attached.add(Objects.requireNonNull(
                        transactions.execute(status -> keep(number, kind, agency, checked, actor))));
            } catch (Refusal reason) {
                refused.add(new AttachedFiles.RefusedFile(FileName.of(file.name()), reason));
            }
        }
        return new AttachedFiles(attached, refused);
    }

    /** The most bytes a file may have. */
    public long largestFile() {
        return limits.largestFile().toBytes();
    }

    /** The most files of one upload, and of one kind while an appeal is in one state. */
    public int filesAStep() {
        return limits.filesAStep();
    }

    private CheckedFile check(ReceivedFile file) {
        if (file.size() > largestFile()) {
            throw new Refusal(
                    "attachments.too-large", "file", limits.largestFile().toMegabytes());
        }
        try {
            return check.check(file.name(), file.content().read());
        } catch (IOException e) {
            log.warn("A file that was sent could not be read", e);
            throw new Refusal("attachments.unreadable", "file");
        }
    }

    private Attachment keep(
            AppealNumber number, AttachmentKind kind, @Nullable AgencyCode agency, CheckedFile file, Actor actor) {
        Appeal appeal = change.store.lock(number);
        AppealState state = appeal.take(Step.ATTACHED);
        Attachment same = attachments.received(number, kind, file.receivedSha256());
        if (same != null) {
            return same;
        }
        if (attachments.countSinceLastState(number, kind) >= limits.filesAStep()) {
            throw tooMany();
        }
        var attachment = new Attachment(
                UUID.randomUUID(),
                number,
                kind,
                file.name(),
                file.type(),
                file.content().length,
                file.sha256(),
                place(file.position()),
                change.now(),
                actor.userId(),
                agency);
        contents.keep(attachment.id(), file);
        attachments.insert(attachment, file.receivedSha256(), contents.chosen());
        change.store.journal(
                number, change.now(), actor, Step.ATTACHED, state, state, agency, kind + ": " + attachment.name());
        return attachment;
    }

    private static Attachment.@Nullable Place place(@Nullable Position position) {
        return position == null ? null : new Attachment.Place(position.latitude(), position.longitude());
    }

    private Refusal tooMany() {
        return new Refusal("attachments.too-many", "file", limits.filesAStep());
    }
}
