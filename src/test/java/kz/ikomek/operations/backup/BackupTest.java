package kz.ikomek.operations.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AttachFiles;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.ReceivedFile;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Owner;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.workflow.Centre;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was backed up is there again, row by row, in another database; what is no whole backup is refused. */
@IntegrationTest
class BackupTest {

    private static final String OTHER = "restored_by_the_tests";
    private static final String ATTACHMENT = "5f/5f0c7b1e-0a51-4f6e-9d53-3f0a4c2b1d77.file";

    @TempDir
    Path folder;

    @Autowired
    Centre centre;

    @Autowired
    AttachFiles attach;

    @Autowired
    Owner owner;

    @Autowired
    Flyway flyway;

    @Autowired
    Clock clock;

    private JdbcTemplate server;
    private DriverManagerDataSource other;

    @BeforeEach
    void anotherDatabase() throws IOException {
        server = new JdbcTemplate(owner.data());
        server.execute("DROP DATABASE IF EXISTS " + OTHER + " WITH (FORCE)");
        server.execute("CREATE DATABASE " + OTHER);
        String url = owner.data().getUrl();
        other = new DriverManagerDataSource(
                url.replaceFirst("/postgres(?=\\?|$)", "/" + OTHER),
                owner.data().getUsername(),
                owner.data().getPassword());
        Path file = folder.resolve("disk").resolve(ATTACHMENT);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a picture");
        Files.writeString(file.resolveSibling("half.new"), "not whole");
    }

    @AfterEach
    void gone() {
        server.execute("DROP DATABASE IF EXISTS " + OTHER + " WITH (FORCE)");
    }

