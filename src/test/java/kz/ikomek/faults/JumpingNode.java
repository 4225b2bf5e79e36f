package kz.ikomek.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import kz.ikomek.IKomekApplication;
import kz.ikomek.shared.MovableClock;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The application with a clock that goes as far ahead of the machine's as a file says, in seconds; it is looked into ten
 * times a second. The machine's own clock is never touched.
 */
public final class JumpingNode {

    private static final long LOOK_MILLIS = 100;

    private JumpingNode() {}

    /** @param arguments the application's, after the file */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        var application = new SpringApplication(IKomekApplication.class);
        // By hand, because the application finds every configuration of its packages.
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(MovableClock.class, () -> going(file), clock -> clock.setPrimary(true)));
        application.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static MovableClock going(Path file) {
        var clock = new MovableClock();
        clock.setTo(now(file));
        var thread = new Thread(() -> go(clock, file), "jumping clock");
        thread.setDaemon(true);
        thread.start();
        return clock;
    }

    private static void go(MovableClock clock, Path file) {
        while (true) {
            clock.setTo(now(file));
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Instant now(Path file) {
        try {
            String ahead = Files.readString(file).strip();
            return Instant.now().plus(Duration.ofSeconds(ahead.isEmpty() ? 0 : Long.parseLong(ahead)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
