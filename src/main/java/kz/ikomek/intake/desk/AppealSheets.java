package kz.ikomek.intake.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealRights;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Assignment;
import kz.ikomek.appeals.CloseAppeal;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.RelatedAppeal;
import kz.ikomek.appeals.RelatedAppeals;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.deadlines.Explanation;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.mail.MailView;
import kz.ikomek.mail.MailViews;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the page of one appeal together, by the reader's rights. */
@Component
class AppealSheets {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    /** What stands where a value is not known. */
    private static final String UNKNOWN = "–";

    private final AppealViews appeals;
    private final Catalog catalog;
    private final MailViews mails;
    private final DeadlineWords why;
    private final JournalWords journal;
    private final StaffNames names;
    private final RelatedAppeals related;
    private final Sentences sentences;
    private final Clock clock;

    AppealSheets(
            AppealViews appeals,
            Catalog catalog,
            MailViews mails,
            DeadlineWords why,
            JournalWords journal,
            StaffNames names,
            RelatedAppeals related,
            Sentences sentences,
            Clock clock) {
        this.appeals = appeals;
        this.why = why;
        this.journal = journal;
        this.names = names;
        this.related = related;
        this.catalog = catalog;
        this.mails = mails;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** What this person may do with the appeal; nothing when there is none of this number. */
    Set<Right> rights(AppealNumber number, StaffMember reader) {
        return appeals.find(number)
                .map(appeal -> AppealRights.of(appeal, appeals.assignments(number), reader))
                .orElse(Set.of());
    }

    /** The page; empty when there is no such appeal for this reader. */
    Optional<AppealSheet> of(AppealNumber number, StaffMember reader, Language language) {
        AppealView appeal = appeals.find(number).orElse(null);
        if (appeal == null) {
            return Optional.empty();
        }
        List<Assignment> assignments = appeals.assignments(number);
        Set<Right> rights = AppealRights.of(appeal, assignments, reader);
        return rights.contains(Right.VIEW)
                ? Optional.of(new Writing(appeal, assignments, rights, reader, language)
                        .sheet(onlyDangerForbidsWithdrawal(appeal, assignments, reader)))
                : Optional.empty();
    }

    /** Whether nothing but the danger keeps this person from taking the appeal back. */
    boolean onlyDangerForbidsWithdrawal(AppealNumber number, StaffMember reader) {
        return appeals.find(number)
                .map(appeal -> onlyDangerForbidsWithdrawal(appeal, appeals.assignments(number), reader))
                .orElse(false);
    }

    private static boolean onlyDangerForbidsWithdrawal(
            AppealView appeal, List<Assignment> assignments, StaffMember reader) {
        return AppealRights.when(appeal) == Rights.When.DANGEROUS
                && AppealRights.of(appeal, Rights.When.OPEN, assignments, reader)
                        .contains(Right.WITHDRAW);
    }

    /** Why a danger that is not yet safe cannot be taken back, and what to do instead. */
    static Refusal stillDangerous(AppealNumber number) {
        return new Refusal(CloseAppeal.STILL_DANGEROUS, null, number.display());
    }

    /** One page in one language. */
    private final class Writing {

        private final AppealView appeal;
        private final List<Assignment> assignments;
        private final Set<Right> rights;
        private final StaffMember reader;
        private final Language language;
        private final CatalogNames catalogNames;
        private final Map<String, String> agencies;
        private final @Nullable Explanation explanation;

        Writing(
                AppealView appeal,
                List<Assignment> assignments,
                Set<Right> rights,
                StaffMember reader,
                Language language) {
            this.appeal = appeal;
            this.assignments = assignments;
            this.rights = rights;
            this.reader = reader;
            this.language = language;
            this.explanation = appeals.explanation(appeal.number()).orElse(null);
            this.catalogNames = catalog.names();
            this.agencies = catalog.agencies().stream()
                    .collect(Collectors.toMap(
                            agency -> agency.code().value(),
                            (Agency agency) -> agency.name().in(language)));
        }

        AppealSheet sheet(boolean onlyDangerForbidsWithdrawal) {
            boolean words = rights.contains(Right.VIEW_WORDS);
            List<JournalEntry> lines = appeals.journal(appeal.number());
            return new AppealSheet(
                    appeal.number().display(),
                    "/staff/appeals/" + appeal.number().value(),
                    catalogNames.category(appeal.category(), language),
                    appeal.danger() && !appeal.safe(),
                    text("state." + appeal.state()),
                    appeal.outcome() == null ? null : text("outcome." + appeal.outcome()),
                    deadline(),
                    facts(rights.contains(Right.VIEW_RESIDENT), words),
                    words && !appeal.words().isEmpty() ? appeal.words() : null,
                    assignments.stream().map(work -> work(work, words)).toList(),
                    journal.lines(lines, names(lines), agencies, catalogNames, explanation, words, language),
                    rights.contains(Right.VIEW_MAILS)
                            ? mails.of(appeal.number()).stream().map(this::mail).toList()
                            : List.of(),
                    rights.contains(Right.VIEW_RESIDENT) ? related(related.ofCaller(appeal)) : List.of(),
                    related(related.similar(appeal)),
                    rights,
                    onlyDangerForbidsWithdrawal ? sentences.of(stillDangerous(appeal.number()), language) : null);
        }

        private Map<String, String> names(List<JournalEntry> lines) {
            return names.of(lines.stream().map(JournalEntry::actor).toList());
        }

        /** Only what the reader may open. */
        private List<AppealSheet.Related> related(List<RelatedAppeal> others) {
            return others.stream()
                    .filter(other -> other.rights(reader).contains(Right.VIEW))
                    .map(other -> new AppealSheet.Related(
                            other.number().display(),
                            "/staff/appeals/" + other.number().value(),
                            catalogNames.category(other.category(), language),
                            catalogNames.place(other.district(), other.address(), language),
                            other.outcome() == null
                                    ? text("state." + other.state())
                                    : text("outcome." + other.outcome()),
                            TIME.format(other.registeredAt())))
                    .toList();
        }

        private AppealSheet.Deadline deadline() {
            Instant closed = appeal.closedAt();
            Duration left = Duration.between(closed == null ? clock.instant() : closed, appeal.due());
            Instant since = appeal.pausedSince();
            String words = closed != null && !left.isNegative()
                    ? null
                    : since != null && closed == null
                            ? text("paused", TIME.format(since))
                            : text(left.isNegative() ? "late" : "left", sentences.span(left.abs(), language));
            return new AppealSheet.Deadline(
                    TIME.format(appeal.due()), left.isNegative(), words, why.of(appeal, explanation, language));
        }

        private List<AppealSheet.Fact> facts(boolean resident, boolean words) {
            List<AppealSheet.Fact> facts = new ArrayList<>();
            if (resident) {
                String phone = appeal.phone();
                String nameless = phone == null ? sentences.of("field.anonymous", language) : UNKNOWN;
                add(facts, "residentName", Objects.requireNonNullElse(appeal.residentName(), nameless));
                add(facts, "phone", phone == null ? null : new PhoneNumber(phone).display());
            }
            add(facts, "address", catalogNames.place(appeal.district(), appeal.address(), language));
            add(facts, "channel", text("channel." + appeal.channel()));
            facts.add(new AppealSheet.Fact(text("registered"), TIME.format(appeal.registeredAt())));
            add(
                    facts,
                    "duplicateOf",
                    appeal.duplicateOf() == null ? null : new AppealNumber(appeal.duplicateOf()).display());
            add(facts, "answer", words ? appeal.answer() : null);
            facts.add(new AppealSheet.Fact(
                    text("statutory"), text("lawyer", TIME.format(appeal.deadline(Stage.STATUTORY)))));
            if (appeal.state() == AppealState.INSPECTION) {
                facts.add(new AppealSheet.Fact(
                        text("forwarding"),
                        text("lawyer", TIME.format(appeal.clocks().forwardDue()))));
            }
            count(facts, "extensions", appeal.clocks().extensions());
            count(facts, "hops", appeal.hops());
            count(facts, "reworks", appeal.reworks());
            count(facts, "reopenings", appeal.reopenings());
            return facts;
        }

        private void add(List<AppealSheet.Fact> facts, String field, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                facts.add(new AppealSheet.Fact(sentences.of("field." + field, language), value));
            }
        }

        private void count(List<AppealSheet.Fact> facts, String name, int count) {
            if (count > 0) {
                facts.add(new AppealSheet.Fact(text(name), Integer.toString(count)));
            }
        }

        private AppealSheet.Work work(Assignment work, boolean words) {
            return new AppealSheet.Work(
                    agency(work.agency().value()),
                    TIME.format(work.since()),
                    text(work.open() ? "work.open" : "work.done"),
                    work.open(),
                    words ? work.said() : null);
        }

        private AppealSheet.Mail mail(MailView mail) {
            return new AppealSheet.Mail(
                    TIME.format(mail.demandedAt()),
                    mail.addressee(),
                    mail.address(),
                    mail.subject(),
                    text("mail." + mail.state()),
                    mail.state() == MailView.State.DEAD || mail.state() == MailView.State.REFUSED);
        }

        private String agency(String code) {
            return agencies.getOrDefault(code, code);
        }

        private String text(String key, Object... values) {
            return sentences.of("desk." + key, language, values);
        }
    }
}
