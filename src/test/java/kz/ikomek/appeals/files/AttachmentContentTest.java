package kz.ikomek.appeals.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import kz.ikomek.privacy.Anonymise;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Both places for bytes keep what commits, and nothing else for long. */
@IntegrationTest
class AttachmentContentTest {

    private static final byte[] FILE = {1, 2, 3};
    private static final byte[] THUMBNAIL = {4};

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    /** The application's own, in its folder. */
    @Autowired
    ContentOnDisk kept;

    @Autowired
    Anonymise anonymise;

    @Autowired
    Mailbox mailbox;

    @TempDir
    Path folder;

    ContentOnDisk disk;
    AppealNumber number;

    @BeforeEach
    void anAppeal() {
        centre.itIs("2026-11-16T10:00");
        number = centre.registered("street-lighting");
        disk = new ContentOnDisk(
                new AttachmentProperties(Where.DISK, folder, DataSize.ofMegabytes(10), 10, 50_000_000, 2560), jdbc);
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void whatCommitsIsFoundAgain(Where where) {
        var picture = UUID.randomUUID();
        var document = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            in(where).keep(picture, FILE, THUMBNAIL);
            in(where).keep(document, FILE, null);
            row(picture, where);
            row(document, where);
        });
        assertThat(in(where).file(picture)).isEqualTo(FILE);
        assertThat(in(where).thumbnail(picture)).isEqualTo(THUMBNAIL);
        assertThat(in(where).file(document)).isEqualTo(FILE);
        assertThatThrownBy(() -> in(where).thumbnail(document)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> in(where).file(UUID.randomUUID())).isInstanceOf(IllegalStateException.class);
        assertThat(in(where).where()).isEqualTo(where);
    }

    @Test
    void bytesInTheDatabaseGoWithTheTransaction() {
        var id = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            in(Where.DATABASE).keep(id, FILE, THUMBNAIL);
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> in(Where.DATABASE).file(id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bytesInTheDatabaseBelongToAnAttachment() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(
                        status -> in(Where.DATABASE).keep(UUID.randomUUID(), FILE, THUMBNAIL)))
                .hasMessageContaining("foreign key");
    }

    @Test
    void filesThatNoAttachmentKnowsOfAreSweptWhenTheyAreOld() throws IOException {
        var known = UUID.randomUUID();
        var orphan = UUID.randomUUID();
        var young = UUID.randomUUID();
        for (UUID id : List.of(known, orphan, young)) {
            disk.keep(id, FILE, THUMBNAIL);
        }
        row(known, Where.DISK);
        Path broken = Files.write(
                folder.resolve(known.toString().substring(0, 2)).resolve(known + "." + UUID.randomUUID() + ".new"),
                FILE);
        Path somebodyElses = Files.write(folder.resolve("readme.txt"), FILE);
        for (Path file : files()) {
            boolean fresh = file.getFileName().toString().startsWith(young.toString());
            var age = fresh ? ContentOnDisk.YOUNG.minusMinutes(1) : ContentOnDisk.YOUNG.plusMinutes(1);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
        }

        assertThat(disk.sweep(clock.instant())).isEqualTo(3);
        assertThat(broken).doesNotExist();
        assertThat(somebodyElses).exists();
        assertThat(disk.file(known)).isEqualTo(FILE);
        assertThat(disk.file(young)).isEqualTo(FILE);
        assertThatThrownBy(() -> disk.file(orphan)).isInstanceOf(IllegalStateException.class);
        assertThat(disk.sweep(clock.instant().plus(Duration.ofDays(2)))).isEqualTo(2);
        assertThat(disk.sweep(clock.instant().plus(Duration.ofDays(2)))).isZero();
    }

    @Test
    void theFilesOfAnAnonymisedAppealLeaveTheDisk() {
        var id = UUID.randomUUID();
        kept.keep(id, FILE, THUMBNAIL);
        row(id, Where.DISK);
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        mailbox.about(number);
        assertThat(kept.file(id)).isEqualTo(FILE);
        assertThat(anonymise.appeal(number, "Өзі сұрады", new Actor("admin")).anonymised())
                .isEqualTo(1);
        assertThatThrownBy(() -> kept.file(id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.thumbnail(id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsLeftBesideAFileThatWasWritten() throws IOException {
        disk.keep(UUID.randomUUID(), FILE, THUMBNAIL);
        assertThat(files()).hasSize(2).noneMatch(file -> file.toString().endsWith(".new"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private AttachmentContent in(Where where) {
        return where == Where.DISK ? disk : new ContentInDatabase(jdbc);
    }

    private void row(UUID id, Where where) {
        jdbc.sql("INSERT INTO appeals.attachment (id, number, kind, name, type, size, sha256, received_sha256, kept_in,"
                        + " added_at, added_by) VALUES (?, ?, 'DOCUMENT', 'x', 'image/jpeg', 3, 'x', ?, ?, now(), 'x')")
                .params(id, number.value(), id.toString(), where.name())
                .update();
    }
}
