package kz.ikomek.appeals.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.ikomek.testing.SampleFiles.concat;
import static kz.ikomek.testing.SampleFiles.jpeg;
import static kz.ikomek.testing.SampleFiles.pdf;
import static kz.ikomek.testing.SampleFiles.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.SampleFiles;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What is taken, and what is refused, whatever it is called. */
class FileCheckTest {

    private static final int RED = 0xFF0000;
    private static final int BLUE = 0x0000FF;

    private final FileCheck check = new FileCheck(new Pictures(new AttachmentProperties(
            AttachmentProperties.Where.DATABASE, Path.of("unused"), DataSize.ofMegabytes(10), 10, 50_000_000, 2560)));

    @ParameterizedTest
    @MethodSource("kz.ikomek.appeals.files.FileCheckTest#pictures")
    void nothingButThePictureIsLeftOfAPicture(byte[] sent) throws Exception {
        assertThat(text(sent)).contains(SampleFiles.CAMERA);
        CheckedFile checked = check.check("IMG_1.heic.webp", sent);

        assertThat(checked.type()).isEqualTo("image/jpeg");
        assertThat(checked.name()).isEqualTo("IMG_1.heic.jpg");
        assertThat(checked.position()).isNotNull().satisfies(place -> {
            assertThat(place.latitude()).isCloseTo(SampleFiles.LATITUDE, within(0.00001));
            assertThat(place.longitude()).isCloseTo(SampleFiles.LONGITUDE, within(0.00001));
        });
        for (byte[] kept : List.of(checked.content(), Objects.requireNonNull(checked.thumbnail()))) {
            assertThat(text(kept)).doesNotContain(SampleFiles.CAMERA, "Exif", "http");
            assertThat(StreamSupport.stream(
                                    ImageMetadataReader.readMetadata(new ByteArrayInputStream(kept))
                                            .getDirectories()
                                            .spliterator(),
                                    false)
                            .map(Directory::getName))
                    .containsOnly("JPEG", "JFIF", "Huffman", "File Type");
        }
    }

    static List<byte[]> pictures() {
        return List.of(photo(60, 40, 1), SampleFiles.webp(), SampleFiles.pngWithExif());
    }

    /** Where the red half of the picture is to be seen after turning it as EXIF says. */
    @ParameterizedTest
    @CsvSource({
        "1, left", "2, right", "3, right", "4, left",
        "5, top", "6, top", "7, bottom", "8, bottom"
    })
    void aPictureStandsUprightHoweverThePhoneWasHeld(int orientation, String redIs) throws Exception {
        BufferedImage kept =
                picture(check.check("x", photo(80, 40, orientation)).content());
        boolean lying = orientation >= 5;
        assertThat(kept.getWidth()).isEqualTo(lying ? 40 : 80);
        assertThat(kept.getHeight()).isEqualTo(lying ? 80 : 40);
        int first = colour(kept, kept.getWidth() / 8, kept.getHeight() / 8);
        int last = colour(kept, kept.getWidth() * 7 / 8, kept.getHeight() * 7 / 8);
        boolean redFirst = redIs.equals("left") || redIs.equals("top");
        assertThat(first).isEqualTo(redFirst ? RED : BLUE);
        assertThat(last).isEqualTo(redFirst ? BLUE : RED);
    }

    @Test
    void aLargePictureIsMadeSmallerAndASmallOneIsNotMadeLarger() throws Exception {
        CheckedFile large = check.check("x.jpg", jpeg(4000, 3000));
        assertThat(picture(large.content()).getWidth()).isEqualTo(2560);
        assertThat(picture(large.content()).getHeight()).isEqualTo(1920);
        assertThat(picture(Objects.requireNonNull(large.thumbnail())).getWidth())
                .isEqualTo(320);
        CheckedFile small = check.check("x.jpg", jpeg(30, 3));
        assertThat(picture(small.content()).getWidth()).isEqualTo(30);
        CheckedFile line = check.check("x.jpg", jpeg(5000, 1));
        assertThat(picture(Objects.requireNonNull(line.thumbnail())).getHeight())
                .isEqualTo(1);
    }

