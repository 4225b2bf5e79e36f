package kz.ikomek.mail;

import java.time.Instant;
import java.util.List;
import kz.ikomek.appeals.AppealEscalated;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What would be written about an appeal before it is. Writes nothing. */
@Component
public class MailPreviews {

    private final AppealViews appeals;
    private final MailRules rules;
    private final Writing writing;

    MailPreviews(AppealViews appeals, MailRules rules, Writing writing) {
        this.appeals = appeals;
        this.rules = rules;
        this.writing = writing;
    }

    /**
     * The mails that telling a level of the ladder would demand, one for each person reached; never empty.
     *
     * @param level from 1
     * @param recipient the role to be told
     * @param at when it would be told
     * @throws Refusal when there is no such appeal
     */
    @Transactional(readOnly = true)
    public List<MailPreview> of(AppealNumber number, Stage stage, int level, ContactRole recipient, Instant at) {
        var appeal =
                appeals.find(number).orElseThrow(() -> new Refusal("appeals.not-found", "number", number.display()));
        var telling = new AppealEscalated(
                appeal.matter(), stage, level, recipient, appeals.told(appeal, stage), appeal.deadline(stage), at);
        return rules.escalations(List.of(telling)).stream()
                .map(letter -> preview(letter, at))
                .toList();
    }

    private MailPreview preview(Letter letter, Instant at) {
        var written = writing.written(letter, at);
        var text = writing.text(letter, written, at);
        var addressee = letter.addressee();
        return new MailPreview(
                written.line().role(),
                addressee == null ? "" : addressee.name(),
                addressee == null ? "" : addressee.email(),
                written.language(),
                text.subject(),
                text.plain(),
                text.html(),
                written.leaves());
    }
}
