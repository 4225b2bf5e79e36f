package kz.ikomek.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The node's PostgreSQL, seen from outside. */
final class Postgres {

    private final Path pidFile;

    Postgres(Path data) {
        this.pidFile = data.resolve("postgres").resolve("postmaster.pid");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + lines().get(3).strip() + "/postgres?user=postgres&password=postgres";
    }

    /** The server and all its processes die at once, as by {@code kill -9}; its files say then that it still runs. */
    boolean kill() {
        if (!Files.exists(pidFile)) {
            return false;
        }
        var server = ProcessHandle.of(Long.parseLong(lines().get(0).strip())).orElse(null);
        if (server == null) {
            return false;
        }
        Stream.concat(Stream.of(server), server.descendants().toList().stream())
                .forEach(ProcessHandle::destroyForcibly);
        return true;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
