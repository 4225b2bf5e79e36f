package kz.ikomek.platform;

import java.util.Optional;
import kz.ikomek.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which language a staff member chose, so that it is the same on every machine. */
@Component
class ChosenLanguages {

    private final JdbcClient jdbc;

    ChosenLanguages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for who never chose. */
    Optional<Language> of(String userId) {
        return jdbc.sql("SELECT language FROM platform.chosen_language WHERE user_id = ?")
                .param(userId)
                .query(String.class)
                .optional()
                .map(Language::of);
    }

    void remember(String userId, Language language) {
        jdbc.sql("INSERT INTO platform.chosen_language (user_id, language) VALUES (?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET language = excluded.language")
                .params(userId, language.tag())
                .update();
    }
}
