package kz.ikomek.shared;

import java.nio.charset.StandardCharsets;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The product's own words, for tests without an application. */
public final class Spoken {

    private Spoken() {}

    /** Sentences out of these bundles and the shared one. */
    public static Sentences sentences(String... bundles) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/shared");
        for (String bundle : bundles) {
            messages.addBasenames("messages/" + bundle);
        }
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return new Sentences(messages);
    }
}
