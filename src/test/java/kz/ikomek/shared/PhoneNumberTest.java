package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "8 701 123 45 67, +77011234567",
        "+7 (701) 123-45-67, +77011234567",
        "7011234567, +77011234567",
        "77011234567, +77011234567",
        "8-701-1234567, +77011234567",
        "8 (7252) 53-12-34, +77252531234",
        "+998 90 123 45 67, +998901234567",
    })
    void readsEveryWayPeopleWriteANumber(String written, String e164) {
        assertThat(PhoneNumber.parse(written).e164()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "109", "телефон", "8 701 123", "8 701 123 45 67 89 01", "+7"})
    void refusesWhatIsNoNumberAndNamesTheField(String written) {
        assertThatThrownBy(() -> PhoneNumber.parse(written))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("phone"));
    }
}
