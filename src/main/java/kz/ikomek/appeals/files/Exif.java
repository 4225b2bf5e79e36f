package kz.ikomek.appeals.files;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffHandler;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a camera wrote into its picture. Only EXIF is read: other kinds of metadata may be packed, and unpack to more than
 * there is memory.
 *
 * @param orientation how the picture is to be turned, 1 to 8 as EXIF counts; 1 is upright
 * @param position null when the camera did not know
 */
record Exif(int orientation, @Nullable Position position) {

    private static final Logger log = LoggerFactory.getLogger(Exif.class);
    private static final Exif NONE = new Exif(1, null);

    /** Reads what there is; a picture whose EXIF is broken has none. */
    static Exif of(byte[] picture, String type) {
        var metadata = new Metadata();
        try {
            switch (type) {
                case "image/jpeg" ->
                    JpegMetadataReader.process(metadata, new ByteArrayInputStream(picture), List.of(new ExifReader()));
                case "image/png" -> png(picture, metadata);
                default -> webp(picture, metadata);
            }
            return new Exif(orientation(metadata), position(metadata));
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            log.debug("A picture's EXIF cannot be read", e);
            return NONE;
        }
    }

    private static void png(byte[] picture, Metadata metadata) throws ImageProcessingException, IOException {
        var chunks = new PngChunkReader()
                .extract(new StreamReader(new ByteArrayInputStream(picture)), Set.of(PngChunkType.eXIf));
        for (PngChunk chunk : chunks) {
            new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
        }
    }

    private static void webp(byte[] picture, Metadata metadata) throws ImageProcessingException, IOException {
        new RiffReader().processRiff(new StreamReader(new ByteArrayInputStream(picture)), new RiffHandler() {
            @Override
            public boolean shouldAcceptRiffIdentifier(String identifier) {
                return identifier.equals("WEBP");
            }

            @Override
            public boolean shouldAcceptChunk(String name) {
                return name.equals("EXIF");
            }

            @Override
            public boolean shouldAcceptList(String name) {
                return false;
            }

            @Override
            public void processChunk(String name, byte[] content) {
                int start =
                        ExifReader.startsWithJpegExifPreamble(content) ? ExifReader.JPEG_SEGMENT_PREAMBLE.length() : 0;
                new ExifReader().extract(new ByteArrayReader(content, start), metadata);
            }

            @Override
            public void addError(String error) {
                log.debug("A picture's parts are not as they should be: {}", error);
            }
        });
    }

    private static int orientation(Metadata metadata) {
        var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer said = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return said == null || said < 1 || said > 8 ? 1 : said;
    }

    private static @Nullable Position position(Metadata metadata) {
        var directory = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        var location = directory == null ? null : directory.getGeoLocation();
        if (location == null || location.isZero()) {
            return null;
        }
        double latitude = location.getLatitude();
        double longitude = location.getLongitude();
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? new Position(latitude, longitude) : null;
    }
}
