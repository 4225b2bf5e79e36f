package kz.ikomek.appeals.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import kz.ikomek.shared.Refusal;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a PDF: whole, open to everybody, and nothing in it that does anything or carries another file. It is kept as it
 * came, because a signature holds for these very bytes only.
 */
final class Pdf {

    private static final Logger log = LoggerFactory.getLogger(Pdf.class);
    private static final byte[] START = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] END = {'%', '%', 'E', 'O', 'F'};
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};

    /** Kinds of actions that run something, or send something away. */
    private static final Set<String> ACTIONS =
            Set.of("JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition", "GoToE", "RichMediaExecute");

    /** Kinds of objects that hold another file. */
    private static final Set<String> CARRIERS = Set.of("EmbeddedFile", "FileAttachment", "RichMedia");

    /** What only stands there for scripts, forms that are programs, and files inside. */
    private static final Set<String> KEYS =
            Set.of("JS", "JavaScript", "XFA", "EmbeddedFiles", "EF", "RichMediaContent");

    /** More objects than a document of 10 MB has. */
    private static final int MOST_OBJECTS = 1_000_000;

    /** A page scanned in colour at 600 points an inch unpacks to 100 MB. */
    private static final long MOST_UNPACKED = 256L * 1024 * 1024;

    private Pdf() {}

    /** @throws Refusal that says why it is not taken */
    static void check(byte[] bytes) {
        if (!startsWith(bytes, START, 0) || !endsAtItsEnd(bytes)) {
            throw FileCheck.refusal("pdf.more");
        }
        if (unpacksToTooMuch(bytes)) {
            throw FileCheck.refusal("unreadable");
        }
        try (var document = Loader.loadPDF(bytes)) {
            if (document.isEncrypted()) {
                throw FileCheck.refusal("pdf.encrypted");
            }
            if (document.getNumberOfPages() == 0) {
                throw FileCheck.refusal("unreadable");
            }
            requirePassive(document.getDocument());
        } catch (InvalidPasswordException e) {
            log.debug("A PDF wants a password", e);
            throw FileCheck.refusal("pdf.encrypted");
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            log.debug("A PDF cannot be read", e);
            throw FileCheck.refusal("unreadable");
        }
    }

    private static boolean endsAtItsEnd(byte[] bytes) {
        int last = bytes.length - 1;
        while (last >= 0 && (bytes[last] == 0 || Character.isWhitespace(bytes[last]))) {
            last--;
        }
        int end = last - END.length + 1;
        return end > 0 && startsWith(bytes, END, end);
    }

    /** Unpacks every stream once, keeping nothing, before the library unpacks any to keep it. */
    private static boolean unpacksToTooMuch(byte[] bytes) {
        var sink = new byte[64 * 1024];
        for (int i = 0; i + STREAM.length < bytes.length; i++) {
            if (bytes[i] != 's' || !startsWith(bytes, STREAM, i)) {
                continue;
            }
            int start = i + STREAM.length;
            while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
                start++;
            }
            if (start >= bytes.length || (bytes[start] & 0x0F) != 8) {
                continue;
            }
            if (unpacked(bytes, start, sink) > MOST_UNPACKED) {
                return true;
            }
        }
        return false;
    }

    private static long unpacked(byte[] bytes, int start, byte[] sink) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            long sum = 0;
            while (!inflater.finished() && sum <= MOST_UNPACKED) {
                int read = inflater.inflate(sink);
                if (read == 0) {
                    return sum;
                }
                sum += read;
            }
            return sum;
        } catch (DataFormatException e) {
            log.trace("not packed this way", e);
            return 0;
        } finally {
            inflater.end();
        }
    }

    /** Every object is looked at, also one that nothing seems to lead to. */
    private static void requirePassive(COSDocument document) {
        Deque<COSBase> waiting = new ArrayDeque<>();
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        if (document.getTrailer() != null) {
            waiting.add(document.getTrailer());
        }
        document.getXrefTable().keySet().forEach(key -> waiting.add(document.getObjectFromPool(key)));
        while (!waiting.isEmpty()) {
            COSBase next = waiting.remove();
            COSBase object = next instanceof COSObject reference ? reference.getObject() : next;
            if (object == null || !seen.add(object)) {
                continue;
            }
            if (seen.size() > MOST_OBJECTS) {
                throw FileCheck.refusal("unreadable");
            }
            if (object instanceof COSDictionary dictionary) {
                requirePassive(dictionary);
                waiting.addAll(dictionary.getValues());
            } else if (object instanceof COSArray array) {
                array.forEach(element -> {
                    if (element != null) {
                        waiting.add(element);
                    }
                });
            }
        }
    }

    private static void requirePassive(COSDictionary dictionary) {
        boolean active = dictionary.keySet().stream().anyMatch(key -> KEYS.contains(key.getName()))
                || names(dictionary, COSName.S, ACTIONS)
                || names(dictionary, COSName.TYPE, CARRIERS)
                || names(dictionary, COSName.SUBTYPE, CARRIERS);
        if (active) {
            throw FileCheck.refusal("pdf.active");
        }
    }

    private static boolean names(COSDictionary dictionary, COSName key, Set<String> names) {
        return dictionary.getDictionaryObject(key) instanceof COSName name && names.contains(name.getName());
    }

    private static boolean startsWith(byte[] bytes, byte[] start, int at) {
        if (bytes.length - at < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
