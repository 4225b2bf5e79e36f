package kz.ikomek.shared;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/** A telephone number, kept as E.164; read in any way that people in Kazakhstan write it. */
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String REGION = "KZ";
    private static final int LONGEST_INPUT = 40;

    /**
     * Reads {@code 8 701 123 45 67}, {@code +7 (701) 123-45-67}, {@code 7011234567}, {@code 8 (7252) 12-34-56} and the
     * like.
     *
     * @throws Refusal naming the field {@code phone} when it is no valid number
     */
    public static PhoneNumber parse(String text) {
        if (text.length() > LONGEST_INPUT) {
            throw invalid();
        }
        try {
            var number = NUMBERS.parse(text, REGION);
            if (!NUMBERS.isValidNumber(number)) {
                throw invalid();
            }
            return new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            throw invalid();
        }
    }

    /** The number as people read it: {@code +7 701 123 4567}. */
    public String display() {
        try {
            return NUMBERS.format(NUMBERS.parse(e164, REGION), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }

    private static Refusal invalid() {
        return new Refusal("shared.phone.invalid", "phone");
    }
}
