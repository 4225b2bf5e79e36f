package kz.ikomek.operations.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Attachments that are kept on disk: files that never change, two levels deep, named by the attachment. */
final class AttachmentFolder {

    /** As appeals.files.ContentOnDisk names them; what is half written has another ending. */
    private static final Pattern NAME =
            Pattern.compile("[0-9a-f]{2}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(file|thumbnail)");

    private final Path folder;

    AttachmentFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The names of all, relative, in order. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(AttachmentFolder::isName)
                    .sorted()
                    .toList();
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Opens a new file of this name to be written. */
    FileChannel create(String name) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.resolveSibling(""));
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
