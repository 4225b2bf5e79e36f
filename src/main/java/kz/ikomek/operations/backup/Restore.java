package kz.ikomek.operations.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import kz.ikomek.operations.backup.Manifest.Migration;
import kz.ikomek.operations.backup.Manifest.Sequence;
import kz.ikomek.operations.backup.Manifest.Table;
import kz.ikomek.operations.backup.Schema.ForeignKey;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * Fills an empty database out of a backup: tables as they were then, by the same migrations; every row past the triggers,
 * which have done their work; foreign keys, checked anew; sequences. All rows are one transaction. Works with the rights of
 * whoever owns the database, no superuser's.
 */
final class Restore {

    private final BackupFile backup;
    private final AttachmentFolder attachments;

    /**
     * A restore to be done.
     *
     * @param attachments folder of the attachments on disk; made when there are any
     */
    Restore(BackupFile backup, Path attachments) {
        this.backup = backup;
        this.attachments = new AttachmentFolder(attachments);
    }

    /**
     * Does it.
     *
     * @param owner of an empty database, with the migrations of this program
     * @throws BackupRefused when it cannot be done, with the reason in one sentence; then nothing was changed, unless the
     *     sentence says so
     */
    void into(Flyway owner) throws SQLException, IOException {
        try (Connection database = owner.getConfiguration().getDataSource().getConnection()) {
            if (!new Schema(database).isEmpty()) {
                throw new BackupRefused("This database is not empty, and a backup is restored into an empty one only:"
                        + " make a new one, or choose another folder with ikomek.data-directory.");
            }
        }
        if (!attachments.names().isEmpty()) {
            throw new BackupRefused(
                    "The folder of the attachments is not empty: choose another with" + " ikomek.attachments.folder.");
        }
        requireKnown(owner);
        backup.verify();
        Flyway then = Flyway.configure()
                .configuration(owner.getConfiguration())
                .target(backup.manifest().database())
                .load();
        then.migrate();
        files();
        try (Connection database = owner.getConfiguration().getDataSource().getConnection()) {
            database.setAutoCommit(false);
            fill(database);
            database.commit();
            database.setAutoCommit(true);
            try (Statement statement = database.createStatement()) {
                statement.execute("ANALYZE");
            }
        }
    }

    private void requireKnown(Flyway owner) {
        var wanted = MigrationVersion.fromVersion(backup.manifest().database());
        MigrationVersion newest = Arrays.stream(owner.info().all())
                .map(migration -> migration.getVersion())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (wanted.isNewerThan(newest)) {
            throw new BackupRefused("The backup was made by a newer version ("
                    + backup.manifest().application()
                    + ", tables of version " + wanted + "); this one knows them up to " + newest
                    + ": restore it with that version.");
        }
    }

    private void fill(Connection database) throws SQLException, IOException {
        var schema = new Schema(database);
        requireTheSame(schema);
        List<ForeignKey> keys = schema.foreignKeys();
        List<String> triggered = schema.triggered();
        List<Table> tables = backup.manifest().tables();
        try (Statement statement = database.createStatement()) {
            statement.execute("SET LOCAL DateStyle = 'ISO, YMD'");
            statement.execute("SET LOCAL statement_timeout = 0");
            for (ForeignKey key : keys) {
                statement.execute("ALTER TABLE " + key.table() + " DROP CONSTRAINT " + key.name());
            }
            for (String table : triggered) {
                statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
            }
            // Migrations put in what a new centre begins with.
            statement.execute("TRUNCATE "
                    + String.join(", ", tables.stream().map(Table::name).toList()));
            for (Table table : tables) {
                fill(database, table);
            }
            for (ForeignKey key : keys) {
                statement.execute(
                        "ALTER TABLE " + key.table() + " ADD CONSTRAINT " + key.name() + " " + key.definition());
            }
            for (String table : triggered) {
                statement.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
            }
        }
        sequences(database);
    }

    /** The same migrations by number may be others by content, in a build of somebody else's. */
    private void requireTheSame(Schema schema) throws SQLException {
        Manifest manifest = backup.manifest();
        Comparator<Migration> order =
                Comparator.comparing(migration -> MigrationVersion.fromVersion(migration.version()));
        boolean same = schema.migrations().stream().sorted(order).toList().equals(manifest.migrations())
                && schema.tables().stream()
                        .toList()
                        .equals(manifest.tables().stream()
                                .map(table -> new Schema.Columns(table.name(), table.columns()))
                                .toList())
                && schema.sequences().stream()
                        .map(Sequence::name)
                        .toList()
                        .equals(manifest.sequences().stream()
                                .map(Sequence::name)
                                .toList());
        if (!same) {
            throw new BackupRefused(
                    "The tables of version " + manifest.database()
                            + " are not the same in the program that made the backup (" + manifest.application()
                            + ") and in this one: restore it with that program. The database has empty tables now; throw it away.");
        }
    }

    private void fill(Connection database, Table table) throws SQLException, IOException {
        MessageDigest sha256 = BackupFile.sha256();
        try (InputStream content = new DigestInputStream(backup.rows(table), sha256)) {
            long rows = database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table.name() + " (" + String.join(", ", table.columns()) + ") FROM STDIN",
                            content);
            if (rows != table.rows() || !table.sha256().equals(HexFormat.of().formatHex(sha256.digest()))) {
                throw backup.damaged(table.name(), null);
            }
        }
    }

    private void sequences(Connection database) throws SQLException {
        try (PreparedStatement set = database.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
            for (Sequence sequence : backup.manifest().sequences()) {
                set.setString(1, sequence.name());
                set.setLong(2, sequence.last());
                set.setBoolean(3, sequence.called());
                set.execute();
            }
        }
    }

    /** Before the rows: a file that nobody knows of is swept, a row without its file is a loss. */
    private void files() throws IOException {
        for (String name : backup.attachments()) {
            try (InputStream content = backup.attachment(name);
                    FileChannel file = attachments.create(name)) {
                content.transferTo(Channels.newOutputStream(file));
                file.force(true);
            }
        }
    }
}
