package kz.ikomek.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How content and predecessor become a hash: the same as in the database, written a second time on purpose. */
final class Chained {

    private Chained() {}

    /** SHA-256 of texts, each with its length in bytes before it, so that no two rows read alike. */
    static byte[] hash(@Nullable Object... parts) {
        return sha256(Arrays.stream(parts)
                .map(Chained::part)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String part(@Nullable Object part) {
        if (part == null) {
            return "-";
        }
        String text = part.toString();
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
    }

    /** Stands in the chain for a text about people. */
    static byte @Nullable [] digest(@Nullable String salt, @Nullable String note) {
        return note == null ? null : sha256((Objects.toString(salt, "") + note).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    /** Microseconds since 1970, which is what PostgreSQL keeps. */
    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }
}
