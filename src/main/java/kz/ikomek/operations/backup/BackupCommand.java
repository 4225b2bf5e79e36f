package kz.ikomek.operations.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import kz.ikomek.platform.DatabaseAtHand;
import kz.ikomek.shared.StartupRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * The command of profile {@code backup}: writes the file that {@code ikomek.backup.file} names, says what is in it, and
 * ends, with exit code 1 when it could not. It starts nothing of the centre, which may run beside it, and migrates nothing,
 * so that the version that is about to come in can save what the one before made.
 */
class BackupCommand implements ApplicationListener<ApplicationContextInitializedEvent> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double MEGABYTE = 1024 * 1024;
    private static final int SHOWN = 20;
    private static final String UNPACKED = "development";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Clock clock = Clock.systemUTC();

    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent event) {
        Environment settings = event.getApplicationContext().getEnvironment();
        if (settings.acceptsProfiles(Profiles.of("backup"))) {
            int code = run(settings, version(event.getSpringApplication().getMainApplicationClass()));
            out.flush();
            System.exit(code);
        }
    }

    private int run(Environment settings, String version) {
        Instant began = clock.instant();
        try (var database = DatabaseAtHand.of(settings);
                Connection connection = database.connect()) {
            Backup.beginSnapshot(connection);
            Instant snapshot = clock.instant();
            Path file = Path.of(settings.getProperty(
                    "ikomek.backup.file", "backups/ikomek-109-" + STAMP.format(snapshot) + ".zip"));
            var made = new Backup(file, Path.of(settings.getRequiredProperty("ikomek.attachments.folder")), version)
                    .write(connection, snapshot);
            print(file, made, Duration.between(began, clock.instant()));
            return made.missing().isEmpty() ? 0 : 1;
        } catch (BackupRefused | StartupRefused e) {
            err.println("The backup was not made. " + e.getMessage());
        } catch (SQLException e) {
            err.println("The backup was not made. PostgreSQL says: " + e.getMessage());
        } catch (IOException e) {
            err.println("The backup was not made. The file could not be written: " + e.getMessage());
        }
        return 1;
    }

    private void print(Path file, Backup.Made made, Duration took) {
        Manifest manifest = made.manifest();
        out.printf(
                "%s: %d rows of %d tables, %d files of attachments, %.1f MB, as of %s, tables of version %s, in %.1f s%n",
                file.toAbsolutePath(),
                manifest.rows(),
                manifest.tables().size(),
                manifest.attachments().files(),
                made.bytes() / MEGABYTE,
                manifest.madeAt(),
                manifest.database(),
                took.toMillis() / 1000.0);
        if (!made.missing().isEmpty()) {
            out.println("The backup is made, but " + made.missing().size()
                    + " files of attachments were not on disk before it, the first: "
                    + made.missing().subList(0, Math.min(SHOWN, made.missing().size())));
        }
    }

    private static String version(@Nullable Class<?> program) {
        return program == null
                ? UNPACKED
                : Objects.requireNonNullElse(program.getPackage().getImplementationVersion(), UNPACKED);
    }
}
