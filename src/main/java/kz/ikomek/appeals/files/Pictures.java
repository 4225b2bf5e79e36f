package kz.ikomek.appeals.files;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes pictures anew: decoded, turned upright, made smaller, and encoded as JPEG. Nothing of what came is left but what
 * is to be seen, so whatever was hidden in it, or said where and by whom it was taken, is gone.
 */
@Component
class Pictures {

    /** Media type of every picture that is kept. */
    static final String TYPE = "image/jpeg";

    /** Longest side of a thumbnail. */
    static final int THUMBNAIL = 320;

    /** Decoded at the same time: what is unpacked in memory is then bounded, however many people upload. */
    private static final int AT_ONCE = 2;

    /** A progressive JPEG has about ten scans; each costs the time of a whole picture, however few bytes it has. */
    private static final int MOST_SCANS = 64;

    private static final float QUALITY = 0.87f;
    private static final Logger log = LoggerFactory.getLogger(Pictures.class);

    private final long mostPixels;
    private final int longestSide;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Pictures(AttachmentProperties limits) {
        this.mostPixels = limits.mostPixels();
        this.longestSide = limits.longestSide();
    }

    /** A picture written anew. */
    record Picture(
            byte[] content, byte[] thumbnail, @Nullable Position position) {}

    /**
     * Writes a picture anew.
     *
     * @param type {@code image/jpeg}, {@code image/png} or {@code image/webp}
     * @throws Refusal when it has too many pixels, or cannot be decoded
     */
    Picture anew(byte[] bytes, String type) {
        Exif exif = Exif.of(bytes, type);
        places.acquireUninterruptibly();
        try {
            BufferedImage upright = upright(shrunk(decoded(bytes, type), longestSide), exif.orientation());
            return new Picture(jpeg(upright), jpeg(shrunk(upright, THUMBNAIL)), exif.position());
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            log.debug("A picture cannot be decoded", e);
            throw FileCheck.refusal("unreadable");
        } finally {
            places.release();
        }
    }

    private BufferedImage decoded(byte[] bytes, String type) throws IOException {
        if (type.equals(TYPE) && scans(bytes) > MOST_SCANS) {
            throw FileCheck.refusal("unreadable");
        }
        ImageReader reader = reader(type);
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // Metadata is not unpacked.
            reader.setInput(input, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > mostPixels) {
                throw FileCheck.refusal("too-many-pixels", mostPixels / 1_000_000);
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    /** Exactly the decoder of this type, whatever else there is on the class path. */
    private static ImageReader reader(String type) throws IOException {
        return type.equals("image/webp")
                ? new WebPImageReaderSpi().createReaderInstance()
                : ImageIO.getImageReadersByMIMEType(type).next();
    }

    /** Inside a scan {@code FF} is never followed by the marker's second byte. */
    private static int scans(byte[] jpeg) {
        int scans = 0;
        for (int i = 1; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xDA && jpeg[i - 1] == (byte) 0xFF) {
                scans++;
            }
        }
        return scans;
    }

    /** In steps of halves, so that nothing is lost between the pixels; on white where it was transparent. */
    private static BufferedImage shrunk(BufferedImage picture, int most) {
        BufferedImage current = picture;
        double factor = Math.min(1, (double) most / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
        while (current.getWidth() / 2 >= width && current.getHeight() / 2 >= height && current.getWidth() > width) {
            current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        return drawn(current, width, height);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        return drawn;
    }

    private static BufferedImage upright(BufferedImage picture, int orientation) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> null;
        };
        if (turn == null) {
            return picture;
        }
        boolean lying = orientation >= 5;
        var upright = new BufferedImage(lying ? h : w, lying ? w : h, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = upright.createGraphics();
        pen.drawImage(picture, turn, null);
        pen.dispose();
        return upright;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(TYPE).next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
