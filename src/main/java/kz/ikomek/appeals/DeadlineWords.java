package kz.ikomek.appeals;

import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.deadlines.ExplanationWords;
import kz.ikomek.deadlines.Norm;
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

    /**
     * What was asked for or granted, as the journal keeps it: the norm, and after a colon why.
     *
     * @param note such a note
     */
    public String moreTime(AppealView appeal, String note, Language language) {
        String[] normAndWords = note.split(": ", 2);
        CalendarKind calendar = appeals.explanation(appeal.number())
                .map(explanation -> explanation.norm().calendar())
                .orElse(CalendarKind.WORKING);
        String more = words.norm(new Norm(normAndWords[0], calendar), language);
        return normAndWords.length == 1 ? more : more + ": " + normAndWords[1];
    }

    /** One sentence in the reader's language, times of Asia/Almaty; names no resident. */
    public String of(AppealView appeal, Language language) {
        String subject = catalog.category(appeal.category()).name().in(language);
        return appeals.explanation(appeal.number())
                .map(explanation -> words.sentence(explanation, subject, language))
                .orElse(appeal.normReason());
    }
}
