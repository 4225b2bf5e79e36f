package kz.ikomek.operations.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kz.ikomek.operations.backup.Manifest.Attachments;
import kz.ikomek.operations.backup.Manifest.Migration;
import kz.ikomek.operations.backup.Manifest.Table;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * Writes one file with all that a database of the centre holds at one instant, and the attachments on disk. Nothing is
 * held up by it: it reads out of one snapshot. The file gets its name when all of it is on disk, so that what has the name
 * is whole.
 */
final class Backup {

    private static final int FETCHED = 10_000;

    private final Path file;
    private final AttachmentFolder attachments;
    private final String application;

    /**
     * A backup to be made.
     *
     * @param file to be written
     * @param attachments folder of the attachments on disk; need not be there
     * @param application version of this program
     */
    Backup(Path file, Path attachments, String application) {
        this.file = file.toAbsolutePath();
        this.attachments = new AttachmentFolder(attachments);
        this.application = application;
    }

    /**
     * What was made.
     *
     * @param bytes size of the file
     * @param missing attachments that the database says are on disk and are not
     */
    record Made(Manifest manifest, long bytes, List<String> missing) {

        Made {
            missing = List.copyOf(missing);
        }
    }

    /** As of now: the transaction that {@link #write} needs. */
    static void beginSnapshot(Connection database) throws SQLException {
        database.setAutoCommit(false);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        database.setReadOnly(true);
        try (var statement = database.createStatement()) {
            // What is written is read by any server, whatever its settings.
            for (String setting : List.of(
                    "TimeZone = 'UTC'",
                    "DateStyle = 'ISO, YMD'",
                    "IntervalStyle = 'postgres'",
                    "extra_float_digits = 1",
                    "bytea_output = 'hex'",
                    "statement_timeout = 0")) {
                statement.execute("SET LOCAL " + setting);
            }
        }
    }

    /**
     * Writes it.
     *
     * @param snapshot a transaction of {@link #beginSnapshot}
     * @param now when it began
     * @throws BackupRefused when it cannot be made, with the reason in one sentence
     */
    Made write(Connection snapshot, Instant now) throws SQLException, IOException {
        var schema = new Schema(snapshot);
        if (!schema.isOfACentre()) {
            throw new BackupRefused("No centre has ever started on this database; there is nothing to save.");
        }
        if (Files.exists(file)) {
            throw new BackupRefused("The file " + file + " is there already; name another with ikomek.backup.file.");
        }
        Files.createDirectories(folder());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createFile(part, forTheOwnerOnly());
        } catch (FileAlreadyExistsException e) {
            throw new BackupRefused(
                    "The file " + part + " is left of a backup that was not finished, or of one that is"
                            + " being made; delete it if none is.",
                    e);
        }
        try {
            Set<String> found = new HashSet<>();
            Manifest manifest;
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
                zip.setLevel(Deflater.BEST_SPEED);
                manifest = manifest(snapshot, schema, now, zip, found);
                zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
                zip.write(BackupFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
                zip.closeEntry();
                zip.finish();
                zip.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            forceName();
            return new Made(manifest, Files.size(file), missing(snapshot, found));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Manifest manifest(Connection snapshot, Schema schema, Instant now, ZipOutputStream zip, Set<String> found)
            throws SQLException, IOException {
        List<Table> tables = new ArrayList<>();
        for (Schema.Columns table : schema.tables()) {
            tables.add(copy(snapshot, table, zip));
        }
        // Jpegs do not get smaller.
        zip.setLevel(Deflater.NO_COMPRESSION);
        Attachments files = attachments(zip, found);
        zip.setLevel(Deflater.BEST_SPEED);
        List<Migration> migrations = schema.migrations().stream()
                .sorted(Comparator.comparing(migration -> MigrationVersion.fromVersion(migration.version())))
                .toList();
        return new Manifest(
                Manifest.FORMAT,
                application,
                migrations.get(migrations.size() - 1).version(),
                now.toString(),
                migrations,
                tables,
                // They only grow, so that no row of the snapshot is beyond where they stand now.
                schema.sequences(),
                files);
    }

    private static Table copy(Connection snapshot, Schema.Columns table, ZipOutputStream zip)
            throws SQLException, IOException {
        var named = new Table(table.name(), table.columns(), 0, "");
        MessageDigest sha256 = BackupFile.sha256();
        zip.putNextEntry(new ZipEntry(named.entry()));
        long rows = snapshot.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "COPY " + table.name() + " (" + String.join(", ", table.columns()) + ") TO STDOUT",
                        new DigestOutputStream(new Unclosed(zip), sha256));
        zip.closeEntry();
        return new Table(table.name(), table.columns(), rows, HexFormat.of().formatHex(sha256.digest()));
    }

    private Attachments attachments(ZipOutputStream zip, Set<String> found) throws IOException {
        MessageDigest sha256 = BackupFile.sha256();
        long bytes = 0;
        for (String name : attachments.names()) {
            // Whoever it was about may be forgotten while this is written.
            if (Files.exists(attachments.file(name))) {
                bytes += attachment(name, zip, sha256);
                found.add(name.substring(name.indexOf('/') + 1));
            }
        }
        return new Attachments(found.size(), bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    private long attachment(String name, ZipOutputStream zip, MessageDigest sha256) throws IOException {
        try (var content = Files.newInputStream(attachments.file(name))) {
            BackupFile.add(sha256, name);
            zip.putNextEntry(new ZipEntry(BackupFile.ATTACHMENTS + name));
            long bytes = content.transferTo(new DigestOutputStream(new Unclosed(zip), sha256));
            zip.closeEntry();
            return bytes;
        }
    }

    private static List<String> missing(Connection snapshot, Set<String> found) throws SQLException {
        List<String> missing = new ArrayList<>();
        try (Statement statement = snapshot.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (var rows = statement.executeQuery("SELECT id FROM appeals.attachment WHERE kept_in = 'DISK'")) {
                while (rows.next()) {
                    String name = rows.getString("id") + ".file";
                    if (!found.contains(name)) {
                        missing.add(name);
                    }
                }
            }
        }
        return missing;
    }

    private Path folder() {
        return file.resolveSibling("").normalize();
    }

    /** It holds names and phones. */
    private FileAttribute<?>[] forTheOwnerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void forceName() throws IOException {
        if (isPosix()) {
            try (var channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Whoever writes an entry does not end the file. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
