package kz.ikomek.operations.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import kz.ikomek.operations.backup.Manifest.Table;
import org.jspecify.annotations.Nullable;

/** A backup to be read: a zip whose entries are what COPY wrote of each table, attachments, and the {@link Manifest}. */
final class BackupFile implements AutoCloseable {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Where the attachments stand in the file. */
    static final String ATTACHMENTS = "attachments/";

    private static final int LARGEST_MANIFEST = 16 * 1024 * 1024;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens it.
     *
     * @throws BackupRefused when it is no backup, was cut off, or was made by a program that is newer than this one
     */
    static BackupFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupRefused("There is no file " + file + "; name the backup with ikomek.backup.file.");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupRefused("The file " + file + " is not a backup of iKomek 109, or was cut off.", e);
        }
        try {
            return new BackupFile(file, zip, manifest(file, zip));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new BackupRefused("The file " + file + " is not a backup of iKomek 109: it says nothing of itself.");
        }
        byte[] said;
        try (InputStream content = zip.getInputStream(entry)) {
            said = content.readNBytes(LARGEST_MANIFEST);
            int format = JSON.readTree(said).path("format").asInt();
            if (format != Manifest.FORMAT) {
                throw new BackupRefused(
                        "The backup " + file + " is of format " + format + ", and this version reads format "
                                + Manifest.FORMAT + ": restore it with the version that made it, or a newer one.");
            }
            return JSON.readValue(said, Manifest.class);
        } catch (JsonProcessingException | ZipException e) {
            throw new BackupRefused("The backup " + file + " is damaged: what it says of itself cannot be read.", e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Reads all of it once, and compares.
     *
     * @throws BackupRefused naming what is not as it was written
     */
    void verify() throws IOException {
        for (Table table : manifest.tables()) {
            MessageDigest sha256 = sha256();
            try (InputStream content = new DigestInputStream(rows(table), sha256)) {
                content.transferTo(OutputStream.nullOutputStream());
            } catch (ZipException e) {
                throw damaged(table.name(), e);
            }
            if (!table.sha256().equals(HexFormat.of().formatHex(sha256.digest()))) {
                throw damaged(table.name(), null);
            }
        }
        MessageDigest sha256 = sha256();
        long files = 0;
        for (String name : attachments()) {
            add(sha256, name);
            try (InputStream content = new DigestInputStream(attachment(name), sha256)) {
                content.transferTo(OutputStream.nullOutputStream());
            } catch (ZipException e) {
                throw damaged(name, e);
            }
            files++;
        }
        var expected = manifest.attachments();
        if (files != expected.files()
                || !expected.sha256().equals(HexFormat.of().formatHex(sha256.digest()))) {
            throw damaged("the attachments", null);
        }
    }

    /** What COPY wrote of a table. */
    InputStream rows(Table table) throws IOException {
        return content(table.entry());
    }

    /** Names of the attachments' files, in order. */
    List<String> attachments() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(ATTACHMENTS))
                .map(name -> name.substring(ATTACHMENTS.length()))
                .peek(name -> {
                    if (!AttachmentFolder.isName(name)) {
                        throw damaged("an attachment with a name that is none", null);
                    }
                })
                .toList();
    }

    InputStream attachment(String name) throws IOException {
        return content(ATTACHMENTS + name);
    }

    private InputStream content(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(name, null);
        }
        return zip.getInputStream(entry);
    }

    BackupRefused damaged(String what, @Nullable Throwable cause) {
        String sentence = "The backup " + file + " is damaged: " + what
                + " is not as it was written. Nothing was restored; take another copy of it.";
        return cause == null ? new BackupRefused(sentence) : new BackupRefused(sentence, cause);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** A name, so that it cannot run into what follows. */
    static void add(MessageDigest digest, String name) {
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) 0);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
