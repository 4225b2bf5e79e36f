package kz.ikomek.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Hours without language, and what people read of them. */
@IntegrationTest
class OpeningHoursTest {

    private static final String WITH_LUNCH = "Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00";

    @Autowired
    Sentences sentences;

    @Test
    void theyAreReadOutInTheReadersLanguage() {
        var hours = OpeningHours.of(WITH_LUNCH);
        assertThat(hours.words(sentences, Language.KK)).isEqualTo("Дс–Жм 09:00–13:00, 14:00–18:00; Сб 10:00–14:00");
        assertThat(hours.words(sentences, Language.RU)).isEqualTo("Пн–Пт 09:00–13:00, 14:00–18:00; Сб 10:00–14:00");
        assertThat(OpeningHours.of("24/7").words(sentences, Language.KK)).isEqualTo("тәулік бойы");
        assertThat(OpeningHours.of("").words(sentences, Language.KK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59,false",
        "2026-11-23T09:00,true",
        "2026-11-23T13:00,false",
        "2026-11-23T17:59,true",
        "2026-11-28T10:00,true",
        "2026-11-29T10:00,false",
    })
    void whetherItIsOpen(LocalDateTime local, boolean open) {
        assertThat(OpeningHours.of(WITH_LUNCH).openAt(local)).contains(open);
        assertThat(OpeningHours.of("24/7").openAt(local)).contains(true);
        assertThat(OpeningHours.of("").openAt(local)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9-18",
                "Mo-Fr 9:00-18:00",
                "Mo-Fr 09:00-25:00",
                "Mo-Fr 18:00-09:00",
                "Fr-Mo 09:00-18:00",
                "Mo-Fr 09:00-14:00,13:00-18:00",
                "Mo-Fr 09:00-18:00; Fr 10:00-14:00",
                "Xx 09:00-18:00",
                "Mo-Fr 09:00-18:00;",
            })
    void whatCannotBeReadNamesTheField(String text) {
        assertThatThrownBy(() -> OpeningHours.of(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("hours"));
    }
}
