package kz.ikomek.operations.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kz.ikomek.audit.AuditCheck;
import kz.ikomek.shared.StartupRefused;
import kz.ikomek.workflow.PromiseCheck;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The command of profile {@code restore}: fills an empty database out of the file that {@code ikomek.backup.file} names,
 * migrates it to the tables of this program, starts on it as the centre does with nothing that runs by the clock, looks
 * whether every promise is kept and the audit is as it was written, and ends, with exit code 1 when something is not.
 */
@Component
@Profile("restore")
class RestoreCommand implements FlywayMigrationStrategy {

    private static final int SHOWN = 20;

    private final @Nullable Path file;
    private final Path attachments;
    private final ObjectProvider<PromiseCheck> promises;
    private final ObjectProvider<AuditCheck> audit;
    private final ConfigurableApplicationContext context;
    private final PrintStream out = System.out;
    private final long began = System.nanoTime();

    RestoreCommand(
            @Value("${ikomek.backup.file:#{null}}") @Nullable Path file,
            @Value("${ikomek.attachments.folder}") Path attachments,
            ObjectProvider<PromiseCheck> promises,
            ObjectProvider<AuditCheck> audit,
            ConfigurableApplicationContext context) {
        this.file = file;
        this.attachments = attachments;
        this.promises = promises;
        this.audit = audit;
        this.context = context;
    }

    /** In the place of the migration that each start begins with. */
    @Override
    public void migrate(Flyway owner) {
        if (file == null) {
            throw new StartupRefused("No backup is named: set ikomek.backup.file.");
        }
        try (BackupFile backup = BackupFile.open(file)) {
            Manifest manifest = backup.manifest();
            out.println("Restores " + file.toAbsolutePath() + ", made at " + manifest.madeAt() + " by version "
                    + manifest.application() + ".");
            new Restore(backup, attachments).into(owner);
            out.printf(
                    "%d rows of %d tables and %d files of attachments are in, %.1f s after the start.%n",
                    manifest.rows(),
                    manifest.tables().size(),
                    manifest.attachments().files(),
                    seconds());
        } catch (BackupRefused e) {
            throw new StartupRefused(String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            // Its message could quote what a row holds.
            throw new StartupRefused(
                    "PostgreSQL does not take what the backup holds, or was lost on the way (SQLSTATE "
                            + e.getSQLState() + "); throw this database away.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        owner.migrate();
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        Map<String, List<String>> broken = promises.getObject().broken();
        broken.forEach(this::print);
        List<String> faults = audit.getObject().faults();
        print("audit", faults);
        boolean good = faults.isEmpty() && broken.values().stream().allMatch(List::isEmpty);
        out.printf(
                "%s %.1f s after the start.%n",
                good
                        ? "Every promise is kept, and the audit is as it was written."
                        : "Something is broken: do not go on with this copy before you know why.",
                seconds());
        out.flush();
        System.exit(SpringApplication.exit(context, () -> good ? 0 : 1));
    }

    private void print(String what, List<String> broken) {
        out.printf("%-20s %d%n", what, broken.size());
        broken.stream().limit(SHOWN).forEach(one -> out.println("  " + one));
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
    }
}