    @Test
    void whatIsTransparentBecomesWhite() throws Exception {
        var glass = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
        var kept =
                picture(check.check("x.png", SampleFiles.encoded(glass, "png")).content());
        assertThat(kept.getRGB(10, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void whatHidesBehindAPictureIsGone() throws Exception {
        byte[] polyglot = concat(jpeg(40, 20), zip("evil.exe"), "<script>alert(1)</script>".getBytes(UTF_8));
        CheckedFile checked = check.check("x.jpg", polyglot);
        assertThat(text(checked.content())).doesNotContain("evil.exe", "<script>");
        assertThat(checked.receivedSha256()).isNotEqualTo(checked.sha256());
    }

    @Test
    void bombsAreRefusedBeforeTheyGoOff() {
        assertRefused("attachments.too-many-pixels", SampleFiles.pngBomb(60_000, 60_000));
        assertRefused("attachments.too-many-pixels", SampleFiles.pngBomb(Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertRefused("attachments.unreadable", SampleFiles.jpegOfManyScans(5000));
        assertThat(check.check("x.png", SampleFiles.pngWithTextBomb(200_000_000))
                        .type())
                .as("the text is never unpacked")
                .isEqualTo("image/jpeg");
    }

    @Test
    void aPdfThatUnpacksToGigabytesIsRefused() {
        byte[] bomb = pdf(document -> {
            var stream = new COSStream();
            try (var out = stream.createRawOutputStream()) {
                out.write(SampleFiles.deflated(new byte[300_000_000]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, stream);
        });
        assertThat(bomb.length).isLessThan(1_000_000);
        assertRefused("attachments.unreadable", bomb);
    }

    @Test
    void whatItIsCalledDecidesNothing() {
        assertThat(check.check("invoice.exe", pdf()).name()).isEqualTo("invoice.pdf");
        assertThat(check.check("report.pdf", jpeg(9, 9)).name()).isEqualTo("report.jpg");
        assertRefused("attachments.wrong-type", "<html><script>alert(1)</script></html>".getBytes(UTF_8));
        assertRefused("attachments.wrong-type", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(UTF_8));
        assertRefused("attachments.wrong-type", zip("a.txt"));
        assertRefused("attachments.wrong-type", "GIF89a".getBytes(ISO_8859_1));
        assertRefused("attachments.wrong-type", "MZ not a picture".getBytes(ISO_8859_1));
        assertRefused("attachments.empty", new byte[0]);
        assertRefused("attachments.heic", SampleFiles.heic());
    }

    @Test
    void aBrokenPictureIsRefusedInWords() {
        byte[] whole = jpeg(200, 100);
        byte[] head = Arrays.copyOf(whole, 30);
        assertRefused("attachments.unreadable", head);
        assertRefused("attachments.unreadable", Arrays.copyOf(SampleFiles.png(200, 100), 40));
        assertRefused("attachments.unreadable", Arrays.copyOf(SampleFiles.webp(), 40));
    }

    @Test
    void brokenExifCostsThePlaceAndNotThePicture() {
        byte[] photo = photo(40, 20, 1);
        for (int i = 12; i < 60; i++) {
            photo[i] = (byte) 0xF7;
        }
        assertThat(check.check("x.jpg", photo).position()).isNull();
    }

    @Test
    void aPlainPdfIsKeptAsItCame() {
        byte[] sent = pdf();
        CheckedFile checked = check.check("Акт №5.PDF", sent);
        assertThat(checked.content()).isEqualTo(sent);
        assertThat(checked.name()).isEqualTo("Акт №5.pdf");
        assertThat(checked.thumbnail()).isNull();
        assertThat(checked.sha256()).isEqualTo(checked.receivedSha256()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user"})
    void anEncryptedPdfIsRefusedAlsoIfItOpensWithoutAPassword(String password) {
        byte[] encrypted = pdf(document -> {
            try {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertRefused("attachments.pdf.encrypted", encrypted);
    }

    @ParameterizedTest
    @MethodSource("active")
    void aPdfThatDoesSomethingIsRefused(String what, Consumer<PDDocument> change) {
        assertThat(what).isNotEmpty();
        assertRefused("attachments.pdf.active", pdf(change));
    }

    static List<Object[]> active() {
        return List.of(
                new Object[] {
                    "a script when it opens",
                    change(document ->
                            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")))
                },
                new Object[] {
                    "a program when a page opens",
                    change(document -> {
                        var launch = new COSDictionary();
                        launch.setItem(COSName.S, COSName.getPDFName("Launch"));
                        launch.setItem(COSName.F, new COSString("calc.exe"));
                        var actions = new COSDictionary();
                        actions.setItem(COSName.O, launch);
                        document.getPage(0).getCOSObject().setItem(COSName.AA, actions);
                    })
                },
                new Object[] {"another file inside", change(FileCheckTest::embed)},
                new Object[] {
                    "a form that is a program",
                    change(document -> {
                        var form = new COSDictionary();
                        form.setItem(COSName.getPDFName("XFA"), new COSString("<xdp/>"));
                        document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
                    })
                });
    }

    @Test
    void aPdfThatIsSomethingElseAsWellIsRefused() {
        assertRefused("attachments.pdf.more", concat(pdf(), zip("evil.exe")));
        assertRefused("attachments.pdf.more", concat(pdf(), "<script>alert(1)</script>".getBytes(UTF_8)));
        assertRefused("attachments.unreadable", "%PDF-1.7 nothing else %%EOF".getBytes(ISO_8859_1));
        assertThat(check.check("x.pdf", concat(pdf(), new byte[] {'\r', '\n', 0, 0}))
                        .type())
                .isEqualTo("application/pdf");
    }

    @Test
    void namesAreMadeHarmless() {
        Map<String, String> names = new HashMap<>();
        names.put("../../etc/passwd", "passwd");
        names.put("C:\\fakepath\\сурет 1.jpg", "сурет 1.jpg");
        names.put("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie x=1.jpg");
        names.put("photo\u202Egpj.exe", "photo gpj.exe");
        names.put("nul\u0000.pdf", "nul .pdf");
        names.put(".htaccess", "htaccess");
        names.put("..", "file");
        names.put("", "file");
        names.put("\"<x>\"?.png", "x .png");
        names.forEach((sent, shown) -> assertThat(FileName.of(sent)).as(sent).isEqualTo(shown));
        assertThat(FileName.of("ұ".repeat(5000))).hasSizeLessThan(130);
        assertThat(FileName.of("😀".repeat(5000), ".jpg")).endsWith(".jpg").hasSizeLessThan(130);
    }

    private void assertRefused(String code, byte[] bytes) {
        assertThatThrownBy(() -> check.check("photo.jpg", bytes))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Consumer<PDDocument> change(Consumer<PDDocument> change) {
        return change;
    }

    private static void embed(PDDocument document) {
        try {
            var file = new PDComplexFileSpecification();
            file.setFile("evil.exe");
            file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[] {1, 2, 3})));
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("evil", file));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(String name) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[] {1, 2, 3});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    /** Which of the two colours it is, for JPEG changes them a little. */
    private static int colour(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb >> 16 & 0xFF) > (rgb & 0xFF) ? RED : BLUE;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
