package kz.ikomek.appeals;

import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.deadlines.Explanation;
import kz.ikomek.deadlines.ExplanationWords;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;
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

    /**
     * What was asked for or granted, as the journal keeps it: the norm, and after a colon why.
     *
     * @param note such a note
     */
    public String moreTime(AppealView appeal, String note, Language language) {
        return moreTime(appeals.explanation(appeal.number()).orElse(null), note, language);
    }

    /**
     * The same, where the explanation is at hand.
     *
     * @param explanation of the appeal's deadline; null when there is none
     */
    public String moreTime(@Nullable Explanation explanation, String note, Language language) {
        String[] normAndWords = note.split(": ", 2);
        CalendarKind calendar =
                explanation == null ? CalendarKind.WORKING : explanation.norm().calendar();
        String more = words.norm(new Norm(normAndWords[0], calendar), language);
        return normAndWords.length == 1 ? more : more + ": " + normAndWords[1];
    }

    /** One sentence in the reader's language, times of Asia/Almaty; names no resident. */
    public String of(AppealView appeal, Language language) {
        return of(appeal, appeals.explanation(appeal.number()).orElse(null), language);
    }

    /**
     * The same, where the explanation is at hand.
     *
     * @param explanation of the appeal's deadline; null when there is none
     */
    public String of(AppealView appeal, @Nullable Explanation explanation, Language language) {
        return explanation == null
                ? appeal.normReason()
                : words.sentence(
                        explanation, catalog.category(appeal.category()).name().in(language), language);
    }
}
