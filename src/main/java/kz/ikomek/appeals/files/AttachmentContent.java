package kz.ikomek.appeals.files;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the bytes of attachments are kept. Called inside the transaction that writes what is known of them. */
public interface AttachmentContent {

    /** Which of them it is. */
    AttachmentProperties.Where where();

    /**
     * Keeps a new file; what is kept when the transaction commits outlives any crash. If the transaction does not commit,
     * nobody finds the bytes, and they go by themselves.
     */
    void keep(UUID id, byte[] file, byte @Nullable [] thumbnail);

    /** @throws IllegalStateException when it is not there, which must not be */
    byte[] file(UUID id);

    /** @throws IllegalStateException when it is not there, which must not be for a picture */
    byte[] thumbnail(UUID id);

    /** Removes what is kept of an attachment that is no more; nothing when there is nothing. */
    void remove(UUID id);
}
