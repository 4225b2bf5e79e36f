package kz.ikomek.catalog;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** What a mail can be sent to. */
final class MailAddress {

    private MailAddress() {}

    /** Whether the text is one plain address, such as {@code head@water.example}. */
    static boolean valid(String text) {
        try {
            new InternetAddress(text, true).validate();
            return text.contains("@") && text.chars().noneMatch(c -> c <= ' ' || c == '<' || c == ',');
        } catch (AddressException e) {
            return false;
        }
    }
}
