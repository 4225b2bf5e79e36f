package kz.ikomek.appeals;

import kz.ikomek.catalog.Catalog;
import kz.ikomek.deadlines.ExplanationWords;
import kz.ikomek.shared.Language;
import org.springframework.stereotype.Component;

/** Says why an appeal's deadline is what it is: norm, days that did not count, what was granted, what was paused. */
@Component
public class DeadlineWords {

    private final AppealViews appeals;
    private final Catalog catalog;
    private final ExplanationWords words;

    DeadlineWords(AppealViews appeals, Catalog catalog, ExplanationWords words) {
        this.appeals = appeals;
        this.catalog = catalog;
        this.words = words;
    }

    /** One sentence in the reader's language, times of Asia/Almaty; names no resident. */
    public String of(AppealView appeal, Language language) {
        String subject = catalog.category(appeal.category()).name().in(language);
        return appeals.explanation(appeal.number())
                .map(explanation -> words.sentence(explanation, subject, language))
                .orElse(appeal.normReason());
    }
}
