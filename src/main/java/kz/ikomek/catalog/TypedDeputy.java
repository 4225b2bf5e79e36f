package kz.ikomek.catalog;

import java.util.regex.Pattern;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;

/**
 * A deputy as somebody typed it.
 *
 * @param language its tag, for example {@code kk}
 */
public record TypedDeputy(String name, String email, String language) {

    private static final int LONGEST = 200;
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

    /** Whether neither a name nor an address was typed. */
    boolean blank() {
        return name.isBlank() && email.isBlank();
    }

    /**
     * Checked against the contact for whom this person stands in.
     *
     * @throws Refusal naming the field {@code deputyName}, {@code deputyEmail} or {@code language}
     */
    Deputy of(Contact contact) {
        String person = BREAKS.matcher(name).replaceAll(" ").strip();
        String address = email.strip();
        if (person.isEmpty()) {
            throw new Refusal("shared.required", "deputyName");
        }
        if (person.length() > LONGEST) {
            throw new Refusal("shared.too-long", "deputyName", LONGEST);
        }
        if (address.isEmpty()) {
            throw new Refusal("shared.required", "deputyEmail");
        }
        if (address.length() > LONGEST || !MailAddress.valid(address)) {
            throw new Refusal("catalog.email.invalid", "deputyEmail");
        }
        if (address.equalsIgnoreCase(contact.email())) {
            throw new Refusal("catalog.deputy.same", "deputyEmail");
        }
        return new Deputy(person, address, Language.of(language));
    }
}
