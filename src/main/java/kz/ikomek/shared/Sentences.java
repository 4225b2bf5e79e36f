package kz.ikomek.shared;

import java.time.Duration;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes the sentence that people read out of a refusal or a message key. */
@Component
public class Sentences {

    private final MessageSource messages;

    Sentences(MessageSource messages) {
        this.messages = messages;
    }

    /** The sentence of a refusal; it names the field in the reader's language. Value {0} is the field's label. */
    public String of(Refusal refusal, Language language) {
        String field = refusal.field();
        Object[] values = refusal.values();
        Object[] all = new Object[values.length + 1];
        all[0] = field == null ? "" : of("field." + field, language);
        System.arraycopy(values, 0, all, 1, values.length);
        return of(refusal.code(), language, all);
    }

    /**
     * The text of a message key.
     *
     * @throws org.springframework.context.NoSuchMessageException when the key is in no bundle
     */
    public String of(String key, Language language, Object... values) {
        return messages.getMessage(key, values, language.locale());
    }

    /** A span of time in the two largest units that say something, for example "2 d 3 h"; never negative. */
    public String span(Duration span, Language language) {
        if (span.toHours() >= 48) {
            return units(language, "days", span.toDays(), "hours", span.toHoursPart());
        }
        if (span.toMinutes() >= 60) {
            return units(language, "hours", span.toHours(), "minutes", span.toMinutesPart());
        }
        return span.toMinutes() == 0
                ? of("shared.span.moment", language)
                : of("shared.span.minutes", language, span.toMinutes());
    }

    private String units(Language language, String unit, long amount, String smaller, long rest) {
        String whole = of("shared.span." + unit, language, amount);
        return rest == 0 ? whole : whole + " " + of("shared.span." + smaller, language, rest);
    }
}
