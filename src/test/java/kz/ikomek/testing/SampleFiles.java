package kz.ikomek.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Files as people send them, and as nobody should. */
public final class SampleFiles {

    /** Stands in the EXIF of {@link #photo} as the camera's maker. */
    public static final String CAMERA = "SECRETCAM";

    /** Tower of the old town, so to say: the place in {@link #photo}. */
    public static final double LATITUDE = 42.31575;

    public static final double LONGITUDE = 69.58690;

    private SampleFiles() {}

    /** A picture whose left half is red and whose right half is blue. */
    public static BufferedImage redAndBlue(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        return picture;
    }

    public static byte[] encoded(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG without EXIF. */
    public static byte[] jpeg(int width, int height) {
        return encoded(redAndBlue(width, height), "jpg");
    }

    public static byte[] png(int width, int height) {
        return encoded(redAndBlue(width, height), "png");
    }

    /** A JPEG as a phone makes it: with maker, place and the way it was held. */
    public static byte[] photo(int width, int height, int orientation) {
        byte[] jpeg = jpeg(width, height);
        byte[] exif = concat("Exif\0\0".getBytes(US_ASCII), exif(orientation));
        int length = exif.length + 2;
        return concat(
                new byte[] {jpeg[0], jpeg[1], (byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length},
                exif,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** One pixel of WebP, with the same EXIF. */
    public static byte[] webp() {
        byte[] plain = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        byte[] image = Arrays.copyOfRange(plain, 12, plain.length);
        byte[] exif = exif(1);
        byte[] padded = exif.length % 2 == 0 ? exif : concat(exif, new byte[1]);
        byte[] body = concat(
                "WEBPVP8X".getBytes(US_ASCII),
                little(10),
                new byte[] {8, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                image,
                "EXIF".getBytes(US_ASCII),
                little(exif.length),
                padded);
        return concat("RIFF".getBytes(US_ASCII), little(body.length), body);
    }

    /** A PNG with the same EXIF. */
    public static byte[] pngWithExif() {
        byte[] png = png(40, 20);
        int afterHeader = 8 + 25;
        return concat(
                Arrays.copyOfRange(png, 0, afterHeader),
                chunk("eXIf", exif(6)),
                Arrays.copyOfRange(png, afterHeader, png.length));
    }

    /** Some bytes that claim to be a picture of so many pixels. */
    public static byte[] pngBomb(int width, int height) {
        byte[] header = concat(big(width), big(height), new byte[] {8, 2, 0, 0, 0});
        return concat(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                chunk("IHDR", header),
                chunk("IDAT", deflated(new byte[1000])),
                chunk("IEND", new byte[0]));
    }

    /** A picture that is fine, and a text in it that unpacks to as many bytes. */
    public static byte[] pngWithTextBomb(int bytes) {
        byte[] png = png(40, 20);
        int afterHeader = 8 + 25;
        byte[] text = concat("Comment\0\0".getBytes(ISO_8859_1), deflated(new byte[bytes]));
        return concat(
                Arrays.copyOfRange(png, 0, afterHeader),
                chunk("zTXt", text),
                Arrays.copyOfRange(png, afterHeader, png.length));
    }

    /** A JPEG that asks to be decoded so many times. */
    public static byte[] jpegOfManyScans(int scans) {
        byte[] jpeg = jpeg(40, 20);
        int start = jpeg.length - 2;
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, start);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        for (int i = 0; i < scans; i++) {
            bytes.writeBytes(scan);
        }
        bytes.write(jpeg, start, 2);
        return bytes.toByteArray();
    }

    /** What an iPhone makes by itself. */
    public static byte[] heic() {
        return concat(
                new byte[] {0, 0, 0, 24},
                "ftypheic".getBytes(US_ASCII),
                new byte[4],
                "mif1heic".getBytes(US_ASCII),
                new byte[200]);
    }

    public static byte[] pdf() {
        return pdf(document -> {});
    }

    /** A PDF of one page to which something is done. */
    public static byte[] pdf(Consumer<PDDocument> change) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            change.accept(document);
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    /** TIFF, big-endian: maker, orientation, and where it was. */
    private static byte[] exif(int orientation) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            int maker = 8 + 2 + 3 * 12 + 4;
            int gps = maker + CAMERA.length() + 1;
            int latitude = gps + 2 + 4 * 12 + 4;
            int longitude = latitude + 24;
            out.writeBytes("MM");
            out.writeShort(42);
            out.writeInt(8);
            out.writeShort(3);
            entry(out, 0x010F, 2, CAMERA.length() + 1, maker);
            entry(out, 0x0112, 3, 1, orientation << 16);
            entry(out, 0x8825, 4, 1, gps);
            out.writeInt(0);
            out.writeBytes(CAMERA + "\0");
            out.writeShort(4);
            entry(out, 1, 2, 2, 'N' << 24);
            entry(out, 2, 5, 3, latitude);
            entry(out, 3, 2, 2, 'E' << 24);
            entry(out, 4, 5, 3, longitude);
            out.writeInt(0);
            degrees(out, LATITUDE);
            degrees(out, LONGITUDE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(DataOutputStream out, int tag, int type, int count, int value) throws IOException {
        out.writeShort(tag);
        out.writeShort(type);
        out.writeInt(count);
        out.writeInt(value);
    }

    private static void degrees(DataOutputStream out, double angle) throws IOException {
        int whole = (int) angle;
        int millionths = (int) Math.round((angle - whole) * 60 * 1_000_000);
        for (int number : new int[] {whole, 1, millionths, 1_000_000, 0, 1}) {
            out.writeInt(number);
        }
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] named = concat(type.getBytes(US_ASCII), content);
        var crc = new CRC32();
        crc.update(named);
        return concat(big(content.length), named, big((int) crc.getValue()));
    }

    private static byte[] big(int number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private static byte[] little(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }
}
