package kz.ikomek.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the journeys' browser comes from, with a package manager that is a script of this test. */
class ChromiumTest {

    private static final String SENTENCE =
            "The browser journeys need Chromium: install it (Debian: apt-get install chromium)"
                    + " or name it in the environment variable IKOMEK_CHROMIUM, and run ./mvnw verify again.";

    @TempDir
    Path machine;

    private Path chromium;
    private Path packages;
    private Path calls;

    @BeforeEach
    void anEmptyMachine() {
        chromium = machine.resolve("chromium");
        packages = machine.resolve("apt-get");
        calls = machine.resolve("calls");
    }

    @Test
    void theOneThatIsNamedComesFirst() throws IOException {
        script(chromium, "");
        Path named = machine.resolve("my-chromium");
        script(named, "");
        assertThat(new Chromium.Source(named, List.of(chromium), packages, false).program())
                .isEqualTo(named);
    }

    @Test
    void theOneOfTheMachineIsTakenAndNothingIsFetched() throws IOException {
        script(chromium, "");
        aPackageManager("exit 1");
        for (Path named : new Path[] {null, machine.resolve("not-there")}) {
            assertThat(new Chromium.Source(named, List.of(machine.resolve("other"), chromium), packages, true)
                            .program())
                    .isEqualTo(chromium);
        }
        assertThat(calls).doesNotExist();
    }

    @Test
    void rootHasItFetchedByThePackageManager() throws IOException {
        aPackageManager("if [ \"$1\" = install ]; then touch '" + chromium + "'; chmod +x '" + chromium + "'; fi");
        assertThat(source(true).program()).isEqualTo(chromium);
        assertThat(calls)
                .content()
                .isEqualTo("noninteractive update\nnoninteractive install -y --no-install-recommends chromium\n");
    }

    @Test
    void whoIsNotRootFetchesNothingAndIsToldWhatToDo() throws IOException {
        aPackageManager("");
        assertThatThrownBy(source(false)::program)
                .isInstanceOf(AssertionError.class)
                .hasMessage(SENTENCE);
        assertThat(calls).doesNotExist();
    }

    @Test
    void withoutAPackageManagerItIsToldWhatToDo() {
        assertThatThrownBy(source(true)::program)
                .isInstanceOf(AssertionError.class)
                .hasMessage(SENTENCE);
    }

    @Test
    void aPackageManagerThatFailsIsNamed() throws IOException {
        aPackageManager("exit 100");
        assertThatThrownBy(source(true)::program)
                .isInstanceOf(AssertionError.class)
                .hasMessage(SENTENCE + " (apt-get update failed)");
    }

    @Test
    void aPackageManagerThatBringsNothingIsNoSuccess() throws IOException {
        aPackageManager("");
        assertThatThrownBy(source(true)::program)
                .isInstanceOf(AssertionError.class)
                .hasMessage(SENTENCE);
    }

    private Chromium.Source source(boolean root) {
        return new Chromium.Source(null, List.of(chromium), packages, root);
    }

    private void aPackageManager(String does) throws IOException {
        script(packages, "echo \"$DEBIAN_FRONTEND $*\" >> '" + calls + "'\n" + does);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
