package kz.ikomek.workflow.tasklist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.AppealViews.Glance;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what stands beside a form. Times are those of Shymkent. */
@Component
class TaskSheets {

    /** What somebody said to somebody: the steps whose words the next person needs. */
    static final Set<Step> TALK = EnumSet.of(
            Step.SENT_TO_INSPECTOR,
            Step.ASKED_OPERATOR,
            Step.CLARIFIED,
            Step.SENT_TO_PHARMACISTS,
            Step.ROUTED,
            Step.REROUTED,
            Step.SENT_TO_INSPECTION_AGAIN,
            Step.SOLVED,
            Step.REFUSED_BY_AGENCY,
            Step.ASKED_RESIDENT,
            Step.RESIDENT_ANSWERED,
            Step.EXTENSION_ASKED,
            Step.EXTENSION_GRANTED,
            Step.EXTENSION_REFUSED,
            Step.RESIDENT_NOT_REACHED,
            Step.RESIDENT_SILENT,
            Step.NOT_CONFIRMED,
            Step.NO_ANSWER,
            Step.MADE_SAFE,
            Step.REOPENED);

    /** What is told although nobody said anything: the resident was not there. */
    private static final Set<Step> SILENCE =
            EnumSet.of(Step.RESIDENT_NOT_REACHED, Step.RESIDENT_SILENT, Step.NO_ANSWER);

    /** Stands in a text for the span that the reader's browser counts. */
    private static final String SPAN = "{0}";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    private final AppealViews appeals;
    private final Catalog catalog;
    private final DeadlineWords why;
    private final Sentences sentences;
    private final Clock clock;

    TaskSheets(AppealViews appeals, Catalog catalog, DeadlineWords why, Sentences sentences, Clock clock) {
        this.appeals = appeals;
        this.why = why;
        this.catalog = catalog;
        this.sentences = sentences;
        this.clock = clock;
    }

    TaskSheet of(StaffTasks.SeenTask seen, StaffMember reader, Language language) {
        AppealNumber number = seen.appeal();
        AppealView appeal = appeals.find(number).orElseThrow();
        return new TaskSheet(
                number.display(),
                catalog.category(appeal.category()).name().in(language),
                danger(appeal, language),
                deadline(appeal, Objects.requireNonNullElse(seen.due(), appeal.due()), language),
                sentences.of("field.text", language),
                appeal.words(),
                facts(appeal, rights(appeal, reader), language),
                text("history", language),
                history(appeal, language));
    }

    /** The cards of a page: the same few statements, however many they are. */
    TaskCard.Page cards(List<StaffTasks.SeenTask> seen, Language language) {
        var glances =
                appeals.glances(seen.stream().map(StaffTasks.SeenTask::appeal).toList());
        CatalogNames names = catalog.names();
        return new TaskCard.Page(
                clock.instant(),
                new TaskCard.Words(
                        text("badge.left", language, SPAN),
                        text("badge.soon", language, SPAN),
                        text("badge.late", language, SPAN),
                        sentences.of("shared.span.days", language, SPAN),
                        sentences.of("shared.span.hours", language, SPAN),
                        sentences.of("shared.span.minutes", language, SPAN),
                        text("badge.seconds", language, SPAN)),
                seen.stream()
                        .map(task -> card(task, Objects.requireNonNull(glances.get(task.appeal())), names, language))
                        .toList());
    }

