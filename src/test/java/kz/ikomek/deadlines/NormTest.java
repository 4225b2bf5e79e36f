package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import kz.ikomek.catalog.CalendarKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormTest {

    @ParameterizedTest
    @CsvSource({"PT5M, 5", "PT0M, 0", "PT2H, 120", "PT1H30M, 90", "PT24H, 1440", "PT999999H999999M, 60999939"})
    void countsMinutes(String iso, long minutes) {
        var norm = new Norm(iso, CalendarKind.WORKING);
        assertThat(norm.inDays()).isFalse();
        assertThat(norm.minutes()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"P1D, 1", "P15D, 15", "P99999D, 99999"})
    void countsDays(String iso, int days) {
        var norm = new Norm(iso, CalendarKind.WORKING);
        assertThat(norm.inDays()).isTrue();
        assertThat(norm.days()).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "PT", "P1", "PT5", "PT5M5M", "PT5M1H", "P1DT2H", "P-1D", "P1W", "P100000D", "pt5m"})
    void refusesWhatWouldFailLater(String iso) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Norm(iso, CalendarKind.WORKING));
    }
}
