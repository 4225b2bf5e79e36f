package kz.ikomek.directory;

import java.time.LocalDate;
import java.util.List;
import kz.ikomek.shared.Language;

/**
 * What is known of an institution, a pharmacy or a medicine. Texts are never null; one that is not known is empty.
 *
 * @param externalId by which a file finds the entry again
 * @param name never empty in Kazakh and Russian
 * @param phones as they are read out
 * @param keywords further words by which people ask for it; never shown
 * @param checkedOn when somebody last made sure that all this is so, by the calendar of Shymkent
 * @param closed whether it is kept but no longer found
 */
public record EntryFacts(
        String externalId,
        EntryKind kind,
        Text name,
        Text address,
        List<String> phones,
        OpeningHours hours,
        Text note,
        String keywords,
        Owner owner,
        LocalDate checkedOn,
        boolean closed) {

    /** Copies. */
    public EntryFacts {
        phones = List.copyOf(phones);
    }

    /** A text in Kazakh and Russian, and in English where somebody wrote it. */
    public record Text(String kk, String ru, String en) {

        /** In the reader's language; in the other one where it is missing. */
        public String in(Language language) {
            String wanted = switch (language) {
                case KK -> kk;
                case RU -> ru;
                case EN -> en;
            };
            return !wanted.isEmpty() ? wanted : !ru.isEmpty() ? ru : kk;
        }
    }
}
