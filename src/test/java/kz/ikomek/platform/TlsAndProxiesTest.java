package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings that {@code docs/security.md} names for TLS and for a proxy, at a server that has them. */
class TlsAndProxiesTest {

    private static final String PASSWORD = "of-the-tests";

    @TempDir
    Path folder;

    /** Whom the server takes for whoever asks. */
    @RestController
    static class Asking {

        @GetMapping("/api/asking")
        String asking(HttpServletRequest request) {
            return request.getRemoteAddr() + " " + request.isSecure();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, EmbeddedWebServerFactoryCustomizerAutoConfiguration.class})
    static class Secured {}

    @Test
    void withAKeyStoreItSpeaksTlsOnly() throws Exception {
        Path store = keyStore();
        try (var server = server(
                "--server.ssl.bundle=web",
                "--spring.ssl.bundle.jks.web.keystore.location=" + store.toUri(),
                "--spring.ssl.bundle.jks.web.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.web.keystore.type=PKCS12",
                "--ikomek.tls=true")) {
            int port = server.getWebServer().getPort();
            var browser = HttpClient.newBuilder().sslContext(trusting(store)).build();
            var answer = get(browser, "https://localhost:" + port + "/pages/404");
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "includeSubDomains"));
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");

            assertThat(get(browser, "http://localhost:" + port + "/pages/404").statusCode())
                    .as("no page without TLS")
                    .isEqualTo(400);
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), "https://localhost:" + port + "/"))
                    .as("a certificate that nobody vouches for")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aNamedProxySpeaksForWhoeverIsBehindIt() throws Exception {
        try (var server = server("--ikomek.trusted-proxies=127\\.0\\.0\\.1|0:0:0:0:0:0:0:1")) {
            String asking = "http://127.0.0.1:" + server.getWebServer().getPort() + "/api/asking";
            var browser = HttpClient.newHttpClient();
            var behind = get(browser, asking, "X-Forwarded-For", "192.0.2.7", "X-Forwarded-Proto", "https");
            assertThat(behind.body()).isEqualTo("192.0.2.7 true");
            assertThat(behind.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(get(browser, asking, "X-Forwarded-For", "198.51.100.1, 192.0.2.7")
                            .body())
                    .as("what somebody told the proxy is not the proxy's word")
                    .isEqualTo("192.0.2.7 false");
        }
    }

    @Test
    void nobodyElseDoes() throws Exception {
        try (var server = server("--ikomek.trusted-proxies=10\\.20\\.0\\.4")) {
            String asking = "http://127.0.0.1:" + server.getWebServer().getPort() + "/api/asking";
            var answer = get(
                    HttpClient.newHttpClient(),
                    asking,
                    "X-Forwarded-For",
                    "192.0.2.7",
                    "X-Forwarded-Proto",
                    "https",
                    "Forwarded",
                    "for=192.0.2.7;proto=https");
            assertThat(answer.body()).isEqualTo("127.0.0.1 false");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    private static ServletWebServerApplicationContext server(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--server.port=0");
        return (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(ErrorPagesTest.Server.class, Secured.class, Asking.class)
                        .run(all.toArray(String[]::new));
    }

    private static HttpResponse<String> get(HttpClient browser, String address, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private Path keyStore() throws IOException, InterruptedException {
        Path store = folder.resolve("keystore.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", keys.getCertificate("web"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
