package kz.ikomek.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.ikomek.shared.Actor;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** In the default run an empty directory is filled with entries that are plausible, invented, and marked as such. */
@Component
@DependsOn("catalogSeed")
class DirectorySeed implements InitializingBean {

    private static final String ENTRIES = "directory/demo-entries.csv";
    private static final String STOCK = "directory/demo-stock.csv";
    private static final long LOCK = 109_000_003L;

    private final EntryStore store;
    private final Owners owners;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final boolean demo;

    DirectorySeed(
            EntryStore store,
            Owners owners,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${ikomek.demo:false}") boolean demo) {
        this.store = store;
        this.owners = owners;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.demo = demo;
    }

    @Override
    public void afterPropertiesSet() {
        if (demo) {
            transactions.executeWithoutResult(status -> {
                jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                        .param(LOCK)
                        .query((row, number) -> 1)
                        .list();
                if (store.isEmpty()) {
                    enter();
                }
            });
        }
    }

    private void enter() {
        var change = new EntryStore.Change(Actor.SYSTEM, clock.instant());
        store.insert(
                content(ENTRIES).entries().stream()
                        .map(DirectoryFile.Numbered::facts)
                        .toList(),
                true,
                change);
        store.stock(content(STOCK).stock().stream()
                .map(DirectoryFile.Numbered::facts)
                .toList());
    }

    /** The days in the shipped files count as they stand, whatever the clock says. */
    private DirectoryFile.Content content(String resource) {
        var stream =
                Objects.requireNonNull(DirectorySeed.class.getClassLoader().getResourceAsStream(resource), resource);
        try (stream) {
            var content = DirectoryFile.read(
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8), owners.byCode(), LocalDate.MAX);
            List<ImportPreview.RefusedLine> refused = content.refused();
            if (!refused.isEmpty()) {
                throw new IllegalStateException(
                        resource + ", line " + refused.get(0).number() + ": "
                                + refused.get(0).reason().code() + " "
                                + refused.get(0).reason().field());
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
