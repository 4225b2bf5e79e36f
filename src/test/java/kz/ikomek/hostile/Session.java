package kz.ikomek.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A login of a staff member, whose requests are written by hand. */
record Session(String userId, String cookie) {

    private static final String TOKEN = "0123456789abcdef";
    private static final Pattern SESSION_ID = Pattern.compile("JSESSIONID=([^;\\n]+)");

    /** A token that goes with the cookie, masked as a page of ours would carry it. */
    static String token() {
        byte[] masked = new byte[2 * TOKEN.length()];
        System.arraycopy(TOKEN.getBytes(UTF_8), 0, masked, TOKEN.length(), TOKEN.length());
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    /** After tests at other times of the tests' clock, whose wrong passwords would still count. */
    static void nobodyWaits(JdbcClient jdbc) {
        jdbc.sql("UPDATE login.account SET failures = 0, wait_until = NULL, locked_at = NULL")
                .update();
    }

    static Session of(RawHttp http, String userId) {
        var reply = http.send(
                RawHttp.form("/login", "language=kk&username=" + userId + "&password=demo&_csrf=" + encodedToken())
                        .with("Cookie: ikomek-csrf=" + TOKEN));
        var id = SESSION_ID.matcher(reply.header("set-cookie"));
        assertThat(id.find()).as("login of %s: %s", userId, reply).isTrue();
        assertThat(reply.header("location")).as("login of %s", userId).doesNotContain("/login");
        return new Session(userId, "JSESSIONID=" + id.group(1) + "; ikomek-csrf=" + TOKEN + "; language=kk");
    }

    static String encodedToken() {
        return HostileTexts.encoded(token());
    }

    /** In this session, with the token where one is needed. */
    RawHttp.Request in(RawHttp.Request request) {
        return request.with("Cookie: " + cookie).with("X-XSRF-TOKEN: " + token());
    }

    /** As a page of somebody else sends it: the browser adds the cookies, nobody the token. */
    RawHttp.Request forged(RawHttp.Request request) {
        return request.with("Cookie: " + cookie);
    }
}
