package kz.ikomek.appeals;

import java.io.IOException;

/**
 * A file as somebody sent it; nothing about it is believed.
 *
 * @param name as the sender calls it, possibly with a path
 * @param size in bytes
 * @param content read only when the size is not too large
 */
public record ReceivedFile(String name, long size, Content content) {

    /** The bytes of a file. */
    @FunctionalInterface
    public interface Content {

        /** All of them. */
        byte[] read() throws IOException;
    }

    /** A file that is in memory already. */
    public static ReceivedFile of(String name, byte[] bytes) {
        return new ReceivedFile(name, bytes.length, () -> bytes);
    }
}
