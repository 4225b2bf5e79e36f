package kz.ikomek.appeals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.files.AttachmentContents;
import org.springframework.stereotype.Component;

/** The read side of attachments. Whoever asks has checked the rights. */
@Component
public class AttachmentViews {

    private final AttachmentStore attachments;
    private final AttachmentContents contents;

    AttachmentViews(AttachmentStore attachments, AttachmentContents contents) {
        this.attachments = attachments;
        this.contents = contents;
    }

    /** All of an appeal, in the order in which they came; one statement. */
    public List<Attachment> of(AppealNumber number) {
        return attachments.of(number);
    }

    /**
     * An attachment with its bytes.
     *
     * @param content the file itself, or its thumbnail, which is a JPEG of some 320 pixels
     */
    public record File(Attachment attachment, byte[] content) {}

    /** The file, if the appeal has it. */
    public Optional<File> file(AppealNumber number, UUID id) {
        return attachments.find(number, id).map(kept -> new File(kept.attachment(), contents.file(kept.where(), id)));
    }

    /** The thumbnail, if the appeal has a picture of this id. */
    public Optional<File> thumbnail(AppealNumber number, UUID id) {
        return attachments
                .find(number, id)
                .filter(kept -> kept.attachment().picture())
                .map(kept -> new File(kept.attachment(), contents.thumbnail(kept.where(), id)));
    }
}
