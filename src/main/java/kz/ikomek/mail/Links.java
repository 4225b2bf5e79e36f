package kz.ikomek.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The links of mails that do something: the mail's id and the end of its validity, signed with HMAC-SHA256. The key is
 * the setting {@code ikomek.mail.link-key}, or one made at the first start and kept in the database for all nodes.
 */
@Component
class Links {

    private static final Duration VALID = Duration.ofDays(7);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNED = 2 * Long.BYTES + Long.BYTES;
    private static final int SIGNATURE = 32;
    private static final int KEY = 32;

    private final String base;
    private final SecretKeySpec key;

    Links(MailProperties properties, JdbcClient jdbc) {
        this.base = properties.baseUrl() + "/m/";
        String set = properties.linkKey();
        this.key = new SecretKeySpec(set == null ? kept(jdbc) : set.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * What a link says that was signed here.
     *
     * @param mail whose link it is
     * @param until when it ends to be valid
     */
    record Claim(UUID mail, Instant until) {}

    /** The address of a link of the mail, valid for seven days. */
    String to(UUID mail, Instant at) {
        byte[] claim = ByteBuffer.allocate(SIGNED)
                .putLong(mail.getMostSignificantBits())
                .putLong(mail.getLeastSignificantBits())
                .putLong(at.plus(VALID).getEpochSecond())
                .array();
        byte[] token = ByteBuffer.allocate(SIGNED + SIGNATURE)
                .put(claim)
                .put(sign(claim))
                .array();
        return base + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What the token at the end of a link says; empty when it was not signed here. */
    Optional<Claim> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != SIGNED + SIGNATURE) {
            return Optional.empty();
        }
        byte[] claim = Arrays.copyOf(bytes, SIGNED);
        if (!MessageDigest.isEqual(sign(claim), Arrays.copyOfRange(bytes, SIGNED, bytes.length))) {
            return Optional.empty();
        }
        ByteBuffer said = ByteBuffer.wrap(claim);
        return Optional.of(new Claim(new UUID(said.getLong(), said.getLong()), Instant.ofEpochSecond(said.getLong())));
    }

    private byte[] sign(byte[] claim) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(claim);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static byte[] kept(JdbcClient jdbc) {
        byte[] made = new byte[KEY];
        new SecureRandom().nextBytes(made);
        jdbc.sql("INSERT INTO mail.link_key (key) VALUES (?) ON CONFLICT DO NOTHING")
                .param(made)
                .update();
        return jdbc.sql("SELECT key FROM mail.link_key").query(byte[].class).single();
    }
}
