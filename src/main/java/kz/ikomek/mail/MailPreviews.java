package kz.ikomek.mail;

import java.time.Instant;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What would be written about an appeal before it is. Writes nothing. */
@Component
public class MailPreviews {

    private final AppealViews appeals;
    private final Catalog catalog;
    private final MailRules rules;
    private final Writing writing;

    MailPreviews(AppealViews appeals, Catalog catalog, MailRules rules, Writing writing) {
        this.appeals = appeals;
        this.catalog = catalog;
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
        return rules.escalation(number, stage, level, recipient, atWork(number, stage), at).stream()
                .map(letter -> preview(letter, at))
                .toList();
    }

    private MailPreview preview(Letter letter, Instant at) {
        var written = writing.words(letter, at);
        var addressee = letter.addressee();
        return new MailPreview(
                written.line().role(),
                addressee == null ? "" : addressee.name(),
                addressee == null ? "" : addressee.email(),
                written.language(),
                written.text().subject(),
                written.text().plain(),
                written.text().html(),
                written.leaves());
    }

    /** The pharmacists are seconded by the agency that answers for the category; nobody is assigned then. */
    private List<AgencyCode> atWork(AppealNumber number, Stage stage) {
        var appeal =
                appeals.find(number).orElseThrow(() -> new Refusal("appeals.not-found", "number", number.display()));
        Category category = catalog.category(appeal.category());
        String agency = category.agencyRule();
        return stage == Stage.PHARMACY && agency != null && !category.needsDistrict()
                ? List.of(new AgencyCode(agency))
                : appeals.openAgencies(number);
    }
}
