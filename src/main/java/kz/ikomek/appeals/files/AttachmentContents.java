package kz.ikomek.appeals.files;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import org.springframework.stereotype.Component;

/** The bytes of attachments, wherever they are: new ones go where the setting says, older ones stay where they went. */
@Component
public class AttachmentContents {

    private final Map<Where, AttachmentContent> all;
    private final Where chosen;

    /** All of them, and which the setting chooses. */
    public AttachmentContents(List<AttachmentContent> all, AttachmentProperties settings) {
        this.all = all.stream().collect(Collectors.toMap(AttachmentContent::where, Function.identity()));
        this.chosen = settings.keepIn();
    }

    /** Where new files go. */
    public Where chosen() {
        return chosen;
    }

    /** Keeps a new file, in the transaction that writes what is known of it. */
    public void keep(UUID id, CheckedFile file) {
        in(chosen).keep(id, file.content(), file.thumbnail());
    }

    /** The file. */
    public byte[] file(Where where, UUID id) {
        return in(where).file(id);
    }

    /** The thumbnail of a picture. */
    public byte[] thumbnail(Where where, UUID id) {
        return in(where).thumbnail(id);
    }

    /** Removes what is kept of an attachment that is no more. */
    public void remove(Where where, UUID id) {
        in(where).remove(id);
    }

    private AttachmentContent in(Where where) {
        return Objects.requireNonNull(all.get(where));
    }
}
