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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Assignment;
import kz.ikomek.appeals.CloseAppeal;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.appeals.Difference;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.appeals.Together;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.mail.MailView;
import kz.ikomek.mail.MailViews;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the page of one appeal together, by the reader's rights. */
@Component
class AppealSheets {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    /** What stands where a value is not known. */
    private static final String UNKNOWN = "–";

    /** As {@code EscalateAppeal} writes it: stage, level, role. */
    private static final Pattern ESCALATED = Pattern.compile("(\\w+) (\\d+) → (\\w+)");

    /** As {@code TakeUnderControl} writes it: role, name. */
    private static final Pattern TAKEN = Pattern.compile("(\\w+): (.*)", Pattern.DOTALL);

    private final AppealViews appeals;
    private final Catalog catalog;
    private final MailViews mails;
    private final DeadlineWords why;
    private final Sentences sentences;
    private final Clock clock;

    AppealSheets(
            AppealViews appeals,
            Catalog catalog,
            MailViews mails,
            DeadlineWords why,
            Sentences sentences,
            Clock clock) {
        this.appeals = appeals;
        this.why = why;
        this.catalog = catalog;
        this.mails = mails;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** What this person may do with the appeal; nothing when there is none of this number. */
    Set<Right> rights(AppealNumber number, StaffMember reader) {
        return appeals.find(number)
                .map(appeal -> rights(appeal, appeals.assignments(number), reader))
                .orElse(Set.of());
    }

    /** The page; empty when there is no such appeal for this reader. */
    Optional<AppealSheet> of(AppealNumber number, StaffMember reader, Language language) {
        AppealView appeal = appeals.find(number).orElse(null);
        if (appeal == null) {
            return Optional.empty();
        }
        List<Assignment> assignments = appeals.assignments(number);
        Set<Right> rights = rights(appeal, assignments, reader);
        return rights.contains(Right.VIEW)
                ? Optional.of(new Writing(appeal, assignments, rights, language)
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
        return when(appeal) == Rights.When.DANGEROUS
                && rights(appeal, Rights.When.OPEN, assignments, reader).contains(Right.WITHDRAW);
    }

    /** Why a danger that is not yet safe cannot be taken back, and what to do instead. */
    static Refusal stillDangerous(AppealNumber number) {
        return new Refusal(CloseAppeal.STILL_DANGEROUS, null, number.display());
    }

    private static Set<Right> rights(AppealView appeal, List<Assignment> assignments, StaffMember reader) {
        return rights(appeal, when(appeal), assignments, reader);
    }

    private static Rights.When when(AppealView appeal) {
        if (appeal.state() == AppealState.CLOSED) {
            return Rights.When.CLOSED;
        }
        return appeal.danger() && !appeal.safe() ? Rights.When.DANGEROUS : Rights.When.OPEN;
    }

    private static Set<Right> rights(
            AppealView appeal, Rights.When when, List<Assignment> assignments, StaffMember reader) {
        return Rights.of(
                reader,
                new Rights.Matter(
                        when,
                        appeal.kind() == CategoryKind.MEDICINE,
                        assignments.stream().map(work -> work.agency().value()).toList(),
                        assignments.stream()
                                .filter(Assignment::open)
                                .map(work -> work.agency().value())
                                .toList()));
    }

    /** One page in one language. */
    private final class Writing {

        private final AppealView appeal;
        private final List<Assignment> assignments;
        private final Set<Right> rights;
        private final Language language;
        private final Map<String, String> agencies;

        Writing(AppealView appeal, List<Assignment> assignments, Set<Right> rights, Language language) {
            this.appeal = appeal;
            this.assignments = assignments;
            this.rights = rights;
            this.language = language;
            this.agencies = catalog.agencies().stream()
                    .collect(Collectors.toMap(
                            agency -> agency.code().value(),
                            (Agency agency) -> agency.name().in(language)));
        }

        AppealSheet sheet(boolean onlyDangerForbidsWithdrawal) {
            boolean words = rights.contains(Right.VIEW_WORDS);
            return new AppealSheet(
                    appeal.number().display(),
                    "/staff/appeals/" + appeal.number().value(),
                    catalog.category(appeal.category()).name().in(language),
                    appeal.danger() && !appeal.safe(),
                    text("state." + appeal.state()),
                    appeal.outcome() == null ? null : text("outcome." + appeal.outcome()),
                    deadline(),
                    facts(rights.contains(Right.VIEW_RESIDENT), words),
                    words ? appeal.words() : null,
                    assignments.stream().map(work -> work(work, words)).toList(),
                    appeals.journal(appeal.number()).stream()
                            .map(entry -> entry(entry, words))
                            .toList(),
                    rights.contains(Right.VIEW_MAILS)
                            ? mails.of(appeal.number()).stream().map(this::mail).toList()
                            : List.of(),
                    rights,
                    onlyDangerForbidsWithdrawal ? sentences.of(stillDangerous(appeal.number()), language) : null);
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
                    TIME.format(appeal.due()), left.isNegative(), words, why.of(appeal, language));
        }

        private List<AppealSheet.Fact> facts(boolean resident, boolean words) {
            List<AppealSheet.Fact> facts = new ArrayList<>();
            if (resident) {
                String phone = appeal.phone();
                String nameless = phone == null ? sentences.of("field.anonymous", language) : UNKNOWN;
                add(facts, "residentName", Objects.requireNonNullElse(appeal.residentName(), nameless));
                add(facts, "phone", phone == null ? null : new PhoneNumber(phone).display());
            }
            add(facts, "address", catalog.place(appeal.district(), appeal.address(), language));
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

        private AppealSheet.Entry entry(JournalEntry entry, boolean words) {
            var agency = entry.agency();
            boolean open = words || entry.step() == Step.ESCALATED || entry.step() == Step.TAKEN_UNDER_CONTROL;
            String actor = entry.actor().equals(Actor.SYSTEM.userId()) ? text("system") : entry.actor();
            return new AppealSheet.Entry(
                    TIME.format(entry.at()),
                    agency == null ? actor : actor + " · " + agency(agency.value()),
                    text("step." + entry.step()),
                    entry.from() == entry.to() ? "" : text("state." + entry.to()),
                    open ? note(entry) : null);
        }

        /** The journal's note in words, with names in place of codes. */
        private @Nullable String note(JournalEntry entry) {
            String note = entry.note();
            if (note == null) {
                return null;
            }
            return switch (entry.step()) {
                case ESCALATED -> escalated(note);
                case CLOSED_WITH_OUTCOME -> text("outcome." + note);
                case NO_ANSWER -> text("call", note);
                case TAKEN_UNDER_CONTROL -> taken(note);
                case DONE_TOGETHER -> together(note);
                case EXTENSION_ASKED, EXTENSION_GRANTED -> why.moreTime(appeal, note, language);
                case CORRECTED, DANGER_CHECKED, CLOCK_MOVED -> corrected(entry.differences(), note);
                default -> entry.note(code -> agency(code.value()));
            };
        }

        private String escalated(String note) {
            var told = ESCALATED.matcher(note);
            return told.matches()
                    ? text("escalated", told.group(2), text("role." + told.group(3)), text("stage." + told.group(1)))
                    : note;
        }

        private String taken(String note) {
            var taken = TAKEN.matcher(note);
            return taken.matches()
                    ? sentences.of("catalog.role." + taken.group(1), language) + ": " + taken.group(2)
                    : note;
        }

        private String together(String note) {
            return Together.read(note)
                    .map(together -> text(
                            "together",
                            String.valueOf(together.run()),
                            together.count(),
                            together.some().stream().map(AppealNumber::display).collect(Collectors.joining(", "))))
                    .orElse(note);
        }

        private String corrected(List<Difference> differences, String note) {
            return differences.isEmpty()
                    ? note
                    : differences.stream()
                            .map(difference -> label(difference.fact()) + ": "
                                    + value(difference.fact(), difference.before()) + " → "
                                    + value(difference.fact(), difference.after()))
                            .collect(Collectors.joining("; "));
        }

        private String label(Difference.Fact fact) {
            return switch (fact) {
                case CATEGORY -> sentences.of("field.category", language);
                case DISTRICT -> sentences.of("field.district", language);
                case DANGER -> sentences.of("field.danger", language);
                case TEXT -> sentences.of("field.text", language);
                case NORM -> text("norm");
                case DUE -> text("deadline");
            };
        }

        private String value(Difference.Fact fact, @Nullable String value) {
            if (value == null) {
                return UNKNOWN;
            }
            return switch (fact) {
                case CATEGORY ->
                    catalog.category(new CategoryCode(value)).name().in(language);
                case DISTRICT ->
                    Objects.requireNonNullElse(catalog.place(new DistrictCode(value), null, language), value);
                case DANGER -> text(Boolean.parseBoolean(value) ? "yes" : "no");
                case TEXT -> value;
                case NORM -> norm(value);
                case DUE -> TIME.format(Instant.parse(value));
            };
        }

        private String norm(String value) {
            String[] spanAndCalendar = value.split(" ", 2);
            return text(
                    "norm-in",
                    sentences.span(Duration.parse(spanAndCalendar[0]), language),
                    text("calendar." + spanAndCalendar[1]));
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
