package kz.ikomek.workflow.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;

/**
 * PBKDF2 with HMAC-SHA-512 and 210 000 rounds (OWASP password storage cheat sheet). The engine hands over password and
 * its own random salt as one text; PBKDF2 takes text of any length, long Cyrillic passwords too. The same letter typed as one
 * sign or as a letter with a mark, as й and ё are on some machines, is the same password.
 */
final class SlowPasswords implements PasswordEncryptor {

    private static final int ROUNDS = 210_000;
    private static final int ROUNDS_OF_A_PUBLIC_PASSWORD = 1_000;
    private static final int BITS = 512;
    private static final byte[] DOMAIN = "ikomek-109".getBytes(StandardCharsets.US_ASCII);

    private final int rounds;

    private SlowPasswords(int rounds) {
        this.rounds = rounds;
    }

    static SlowPasswords strong() {
        return new SlowPasswords(ROUNDS);
    }

    /** For demo staff, whose password is printed on the console: slowness would protect nothing and cost the start. */
    static SlowPasswords ofDemoStaff() {
        return new SlowPasswords(ROUNDS_OF_A_PUBLIC_PASSWORD);
    }

    @Override
    public String encrypt(String passwordAndSalt) {
        try {
            var key = new PBEKeySpec(
                    Normalizer.normalize(passwordAndSalt, Normalizer.Form.NFC).toCharArray(), DOMAIN, rounds, BITS);
            return Base64.getEncoder()
                    .encodeToString(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(key)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean check(String passwordAndSalt, String encrypted) {
        return MessageDigest.isEqual(
                encrypt(passwordAndSalt).getBytes(StandardCharsets.US_ASCII),
                encrypted.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String hashAlgorithmName() {
        return "PBKDF2-SHA512-" + rounds;
    }
}
