package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {

    @ParameterizedTest
    @CsvSource({
        "/staff/appeals/10000017, /staff/appeals/10000017",
        "/m/abc.def, /m/…",
        "/api/telephony/events/secret, /api/telephony/events/…",
        "uri=/api/telephony/events/secret;client=::1, uri=/api/telephony/events/…",
        "/api/telephony/events, /api/telephony/events",
    })
    void whatOpensADoorDoesNotStandInTheLog(String path, String logged) {
        assertThat(LoggedPath.of(path)).isEqualTo(logged);
    }
}
