package kz.ikomek.shared;

/** One text in the three languages; none is ever missing. */
public record LocalizedText(String kk, String ru, String en) {

    /** The text in the given language. */
    public String in(Language language) {
        return switch (language) {
            case KK -> kk;
            case RU -> ru;
            case EN -> en;
        };
    }

    /** Kazakh and Russian side by side, for forms that cannot be translated: «Тіркеу / Регистрация». */
    public String bilingual() {
        return kk.equals(ru) ? kk : kk + " / " + ru;
    }
}
