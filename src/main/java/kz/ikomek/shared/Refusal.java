package kz.ikomek.shared;

import org.jspecify.annotations.Nullable;

/**
 * Input or a step that the rules do not allow. Carries a code, the field it is about and values for the sentence;
 * {@link Sentences} makes the sentence for people. The exception's own message is the code and is never shown.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String field;
    private final transient Object[] values;

    /**
     * @param code key of the sentence in the message bundles
     * @param field key of the form field, or null when no single field is to blame
     * @param values what the sentence quotes; never personal data
     */
    public Refusal(String code, @Nullable String field, Object... values) {
        super(code);
        this.code = code;
        this.field = field;
        this.values = values.clone();
    }

    /** Key of the sentence, for example {@code shared.phone.invalid}. */
    public String code() {
        return code;
    }

    /** Key of the form field, or null. */
    public @Nullable String field() {
        return field;
    }

    /** What the sentence quotes. */
    public Object[] values() {
        return values == null ? new Object[0] : values.clone();
    }
}
