package kz.ikomek.appeals.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file that may be kept.
 *
 * @param name without a path, ending as the type demands
 * @param type media type of the content
 * @param content what is kept: of a picture not what came, but what was written anew
 * @param thumbnail a small JPEG; null for what is no picture
 * @param position where the picture was taken; null when it does not say
 * @param receivedSha256 of the bytes that came
 */
public record CheckedFile(
        String name,
        String type,
        byte[] content,
        byte @Nullable [] thumbnail,
        @Nullable Position position,
        String receivedSha256) {

    /** Of what is kept, in lower-case hexadecimal. */
    public String sha256() {
        return sha256(content);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
