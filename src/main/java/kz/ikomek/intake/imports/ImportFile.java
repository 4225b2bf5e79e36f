package kz.ikomek.intake.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.ImportAppeal;
import kz.ikomek.appeals.ImportAppeal.Imported;
import kz.ikomek.appeals.OldAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.intake.imports.SourceFile.Line;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.workflow.ImportCase;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Imports a file line by line, each in a transaction of its own, so that whatever stops it loses nothing: the next run
 * passes over what is in and goes on. It refuses lines, never the file.
 */
@Component
class ImportFile {

    /** So many lines are looked up at once. */
    private static final int AT_ONCE = 200;

    /** What the mapping calls fields that a refusal names otherwise. */
    private static final Map<String, String> FIELDS = Map.of("closedAt", "closed", "residentName", "name");

    private final ImportCase imports;
    private final ImportAppeal earlier;
    private final Catalog catalog;
    private final Sentences sentences;

    ImportFile(ImportCase imports, ImportAppeal earlier, Catalog catalog, Sentences sentences) {
        this.imports = imports;
        this.earlier = earlier;
        this.catalog = catalog;
        this.sentences = sentences;
    }

    /** Hears after each line how many are done, of how many. */
    interface Progress {

        void done(int lines, int all);
    }

    /** Where refused lines are told when nobody says where: beside the file. */
    static Path reportBeside(Path file) {
        Path name = Objects.requireNonNull(file.toAbsolutePath().getFileName(), "a file has a name");
        return file.toAbsolutePath().resolveSibling(name + ".refused.csv");
    }

    /**
     * Imports it.
     *
     * @param report where refused lines are told; what is there is overwritten
     * @throws ImportRefused when the mapping has faults, does not fit the file, or one of the files cannot be read or
     *     written; nothing is imported then
     * @throws IOException when the file cannot be read any more, or the report not be written
     */
    ImportResult run(Path file, Path mapping, Path report, Progress progress) throws ImportRefused, IOException {
        Mapping meaning = MappingFile.read(mapping, codes());
        for (Path other : List.of(file, mapping)) {
            if (Files.exists(report) && Files.exists(other) && Files.isSameFile(report, other)) {
                throw new ImportRefused("the report would overwrite " + other);
            }
        }
        try (SourceFile counted = open(file, meaning);
                SourceFile lines = open(file, meaning)) {
            requireFit(meaning, lines);
            int all = count(counted);
            try (RefusalReport refusals = report(report)) {
                return new Run(lines, new Translation(meaning, lines), meaning.source(), refusals, progress, all).run();
            }
        }
    }

    private Map<String, Set<String>> codes() {
        return Map.of(
                "status",
                Stream.concat(
                                Stream.of(Mapping.OPEN),
                                Stream.of(Outcome.values()).map(Outcome::name))
                        .collect(Collectors.toSet()),
                "category",
                catalog.categoriesInUse().stream()
                        .map(category -> category.code().value())
                        .collect(Collectors.toSet()),
                "channel",
                Stream.of(Channel.values()).map(Channel::name).collect(Collectors.toSet()),
                "agency",
                catalog.agenciesInUse().stream()
                        .map(agency -> agency.code().value())
                        .collect(Collectors.toSet()),
                "district",
                catalog.districtsInUse().stream()
                        .map(district -> district.code().value())
                        .collect(Collectors.toSet()));
    }

    private static SourceFile open(Path file, Mapping mapping) throws ImportRefused {
        try {
            return SourceFile.open(file, mapping.encoding(), mapping.separator());
        } catch (IOException e) {
            throw new ImportRefused("the file " + file + " cannot be read");
        }
    }

    private static RefusalReport report(Path report) throws ImportRefused {
        try {
            return new RefusalReport(report);
        } catch (IOException e) {
            throw new ImportRefused(
                    "the report " + report + " cannot be written; say with ikomek.import.report where it may be");
        }
    }

    private static int count(SourceFile file) {
        int all = 0;
        int some;
        do {
            some = file.next(AT_ONCE).size();
            all += some;
        } while (some == AT_ONCE);
        return all;
    }

