package kz.ikomek.intake.desk;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.deadlines.EscalationPlan.Alert;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.mail.MailPreview;
import kz.ikomek.mail.MailPreviews;
import kz.ikomek.mail.MailView;
import kz.ikomek.mail.MailViews;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Puts the page of an appeal's escalations together, by the reader's rights. */
@Component
class EscalationSheets {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private final AppealSheets sheets;
    private final AppealViews appeals;
    private final Catalog catalog;
    private final MailViews mails;
    private final MailPreviews previews;
    private final Sentences sentences;

    EscalationSheets(
            AppealSheets sheets,
            AppealViews appeals,
            Catalog catalog,
            MailViews mails,
            MailPreviews previews,
            Sentences sentences) {
        this.sheets = sheets;
        this.appeals = appeals;
        this.catalog = catalog;
        this.mails = mails;
        this.previews = previews;
        this.sentences = sentences;
    }

    /** The page; empty when there is no such appeal for this reader. */
    Optional<EscalationSheet> of(AppealNumber number, StaffMember reader, Language language) {
        Set<Right> rights = sheets.rights(number, reader);
        if (!rights.contains(Right.VIEW_ESCALATIONS)) {
            return Optional.empty();
        }
        AppealView appeal = appeals.find(number).orElseThrow();
        String path = "/staff/appeals/" + number.value();
        Instant held = appeal.clocks().heldUntil();
        return Optional.of(new EscalationSheet(
                number.display(),
                path,
                catalog.category(appeal.category()).name().in(language),
                held == null || appeal.nextLook() == null || held.isBefore(appeal.nextLook()) ? null : time(held),
                mails.of(number).stream().map(mail -> past(mail, language)).toList(),
                appeals.coming(number).stream()
                        .map(alert -> coming(number, path, alert, language))
                        .toList()));
    }

    /** The mails that a level to come would send; empty when it is not to come, or not for this reader. */
    List<EscalationSheet.Preview> preview(
            AppealNumber number, String stage, int level, StaffMember reader, Language language) {
        if (!sheets.rights(number, reader).contains(Right.VIEW_ESCALATIONS)) {
            return List.of();
        }
        return appeals.coming(number).stream()
                .filter(alert -> alert.stage().name().equals(stage) && alert.level() == level)
                .flatMap(alert -> mailsOf(number, alert).stream())
                .map(mail -> new EscalationSheet.Preview(
                        role(mail, language),
                        to(mail, language),
                        time(mail.leavesAt()),
                        mail.subject(),
                        mail.text(),
                        mail.html()))
                .toList();
    }

    private List<MailPreview> mailsOf(AppealNumber number, Alert alert) {
        return previews.of(number, alert.stage(), alert.level(), alert.recipient(), alert.at());
    }

    private EscalationSheet.Coming coming(AppealNumber number, String path, Alert alert, Language language) {
        List<MailPreview> letters = mailsOf(number, alert);
        Instant leaves = letters.stream()
                .map(MailPreview::leavesAt)
                .max(Instant::compareTo)
                .orElse(alert.at());
        return new EscalationSheet.Coming(
                time(alert.at()),
                leaves.isAfter(alert.at()) ? time(leaves) : null,
                text("stage." + alert.stage(), language),
                alert.level(),
                letters.stream().map(mail -> role(mail, language)).distinct().collect(Collectors.joining(", ")),
                letters.stream().map(mail -> to(mail, language)).collect(Collectors.joining(", ")),
                path + "/escalations/" + alert.stage() + "/" + alert.level());
    }

    private EscalationSheet.Past past(MailView mail, Language language) {
        return new EscalationSheet.Past(
                time(mail.demandedAt()),
                mail.addressee().isEmpty() ? text("nobody", language) : mail.addressee() + " · " + mail.address(),
                mail.subject(),
                text("mail." + mail.state(), language),
                mail.state() == MailView.State.DEAD);
    }

    private String role(MailPreview mail, Language language) {
        return sentences.of("catalog.role." + mail.role(), language);
    }

    private String to(MailPreview mail, Language language) {
        return mail.addressee().isEmpty() ? text("nobody", language) : mail.addressee() + " · " + mail.address();
    }

    private String text(String key, Language language) {
        return sentences.of("desk." + key, language);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
