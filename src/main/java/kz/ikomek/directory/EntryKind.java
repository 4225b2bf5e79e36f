package kz.ikomek.directory;

import java.util.Locale;
import kz.ikomek.shared.Refusal;

/** What an entry is about. */
public enum EntryKind {
    AKIMAT,
    SERVICE_CENTRE,
    EMERGENCY,
    UTILITY,
    HEALTH,
    EDUCATION,
    SOCIAL,
    PHARMACY,
    /** A medicine; the pharmacies that have it are its {@link Stock}. */
    MEDICINE,
    OTHER;

    /** As it stands in files and forms: {@code service-centre}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a code.
     *
     * @throws Refusal naming the field {@code kind}
     */
    static EntryKind of(String code) {
        for (EntryKind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new Refusal("directory.kind.unknown", "kind", code);
    }
}
