package kz.ikomek.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.testing.StartedProcess;
import org.jspecify.annotations.Nullable;

/** A node of the centre: a process that can be started again at the same port. */
final class Node implements AutoCloseable {

    private final String name;
    private final int port;
    private final Path folder;
    private final List<String> arguments;
    private @Nullable StartedProcess process;
    private int starts;

    Node(String name, Path folder, List<String> settings) {
        this.name = name;
        this.folder = folder;
        this.port = freePort();
        this.arguments = new ArrayList<>(settings);
        arguments.add("--server.port=" + port);
    }

    int port() {
        return port;
    }

    String name() {
        return name;
    }

    /** Does not wait until it is ready. */
    void start(String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        process = new StartedProcess(all.toArray(String[]::new));
        starts++;
    }

    void awaitReady() {
        running().awaitReady();
    }

    /** As by {@code kill -9}. */
    void kill() {
        running().kill();
        keepConsole();
    }

    /** As by {@code kill}: it may finish what it began. */
    void stop() {
        running().close();
        keepConsole();
    }

    /** No instruction of it is carried out until it is thawed; its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder(
                            "kill", "-" + signal, Long.toString(running().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + signal + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private StartedProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private void keepConsole() {
        try {
            Files.writeString(
                    folder.resolve(name + "-" + starts + ".log"), running().console());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            thaw();
            stop();
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
