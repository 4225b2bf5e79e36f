package kz.ikomek.shared;

import java.util.Locale;

/** The three languages of the centre, equal in rank. */
public enum Language {
    KK,
    RU,
    EN;

    /** The language tag in lower case: {@code kk}, {@code ru}, {@code en}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The locale for messages and dates. */
    public Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    /**
     * Reads a tag such as {@code kk}.
     *
     * @throws Refusal naming the field {@code language} for any other text
     */
    public static Language of(String tag) {
        for (Language language : values()) {
            if (language.tag().equals(tag)) {
                return language;
            }
        }
        throw new Refusal("shared.language.unknown", "language", tag);
    }

    /** The language of a locale; Kazakh for any that is not spoken here. */
    public static Language of(Locale locale) {
        for (Language language : values()) {
            if (language.tag().equals(locale.getLanguage())) {
                return language;
            }
        }
        return KK;
    }
}
