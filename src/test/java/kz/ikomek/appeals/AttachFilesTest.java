package kz.ikomek.appeals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kz.ikomek.appeals.files.AttachmentContent;
import kz.ikomek.appeals.files.AttachmentContents;
import kz.ikomek.appeals.files.AttachmentProperties;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import kz.ikomek.appeals.files.FileCheck;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.WithdrawCase;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Files come to an appeal, are kept whole or refused with a reason, and stand in the journal. */
@IntegrationTest
class AttachFilesTest {

    private static final Actor OPERATOR = new Actor("operator");

    @Autowired
    Centre centre;

    @Autowired
    AttachFiles attach;

    @Autowired
    AttachmentViews attachments;

    @Autowired
    AttachmentStore store;

    @Autowired
    List<AttachmentContent> contents;

    @Autowired
    FileCheck check;

    @Autowired
    Change change;

    @Autowired
    AppealViews appeals;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void whatIsKeptIsThePictureAndNothingOfWhereItWasTaken(Where where) {
        var number = centre.registered("street-lighting");
        byte[] photo = SampleFiles.photo(900, 600, 6);
        var kept = one(keepingIn(where).attach(number, AttachmentKind.REGISTERING, null, sent(photo), OPERATOR));

        byte[] file = attachments.file(number, kept.id()).orElseThrow().content();
        byte[] thumbnail =
                attachments.thumbnail(number, kept.id()).orElseThrow().content();
        for (byte[] stored : List.of(file, thumbnail)) {
            assertThat(new String(stored, ISO_8859_1))
                    .startsWith("\u00FF\u00D8")
                    .doesNotContain(SampleFiles.CAMERA, "Exif", "GPS");
        }
        assertThat(kept.sha256()).isEqualTo(DigestUtils.sha256Hex(file));
        assertThat(kept.size()).isEqualTo(file.length);
        assertThat(thumbnail.length).isLessThan(file.length);
        assertThat(kept.place()).isNotNull().satisfies(place -> {
            assertThat(place.latitude()).isCloseTo(SampleFiles.LATITUDE, within(0.00001));
            assertThat(place.longitude()).isCloseTo(SampleFiles.LONGITUDE, within(0.00001));
        });
        assertThat(attachments.of(number)).containsExactly(kept);
    }

    @Test
    void everyFileStandsInTheJournal() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        var agency = new AgencyCode("street-lighting");
        attach.attach(
                number,
                AttachmentKind.AFTER,
                agency,
                List.of(
                        ReceivedFile.of("дейін.jpg", SampleFiles.jpeg(20, 20)),
                        ReceivedFile.of("акт.pdf", SampleFiles.pdf())),
                new Actor("executor-street-lighting"));

