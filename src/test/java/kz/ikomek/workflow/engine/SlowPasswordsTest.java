package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class SlowPasswordsTest {

    private final SlowPasswords passwords = SlowPasswords.ofDemoStaff();

    /** Beyond 72 bytes, where bcrypt no longer looks: 36 Cyrillic letters. */
    @Test
    void theLastLetterOfALongCyrillicPasswordCounts() {
        String long1 = "құмырсқаның илеуіне су құйма ".repeat(5) + "ә";
        String long2 = "құмырсқаның илеуіне су құйма ".repeat(5) + "е";
        assertThat(passwords.check(long1, passwords.encrypt(long1))).isTrue();
        assertThat(passwords.check(long2, passwords.encrypt(long1))).isFalse();
    }

    @Test
    void aLetterWithAMarkIsThePasswordOfTheSameLetterInOneSign() {
        String typed = "ёжик в тумане, мой друг";
        String marks = Normalizer.normalize(typed, Normalizer.Form.NFD);
        assertThat(marks).isNotEqualTo(typed);
        assertThat(passwords.check(marks, passwords.encrypt(typed))).isTrue();
    }

    @Test
    void theNameSaysHowSlowItIs() {
        assertThat(SlowPasswords.strong().hashAlgorithmName()).isEqualTo("PBKDF2-SHA512-210000");
    }
}
