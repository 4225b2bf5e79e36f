package kz.ikomek.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.function.Supplier;
import kz.ikomek.shared.StartupRefused;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets in administrators, and whoever sends the token of the setting {@code ikomek.metrics-token} as {@code
 * Authorization: Bearer …}. Without the setting no token is right.
 */
final class MonitorsToken {

    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 20;

    private final byte[] expected;

    /**
     * With the token; empty for none.
     *
     * @throws StartupRefused when it is so short that it could be guessed
     */
    MonitorsToken(String token) {
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new StartupRefused(
                    "The setting ikomek.metrics-token must have at least " + SHORTEST + " characters.");
        }
        this.expected = token.getBytes(UTF_8);
    }

    AuthorizationDecision decide(Supplier<Authentication> login, RequestAuthorizationContext asked) {
        String sent = asked.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
        if (expected.length > 0 && sent != null && sent.startsWith(BEARER)) {
            return new AuthorizationDecision(MessageDigest.isEqual(
                    expected, sent.substring(BEARER.length()).getBytes(UTF_8)));
        }
        return new AuthorizationDecision(login.get().getAuthorities().stream()
                .anyMatch(authority -> Security.ADMINISTRATORS.equals(authority.getAuthority())));
    }
}