        assertThat(appeals.journal(number))
                .filteredOn(entry -> entry.step() == Step.ATTACHED)
                .extracting(JournalEntry::actor, JournalEntry::agency, JournalEntry::note, JournalEntry::to)
                .containsExactly(
                        tuple("executor-street-lighting", agency, "AFTER: дейін.jpg", AppealState.EXECUTION),
                        tuple("executor-street-lighting", agency, "AFTER: акт.pdf", AppealState.EXECUTION));
    }

    @Test
    void aRefusedFileIsNamedAndTheOthersAreKept() {
        var number = centre.registered("street-lighting");
        var result = attach.attach(
                number,
                AttachmentKind.REGISTERING,
                null,
                List.of(
                        ReceivedFile.of("1.jpg", SampleFiles.jpeg(20, 20)),
                        ReceivedFile.of("../../2.heic", SampleFiles.heic()),
                        ReceivedFile.of("3.jpg", new byte[0]),
                        new ReceivedFile("4.pdf", 10 * 1024 * 1024 + 1, () -> {
                            throw new AssertionError("what is too large is not even read");
                        }),
                        ReceivedFile.of("5.html", "<html></html>".getBytes(UTF_8)),
                        ReceivedFile.of("6.pdf", SampleFiles.pdf())),
                OPERATOR);

        assertThat(result.attached()).extracting(Attachment::name).containsExactly("1.jpg", "6.pdf");
        assertThat(result.refused())
                .extracting(
                        AttachedFiles.RefusedFile::name, file -> file.reason().code())
                .containsExactly(
                        tuple("2.heic", "attachments.heic"),
                        tuple("3.jpg", "attachments.empty"),
                        tuple("4.pdf", "attachments.too-large"),
                        tuple("5.html", "attachments.wrong-type"));
        assertThat(attachments.of(number)).hasSize(2);
    }

    @Test
    void anUploadThatIsRepeatedKeepsEachFileOnce() {
        var number = centre.registered("street-lighting");
        var files = sent(SampleFiles.jpeg(33, 22));
        var first = one(attach.attach(number, AttachmentKind.REGISTERING, null, files, OPERATOR));
        var again = one(attach.attach(number, AttachmentKind.REGISTERING, null, files, OPERATOR));
        assertThat(again).isEqualTo(first);
        assertThat(appeals.journal(number))
                .filteredOn(entry -> entry.step() == Step.ATTACHED)
                .hasSize(1);
    }

    @Test
    void tenFilesAStepAreEnough() {
        var number = centre.registered("street-lighting");
        var result = attach.attach(number, AttachmentKind.REGISTERING, null, pictures(0, 11), OPERATOR);
        assertThat(result.attached()).hasSize(10);
        assertThat(result.refused())
                .extracting(
                        AttachedFiles.RefusedFile::name, file -> file.reason().code())
                .containsExactly(tuple("10.jpg", "attachments.too-many"));
        assertThat(attach.attach(number, AttachmentKind.REGISTERING, null, pictures(20, 1), OPERATOR)
                        .refused())
                .hasSize(1);
        assertThat(attach.attach(number, AttachmentKind.DOCUMENT, null, pictures(20, 1), OPERATOR)
                        .refused())
                .as("another kind")
                .isEmpty();

        centre.timePasses(Duration.ofMinutes(1));
        centre.routes(number, "street-lighting");
        assertThat(attach.attach(number, AttachmentKind.REGISTERING, null, pictures(20, 1), OPERATOR)
                        .refused())
                .as("the next step")
                .isEmpty();
    }

    @Test
    void nothingIsAddedToAClosedAppeal() {
        var number = centre.registered("street-lighting");
        withdraw.withdraw(number, "Шам жанды", OPERATOR);
        var result = attach.attach(number, AttachmentKind.REGISTERING, null, pictures(0, 1), OPERATOR);
        assertThat(result.attached()).isEmpty();
        assertThat(result.refused()).extracting(file -> file.reason().code()).containsExactly("appeals.step.not-now");
        assertThat(attachments.of(number)).isEmpty();
    }

    @Test
    void theDeadlineAndTheStateDoNotMove() {
        var number = centre.registered("street-lighting");
        var before = centre.appeal(number);
        attach.attach(number, AttachmentKind.REGISTERING, null, pictures(0, 2), OPERATOR);
        assertThat(centre.appeal(number)).isEqualTo(before);
        assertThat(centre.waiting(number)).containsExactly("inspect");
        centre.does("inspector", number, "inspect", Map.of("decision", "REJECT", "reason", "Біздікі емес"));
        assertThat(attachments.of(number)).hasSize(2);
    }

    private AttachFiles keepingIn(Where where) {
        var settings = new AttachmentProperties(
                where, Path.of("target/test-data/attachments"), DataSize.ofMegabytes(10), 10, 50_000_000, 2560);
        return new AttachFiles(
                check, store, new AttachmentContents(contents, settings), settings, change, transactions);
    }

    private static List<ReceivedFile> sent(byte[] photo) {
        return List.of(ReceivedFile.of("IMG_0001.jpg", photo));
    }

    private static List<ReceivedFile> pictures(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> ReceivedFile.of(i + ".jpg", SampleFiles.jpeg(30 + i, 10)))
                .toList();
    }

    private static Attachment one(AttachedFiles result) {
        assertThat(result.refused()).isEmpty();
        assertThat(result.attached()).hasSize(1);
        return result.attached().get(0);
    }
}
