package kz.ikomek.shared;

import java.util.List;

/** What a feature wants the console to say when the application is ready: an address, the demo logins. */
@FunctionalInterface
public interface StartupNote {

    /**
     * The lines, in English, without a secret of a real installation.
     *
     * @param base address of this application without a trailing slash, for example {@code http://localhost:8080}
     */
    List<String> lines(String base);
}