    private TaskCard card(StaffTasks.SeenTask seen, Glance glance, CatalogNames names, Language language) {
        AppealView appeal = glance.appeal();
        Instant due = Objects.requireNonNullElse(seen.due(), appeal.due());
        return new TaskCard(
                seen.id(),
                seen.appeal().display(),
                names.category(appeal.category(), language),
                names.place(appeal.district(), appeal.address(), language),
                danger(appeal, language),
                due,
                time(due),
                warning(glance, due),
                appeal.pausedSince() == null ? null : text("badge.paused", language),
                Stream.of(
                                count("badge.hops", appeal.hops(), language),
                                count("badge.reworks", appeal.reworks(), language))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static @Nullable Instant warning(Glance glance, Instant due) {
        return glance.warnings().entrySet().stream()
                .filter(warning ->
                        warning.getKey().truncatedTo(ChronoUnit.MILLIS).equals(due.truncatedTo(ChronoUnit.MILLIS)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private Optional<String> count(String key, int count, Language language) {
        return count == 0 ? Optional.empty() : Optional.of(text(key, language, count));
    }

    private @Nullable String danger(AppealView appeal, Language language) {
        return appeal.danger() && !appeal.safe() ? text("danger", language) : null;
    }

    private TaskSheet.Deadline deadline(AppealView appeal, Instant due, Language language) {
        Duration left = Duration.between(clock.instant(), due);
        boolean late = left.isNegative();
        String span = sentences.span(left.abs(), language);
        return new TaskSheet.Deadline(
                text("deadline", language),
                time(due),
                late,
                appeal.pausedSince() == null
                        ? text(late ? "late" : "left", language, span)
                        : text("paused", language, time(appeal.pausedSince())),
                due.truncatedTo(ChronoUnit.MILLIS).equals(appeal.due().truncatedTo(ChronoUnit.MILLIS))
                        ? why.of(appeal, language)
                        : null);
    }

    private Set<Right> rights(AppealView appeal, StaffMember reader) {
        var atWork = appeals.openAgencies(appeal.number()).stream()
                .map(AgencyCode::value)
                .toList();
        return Rights.of(
                reader, new Rights.Matter(Rights.When.OPEN, appeal.kind() == CategoryKind.MEDICINE, atWork, atWork));
    }

    private List<TaskSheet.Fact> facts(AppealView appeal, Set<Right> rights, Language language) {
        List<TaskSheet.Fact> facts = new ArrayList<>();
        boolean resident = rights.contains(Right.VIEW_RESIDENT);
        if (resident) {
            String nameless = appeal.phone() == null ? sentences.of("field.anonymous", language) : "–";
            facts.add(fact("residentName", Objects.requireNonNullElse(appeal.residentName(), nameless), language));
        }
        if (resident && appeal.phone() != null) {
            facts.add(new TaskSheet.Fact(
                    sentences.of("field.phone", language),
                    new PhoneNumber(appeal.phone()).display(),
                    "tel:" + appeal.phone()));
        }
        String place = catalog.place(appeal.district(), appeal.address(), language);
        if (place != null) {
            facts.add(fact("address", place, language));
        }
        facts.add(fact("language", text("language." + appeal.language(), language), language));
        facts.add(new TaskSheet.Fact(text("registered", language), time(appeal.registeredAt()), null));
        return facts;
    }

    private TaskSheet.Fact fact(String field, String value, Language language) {
        return new TaskSheet.Fact(sentences.of("field." + field, language), value, null);
    }

    private List<TaskSheet.Entry> history(AppealView appeal, Language language) {
        return appeals.journal(appeal.number()).stream()
                .filter(entry ->
                        TALK.contains(entry.step()) && (entry.note() != null || SILENCE.contains(entry.step())))
                .map(entry -> entry(appeal, entry, language))
                .toList();
    }

    private TaskSheet.Entry entry(AppealView appeal, JournalEntry entry, Language language) {
        return new TaskSheet.Entry(
                time(entry.at()),
                text("step." + entry.step(), language),
                entry.agency() == null ? entry.actor() : agency(entry.agency(), language),
                said(appeal, entry, language));
    }

    private String said(AppealView appeal, JournalEntry entry, Language language) {
        String note = entry.note(code -> agency(code, language));
        if (note == null) {
            return "";
        }
        return switch (entry.step()) {
            case NO_ANSWER -> text("call", language, note);
            case EXTENSION_ASKED, EXTENSION_GRANTED -> why.moreTime(appeal, note, language);
            default -> note;
        };
    }

    private String agency(AgencyCode code, Language language) {
        return catalog.agencies().stream()
                .filter(agency -> agency.code().equals(code))
                .map(agency -> agency.name().in(language))
                .findFirst()
                .orElse(code.value());
    }

    private String text(String key, Language language, Object... values) {
        return sentences.of("tasklist." + key, language, values);
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(WorkingCalendar.ZONE));
    }
}
