package kz.ikomek.workflow.models;

import java.util.Set;

/** Texts that stand in a model for Kazakh and Russian readers at once: «Тіркеу / Регистрация». */
final class Bilingual {

    /** Words that are the same in both languages. */
    private static final Set<String> SAME = Set.of("Телефон", "WhatsApp", "Сайт", "Эскалация", "Оператор", "E-mail");

    private Bilingual() {}

    static boolean is(String text) {
        String stripped = text.strip();
        int slash = stripped.indexOf(" / ");
        return SAME.contains(stripped)
                || slash > 0 && !stripped.substring(slash + 3).isBlank();
    }
}
