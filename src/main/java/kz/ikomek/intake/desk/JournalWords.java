package kz.ikomek.intake.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.appeals.Difference;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Origin;
import kz.ikomek.appeals.Step;
import kz.ikomek.appeals.Together;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.Explanation;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a journal into words: names in place of codes and logins, times of Shymkent, the newest line first. */
@Component
class JournalWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    /** What stands where a value is not known. */
    private static final String UNKNOWN = "–";

    /** As {@code EscalateAppeal} writes it: stage, level, role. */
    private static final Pattern ESCALATED = Pattern.compile("(\\w+) (\\d+) → (\\w+)");

    /** As {@code TakeUnderControl} writes it: role, name. */
    private static final Pattern TAKEN = Pattern.compile("(\\w+): (.*)", Pattern.DOTALL);

    /** As {@code AttachFiles} writes it: kind, name of the file. */
    private static final Pattern ATTACHED = Pattern.compile("([A-Z]+): (.*)", Pattern.DOTALL);

    private final DeadlineWords why;
    private final Sentences sentences;

    JournalWords(DeadlineWords why, Sentences sentences) {
        this.why = why;
        this.sentences = sentences;
    }

    /**
     * The lines for one reader.
     *
     * @param journal oldest first
     * @param names of people by login; a login without one is shown itself
     * @param agencies names of agencies by code, in the language
     * @param catalogNames of categories and districts
     * @param explanation of the appeal's deadline; null when there is none
     * @param words whether the reader may read what was said
     */
    List<AppealSheet.Entry> lines(
            List<JournalEntry> journal,
            Map<String, String> names,
            Map<String, String> agencies,
            CatalogNames catalogNames,
            @Nullable Explanation explanation,
            boolean words,
            Language language) {
        var writing = new Writing(names, agencies, catalogNames, explanation, words, language);
        List<AppealSheet.Entry> lines =
                new ArrayList<>(journal.stream().map(writing::entry).toList());
        Collections.reverse(lines);
        return lines;
    }

    /** One journal in one language. */
    private final class Writing {

        private final Map<String, String> names;
        private final @Nullable Explanation explanation;
        private final boolean words;
        private final Language language;
        private final Map<String, String> agencies;
        private final CatalogNames catalogNames;

        Writing(
                Map<String, String> names,
                Map<String, String> agencies,
                CatalogNames catalogNames,
                @Nullable Explanation explanation,
                boolean words,
                Language language) {
            this.names = names;
            this.explanation = explanation;
            this.words = words;
            this.language = language;
            this.agencies = agencies;
            this.catalogNames = catalogNames;
        }

        private AppealSheet.Entry entry(JournalEntry entry) {
            var agency = entry.agency();
            boolean open = words
                    || entry.step() == Step.ESCALATED
                    || entry.step() == Step.ANONYMISED
                    || entry.step() == Step.TAKEN_UNDER_CONTROL;
            String actor = entry.actor().equals(Actor.SYSTEM.userId())
                    ? text("system")
                    : names.getOrDefault(entry.actor(), entry.actor());
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
                case ATTACHED -> attached(note);
                case DONE_TOGETHER -> together(note);
                case IMPORTED -> imported(note);
                case ANONYMISED -> text("anonymised." + note);
                case EXTENSION_ASKED, EXTENSION_GRANTED -> why.moreTime(explanation, note, language);
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

        private String attached(String note) {
            var attached = ATTACHED.matcher(note);
            return attached.matches()
                    ? sentences.of("attachments.kind." + AttachmentKind.valueOf(attached.group(1)), language) + ": "
                            + attached.group(2)
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

        private String imported(String note) {
            return Origin.read(note)
                    .map(origin -> text(
                                    "imported",
                                    origin.source(),
                                    origin.id(),
                                    time(origin.registered()),
                                    time(origin.due()),
                                    time(origin.closed()))
                            + (origin.said() == null ? "" : " " + origin.said()))
                    .orElse(note);
        }

        private static String time(@Nullable Instant instant) {
            return instant == null ? UNKNOWN : TIME.format(instant);
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
                case CATEGORY -> catalogNames.category(new CategoryCode(value), language);
                case DISTRICT ->
                    Objects.requireNonNullElse(catalogNames.place(new DistrictCode(value), null, language), value);
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

        private String agency(String code) {
            return agencies.getOrDefault(code, code);
        }

        private String text(String key, Object... values) {
            return sentences.of("desk." + key, language, values);
        }
    }
}
