package kz.ikomek.deadlines;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;

/** Collects the lines of one file, each checked against a draft, and gives days their names in the three languages. */
final class ImportedLines {

    /** How far a day off that was moved lies from its holiday, at most. */
    private static final int MOVED_BY_AT_MOST = 10;

    private static final Pattern REMARK = Pattern.compile("\\s*\\([^)]*\\)\\s*$");

    private final String fileName;
    private final CalendarDraft draft;
    private final Sentences sentences;
    private final Map<String, LocalizedText> knownNames = new HashMap<>();
    private final Set<LocalDate> seen = new HashSet<>();
    private final List<ImportPreview.Line> lines = new ArrayList<>();
    private final List<ImportPreview.RefusedLine> refused = new ArrayList<>();

    ImportedLines(String fileName, CalendarDraft draft, Sentences sentences) {
        this.fileName = fileName;
        this.draft = draft;
        this.sentences = sentences;
        Stream.concat(CalendarFile.shippedWithSources().stream(), draft.days().stream())
                .map(entered -> entered.day().name())
                .forEach(name -> Stream.of(Language.values())
                        .forEach(language -> knownNames.put(folded(name.in(language)), name)));
    }

    /** Takes a day whose name stands in the three languages. */
    void take(long number, EnteredDay entered) {
        take(number, entered, false);
    }

    /** Takes a day that the file names in one language. */
    void take(
            long number,
            LocalDate date,
            CalendarDay.Kind kind,
            @Nullable LocalTime closes,
            String name,
            String source) {
        Optional<LocalizedText> known = known(date, kind, name.strip());
        var text = known.orElseGet(() -> new LocalizedText(name.strip(), name.strip(), name.strip()));
        attempt(
                number,
                () -> take(
                        number,
                        new EnteredDay(DayInput.day(date, kind, closes, text), source.isBlank() ? fileName : source),
                        known.isEmpty()));
    }

    /** Runs what reads a line, and keeps its refusal. */
    void attempt(long number, Runnable reading) {
        try {
            reading.run();
        } catch (Refusal refusal) {
            refuse(number, refusal);
        }
    }

    void refuse(long number, Refusal reason) {
        refused.add(new ImportPreview.RefusedLine(number, reason));
    }

    ImportPreview preview() {
        lines.sort(Comparator.comparing(line -> line.entered().day().date()));
        return new ImportPreview(fileName, lines, refused);
    }

    private void take(long number, EnteredDay entered, boolean oneNameForAll) {
        LocalDate date = entered.day().date();
        if (seen.contains(date)) {
            throw new Refusal("calendar.day.twice", "date", CalendarRules.shown(date));
        }
        CalendarRules.day(entered, draft);
        seen.add(date);
        var effect = draft.on(date)
                .map(before -> before.equals(entered) ? ImportPreview.Effect.KEEPS : ImportPreview.Effect.REPLACES)
                .orElse(ImportPreview.Effect.ENTERS);
        lines.add(new ImportPreview.Line(number, entered, effect, oneNameForAll));
    }

    /** A name that is known in the three languages: by its words, as a moved day, or by what the date has. */
    private Optional<LocalizedText> known(LocalDate date, CalendarDay.Kind kind, String name) {
        LocalizedText byWords = knownNames.get(folded(name));
        if (byWords == null) {
            byWords = knownNames.get(folded(REMARK.matcher(name).replaceFirst("")));
        }
        if (byWords != null) {
            return Optional.of(byWords);
        }
        Optional<LocalizedText> byDate = draft.on(date)
                .filter(entered -> entered.day().kind() == kind)
                .map(entered -> entered.day().name());
        String words = folded(name);
        if (byDate.isEmpty() && kind == CalendarDay.Kind.DAY_OFF && words.startsWith("moved")) {
            return holidayBefore(date);
        }
        if (byDate.isEmpty() && kind == CalendarDay.Kind.WORKING_DAY && words.startsWith("worked")) {
            Function<Language, String> worked = language -> sentences.of("calendar.worked-day-name", language);
            return Optional.of(
                    new LocalizedText(worked.apply(Language.KK), worked.apply(Language.RU), worked.apply(Language.EN)));
        }
        return byDate;
    }

    private Optional<LocalizedText> holidayBefore(LocalDate date) {
        return Stream.concat(lines.stream().map(ImportPreview.Line::entered), draft.days().stream())
                .map(EnteredDay::day)
                .filter(day -> day.kind() == CalendarDay.Kind.HOLIDAY)
                .filter(day -> day.date().isBefore(date) && day.date().isAfter(date.minusDays(MOVED_BY_AT_MOST)))
                .max(Comparator.comparing(CalendarDay::date))
                .map(CalendarDay::name);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
