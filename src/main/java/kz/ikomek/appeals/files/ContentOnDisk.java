package kz.ikomek.appeals.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Bytes in files. The file comes first: written under another name, forced to disk, moved to its place, and only then the
 * row that knows of it. So there may be a file without a row, which is swept, but never a row without a file.
 */
@Component
class ContentOnDisk implements AttachmentContent {

    /** Younger files may belong to a transaction that is still under way. */
    static final Duration YOUNG = Duration.ofDays(1);

    private static final int A_SWEEP = 1000;
    private static final Pattern OURS = Pattern.compile("([0-9a-f-]{36})(\\.file|\\.thumbnail|\\.[0-9a-f-]{36}\\.new)");
    private static final Logger log = LoggerFactory.getLogger(ContentOnDisk.class);

    private final Path folder;
    private final JdbcClient jdbc;

    ContentOnDisk(AttachmentProperties settings, JdbcClient jdbc) {
        this.folder = settings.folder().toAbsolutePath();
        this.jdbc = jdbc;
    }

    @Override
    public Where where() {
        return Where.DISK;
    }

    @Override
    public void keep(UUID id, byte[] file, byte @Nullable [] thumbnail) {
        try {
            write(id, ".file", file);
            if (thumbnail != null) {
                write(id, ".thumbnail", thumbnail);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] file(UUID id) {
        return read(path(id, ".file"));
    }

    @Override
    public byte[] thumbnail(UUID id) {
        return read(path(id, ".thumbnail"));
    }

    /**
     * Removes files that no row knows of, if they are old enough to belong to no transaction any more.
     *
     * @return how many went
     */
    int sweep(Instant now) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int swept = 0;
        List<Path> old = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (isOld(file, now.minus(YOUNG))) {
                    old.add(file);
                }
                if (old.size() == A_SWEEP) {
                    swept += removeUnknown(old);
                    old.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return swept + removeUnknown(old);
    }

    @Override
    public void remove(UUID id) {
        for (String ending : List.of(".file", ".thumbnail")) {
            try {
                Files.deleteIfExists(path(id, ending));
            } catch (IOException e) {
                log.error("The file of an attachment that is no more is left to the sweep", e);
            }
        }
    }

    private static boolean isOld(Path file, Instant before) throws IOException {
        return OURS.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file)
                && Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }

    private int removeUnknown(List<Path> files) {
        Set<UUID> known = Set.copyOf(jdbc.sql("SELECT id FROM appeals.attachment WHERE id = ANY (?)")
                .param(files.stream()
                        .map(ContentOnDisk::id)
                        .flatMap(Optional::stream)
                        .toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        List<Path> unknown = files.stream()
                .filter(file -> file.toString().endsWith(".new")
                        || id(file).filter(id -> !known.contains(id)).isPresent())
                .toList();
        int removed = 0;
        for (Path file : unknown) {
            try {
                if (Files.deleteIfExists(file)) {
                    removed++;
                }
            } catch (IOException e) {
                log.error("An attachment's file that nobody knows of cannot be removed", e);
            }
        }
        return removed;
    }

    private static Optional<UUID> id(Path file) {
        var ours = OURS.matcher(file.getFileName().toString());
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }

    private Path path(UUID id, String ending) {
        return home(id).resolve(id + ending);
    }

    /** Not too many files in one folder. */
    private Path home(UUID id) {
        return folder.resolve(id.toString().substring(0, 2));
    }

    private void write(UUID id, String ending, byte[] bytes) throws IOException {
        Path home = home(id);
        Files.createDirectories(home);
        Path fresh = home.resolve(id + "." + UUID.randomUUID() + ".new");
        try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, path(id, ending), StandardCopyOption.ATOMIC_MOVE);
        force(home);
        force(folder);
    }

    /** So that the name outlives a crash, too; Windows keeps names by itself and opens no folder. */
    private static void force(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("no file of attachment " + file.getFileName(), e);
        }
    }
}
