package kz.ikomek.appeals;

import java.time.Instant;
import java.util.UUID;
import kz.ikomek.catalog.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * A file of an appeal, as it is kept: a picture written anew or a checked PDF.
 *
 * @param name as it was called by whoever sent it, without a path, ending as its type demands
 * @param type media type: {@code image/jpeg} or {@code application/pdf}
 * @param size in bytes
 * @param sha256 of what is kept, in lower-case hexadecimal
 * @param place where the picture was taken, as its camera said; null when it said nothing
 * @param addedBy login
 * @param agency whose work it shows; null when it is no agency's
 */
public record Attachment(
        UUID id,
        AppealNumber number,
        AttachmentKind kind,
        String name,
        String type,
        int size,
        String sha256,
        @Nullable Place place,
        Instant addedAt,
        String addedBy,
        @Nullable AgencyCode agency) {

    /**
     * A position on the earth, WGS 84.
     *
     * @param latitude degrees, north is positive
     * @param longitude degrees, east is positive
     */
    public record Place(double latitude, double longitude) {}

    /** Whether it is a picture, and so has a thumbnail. */
    public boolean picture() {
        return type.startsWith("image/");
    }
}