    @Test
    void everyRowAndEverySequenceIsThereAgain() throws Exception {
        centre.itIs("2026-11-16T10:00");
        AppealNumber waiting = centre.registered("water");
        centre.routes(waiting, "water-sewerage");
        AppealNumber dangerous = centre.registered("open-manhole");
        centre.timePasses(Duration.ofHours(3)); // levels are told: mails in the outbox
        attach.attach(
                waiting,
                AttachmentKind.REGISTERING,
                null,
                List.of(ReceivedFile.of("орын.jpg", SampleFiles.jpeg(20, 20))),
                new Actor("operator"));

        Path file = folder.resolve("copies/one.zip");
        Map<String, String> before;
        try (Connection snapshot = owner.data().getConnection()) {
            Backup.beginSnapshot(snapshot);
            Backup.Made made = new Backup(file, folder.resolve("disk"), "test").write(snapshot, clock.instant());
            assertThat(made.manifest().attachments().files()).isEqualTo(1);
            assertThat(made.manifest().tables())
                    .filteredOn(table -> table.name().equals("mail.outbox") && table.rows() > 0)
                    .hasSize(1);
            before = rows(snapshot);
        }
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(before).hasSizeGreaterThan(80);

        restore(file);

        try (Connection restored = other.getConnection()) {
            Map<String, String> after = rows(restored);
            assertThat(after.keySet()).isEqualTo(before.keySet());
            before.forEach((table, rows) -> assertThat(after).as(table).containsEntry(table, rows));
            var schema = new Schema(restored);
            try (Connection original = owner.data().getConnection()) {
                var originals = new Schema(original);
                assertThat(schema.foreignKeys())
                        .isEqualTo(originals.foreignKeys())
                        .hasSizeGreaterThan(50);
                assertThat(schema.triggered()).isEqualTo(originals.triggered());
            }
            try (BackupFile backup = BackupFile.open(file)) {
                assertThat(schema.sequences()).isEqualTo(backup.manifest().sequences());
            }
        }
        var restored = new JdbcTemplate(other);
        assertThat(restored.queryForObject(
                        "SELECT count(*) FROM act_ru_execution WHERE parent_id_ IS NULL AND business_key_ IN (?, ?)",
                        Integer.class,
                        waiting.value(),
                        dangerous.value()))
                .isEqualTo(2);
        assertThatThrownBy(() -> restored.execute("DELETE FROM appeals.journal"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> restored.execute("DELETE FROM appeals.appeal")).hasMessageContaining("foreign key");
        assertThat(folder.resolve("there").resolve(ATTACHMENT)).hasContent("a picture");

        assertThatThrownBy(() -> restore(file))
                .isInstanceOf(BackupRefused.class)
                .hasMessageStartingWith("This database is not empty");
    }

    @Test
    void whatIsNoWholeBackupIsRefusedAndNothingIsChanged() throws Exception {
        Path file = folder.resolve("one.zip");
        try (Connection snapshot = owner.data().getConnection()) {
            Backup.beginSnapshot(snapshot);
            var backup = new Backup(file, folder.resolve("disk"), "test");
            backup.write(snapshot, clock.instant());
            assertThatThrownBy(() -> backup.write(snapshot, clock.instant()))
                    .hasMessageContaining("is there already; name another with ikomek.backup.file");
        }
        byte[] whole = Files.readAllBytes(file);

        assertRefused(new byte[] {1, 2, 3}, "is not a backup of iKomek 109, or was cut off.");
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "is not a backup of iKomek 109, or was cut off.");
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        assertRefused(flipped, "is not as it was written. Nothing was restored");
        assertRefused(
                changed(file, "tables/catalog.category.copy", rows -> rows.replace("water", "fire")),
                "is damaged: catalog.category is not as it was written.");
        assertRefused(
                changed(file, BackupFile.ATTACHMENTS + ATTACHMENT, picture -> "another picture"),
                "is damaged: the attachments is not as it was written.");
        assertRefused(
                changed(file, "manifest.json", said -> said.replace("\"format\" : 1", "\"format\" : 2")),
                "is of format 2, and this version reads format 1");
        assertRefused(
                changed(
                        file,
                        "manifest.json",
                        said -> said.replaceAll("\"database\" : \"[^\"]+\"", "\"database\" : \"999\"")),
                "was made by a newer version (test, tables of version 999)");
        assertThatThrownBy(() -> BackupFile.open(folder.resolve("none.zip"))).hasMessageContaining("There is no file");
        try (Connection untouched = other.getConnection()) {
            assertThat(new Schema(untouched).isEmpty()).isTrue();
        }
        Files.write(file, whole);
        assertThatCode(() -> {
                    try (BackupFile backup = BackupFile.open(file)) {
                        backup.verify();
                    }
                })
                .doesNotThrowAnyException();
    }

    private void restore(Path file) throws SQLException, IOException {
        Flyway into = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(other)
                .load();
        try (BackupFile backup = BackupFile.open(file)) {
            new Restore(backup, folder.resolve("there")).into(into);
        }
    }

    private void assertRefused(byte[] content, String why) throws IOException {
        Path file = Files.write(folder.resolve("broken.zip"), content);
        assertThatThrownBy(() -> restore(file))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining(why);
    }

    /** The same file with one entry changed and written as a zip should be. */
    private byte[] changed(Path file, String name, UnaryOperator<String> change) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = new ZipFile(file.toFile());
                var to = new ZipOutputStream(bytes)) {
            assertThat(from.getEntry(name)).as(name).isNotNull();
            for (ZipEntry entry : (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
                byte[] content = from.getInputStream(entry).readAllBytes();
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(
                        entry.getName().equals(name)
                                ? change.apply(new String(content, UTF_8)).getBytes(UTF_8)
                                : content);
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Of each table, how many rows and a hash over all of them in order. */
    private static Map<String, String> rows(Connection database) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        List<String> tables =
                new Schema(database).tables().stream().map(Schema.Columns::name).toList();
        try (var statement = database.createStatement()) {
            for (String table : tables) {
                try (var row =
                        statement.executeQuery("SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n'"
                                + " ORDER BY t::text COLLATE \"C\")), '') FROM " + table + " t")) {
                    row.next();
                    rows.put(table, row.getString(1));
                }
            }
        }
        return rows;
    }
}
