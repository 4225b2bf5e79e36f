package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import kz.ikomek.testing.Cookies;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** No cookie of ours goes to other sites, and scripts read only those that they must. */
@IntegrationTest
class CookiesTest {

    /** Tasklist sends the one back as a header, our scripts in it read the other; neither opens anything by itself. */
    private static final Set<String> READ_BY_SCRIPTS = Set.of("XSRF-TOKEN", "language");

    @LocalServerPort
    int port;

    @Test
    void everyCookieStaysHereAndIsHiddenFromScripts() throws Exception {
        var cookies = Cookies.of(port, "operator");
        assertThat(cookies).containsOnlyKeys("JSESSIONID", "XSRF-TOKEN", "ikomek-csrf", "language");
        cookies.forEach((name, header) -> {
            assertThat(header).as(name).containsIgnoringCase("SameSite=Lax");
            assertThat(header.toLowerCase(Locale.ROOT).contains("httponly"))
                    .as("HttpOnly of " + name)
                    .isEqualTo(!READ_BY_SCRIPTS.contains(name));
        });
    }
}