    private static void requireFit(Mapping mapping, SourceFile file) throws ImportRefused {
        if (file.headings().isEmpty()) {
            throw new ImportRefused("the file has no line of headings");
        }
        List<String> problems = new ArrayList<>();
        for (Mapping.Column column : mapping.columns()) {
            String place = "line " + column.line() + ", " + column.field() + ": the file has ";
            if (!file.headings().contains(column.name())) {
                problems.add(
                        place + "no column «" + column.name() + "»; there are: " + String.join(", ", file.headings()));
            } else if (file.twice().contains(column.name())) {
                problems.add(place + "two columns «" + column.name() + "»");
            }
        }
        if (!problems.isEmpty()) {
            throw new ImportRefused(problems);
        }
    }

    /** One run over one file. */
    private final class Run {

        private final SourceFile file;
        private final Translation translation;
        private final String source;
        private final RefusalReport report;
        private final Progress progress;
        private final int all;
        private final Map<String, Integer> reasons = new HashMap<>();
        private int imported;
        private int open;
        private int already;
        private int changed;
        private int refused;

        Run(SourceFile file, Translation translation, String source, RefusalReport report, Progress progress, int all) {
            this.file = file;
            this.translation = translation;
            this.source = source;
            this.report = report;
            this.progress = progress;
            this.all = all;
        }

        ImportResult run() throws IOException {
            int done = 0;
            for (List<Line> lines = file.next(AT_ONCE); !lines.isEmpty(); lines = file.next(AT_ONCE)) {
                Map<String, Imported> known = new HashMap<>(earlier.imported(
                        source, lines.stream().map(translation::id).toList()));
                for (Line line : lines) {
                    take(line, known);
                    done++;
                    progress.done(done, all);
                }
                report.flush();
            }
            OptionalLong broken = file.broken();
            if (broken.isPresent()) {
                refuse(
                        broken.getAsLong(),
                        "",
                        new LineRefused("line", "has a quotation mark too few or too many; nothing after it was read"));
            }
            return new ImportResult(imported, open, already, changed, refused, commonestFirst());
        }

        private void take(Line line, Map<String, Imported> known) throws IOException {
            try {
                translation.requireWhole(line);
                String id = translation.id(line);
                String digest = translation.digest(line);
                if (!isKnown(line, known.get(id), digest)) {
                    known.put(id, new Imported(take(translation.appeal(line, digest)), digest));
                }
            } catch (LineRefused e) {
                refuse(line.number(), translation.id(line), e);
            }
        }

        private boolean isKnown(Line line, @Nullable Imported before, String digest) throws IOException {
            if (before == null) {
                return false;
            }
            if (before.digest() == null || before.digest().equals(digest)) {
                already++;
            } else {
                changed++;
                tell(
                        line.number(),
                        translation.id(line),
                        new LineRefused(
                                "line",
                                "has changed since it was imported; nothing was done with it",
                                before.number().display()));
            }
            return true;
        }

        private AppealNumber take(OldAppeal appeal) throws LineRefused {
            try {
                AppealNumber number = imports.take(appeal);
                imported++;
                if (appeal.ending() == null) {
                    open++;
                }
                return number;
            } catch (Refusal e) {
                String field = Objects.requireNonNullElse(e.field(), "line");
                throw new LineRefused(FIELDS.getOrDefault(field, field), sentences.of(e, Language.EN));
            } catch (DuplicateKeyException e) {
                throw new LineRefused("id", "came in at the same time by another import; run this one again");
            } catch (DataIntegrityViolationException e) {
                throw new LineRefused("line", "is nothing that the database keeps");
            }
        }

        private void refuse(long line, String id, LineRefused why) throws IOException {
            refused++;
            tell(line, id, why);
        }

        private void tell(long line, String id, LineRefused why) throws IOException {
            report.refused(line, id, why);
            reasons.merge(why.field() + ": " + why.reason(), 1, Integer::sum);
        }

        private Map<String, Integer> commonestFirst() {
            Map<String, Integer> sorted = new LinkedHashMap<>();
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(reason -> sorted.put(reason.getKey(), reason.getValue()));
            return sorted;
        }
    }
}
