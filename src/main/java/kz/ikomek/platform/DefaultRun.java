package kz.ikomek.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Without {@code spring.datasource.url} this is the default run: embedded database, demo staff. Without {@code
 * spring.mail.host} as well, mail goes to a catcher on a free port of loopback. Explicit settings win.
 */
class DefaultRun implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean embedded = !environment.containsProperty("spring.datasource.url");
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("ikomek.demo", embedded);
        defaults.put("ikomek.embedded-database", embedded);
        defaults.put("ikomek.login.easy-passwords", embedded);
        if (!environment.containsProperty("spring.mail.host")) {
            defaults.put("ikomek.mail-catcher", embedded);
            if (embedded) {
                defaults.put("spring.mail.host", "127.0.0.1");
                defaults.put("spring.mail.port", freePort());
            }
        }
        environment.getPropertySources().addLast(new MapPropertySource("default-run", defaults));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
