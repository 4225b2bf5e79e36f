package kz.ikomek.appeals.files;

import kz.ikomek.shared.Refusal;
import org.apache.tika.Tika;
import org.springframework.stereotype.Component;

/** Looks at what a file is, never at what it is called, and makes of it what may be kept. */
@Component
public class FileCheck {

    private static final String SENTENCES = "attachments.";
    private static final String PDF = "application/pdf";

    private final Tika types = new Tika();
    private final Pictures pictures;

    FileCheck(Pictures pictures) {
        this.pictures = pictures;
    }

    /**
     * Checks a file; a picture is written anew.
     *
     * @param name as the sender calls it
     * @throws Refusal that says why it is not taken
     */
    public CheckedFile check(String name, byte[] bytes) {
        if (bytes.length == 0) {
            throw refusal("empty");
        }
        String type = types.detect(bytes);
        String received = CheckedFile.sha256(bytes);
        switch (type) {
            case PDF:
                Pdf.check(bytes);
                return new CheckedFile(FileName.of(name, ".pdf"), PDF, bytes, null, null, received);
            case "image/jpeg", "image/png", "image/webp":
                var picture = pictures.anew(bytes, type);
                return new CheckedFile(
                        FileName.of(name, ".jpg"),
                        Pictures.TYPE,
                        picture.content(),
                        picture.thumbnail(),
                        picture.position(),
                        received);
            case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif":
                throw refusal("heic");
            default:
                throw refusal("wrong-type");
        }
    }

    static Refusal refusal(String reason, Object... values) {
        return new Refusal(SENTENCES + reason, "file", values);
    }
}
