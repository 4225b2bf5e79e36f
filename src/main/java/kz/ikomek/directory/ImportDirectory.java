package kz.ikomek.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.UploadedTable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings entries, or what pharmacies have in stock, from a file into the directory. The file waits until it is confirmed;
 * up to then nothing of it is in the directory. The same file twice changes nothing: entries are found by external id.
 */
@Component
@Transactional
public class ImportDirectory {

    /** The most bytes that a file may have. */
    public static final int LARGEST = 15 * 1024 * 1024;

    /** Without these columns a file has no entries; the further ones are optional. */
    public static final List<String> ENTRY_COLUMNS = DirectoryFile.ENTRY_COLUMNS;

    /** Without these columns a file has no stock. */
    public static final List<String> STOCK_COLUMNS = DirectoryFile.STOCK_COLUMNS;

    private static final int LONGEST_NAME = 100;

    private final EntryStore store;
    private final ImportFileStore files;
    private final Owners owners;
    private final Clock clock;

    ImportDirectory(EntryStore store, ImportFileStore files, Owners owners, Clock clock) {
        this.store = store;
        this.files = files;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * What of a file is taken.
     *
     * @param entered entries that are new
     * @param changed entries that were other
     * @param stock that is new or other
     */
    private record Taken(
            ImportPreview preview, List<EntryFacts> entered, List<Entry> changed, List<StockFacts> stock) {}

    /**
     * Takes a file to look at.
     *
     * @throws Refusal naming the field {@code file} when it is empty, too large, not UTF-8, or has other columns
     */
    public void offer(String name, byte[] content, Actor actor) {
        if (content.length == 0) {
            throw new Refusal("directory.file.empty", "file");
        }
        if (content.length > LARGEST) {
            throw tooLarge();
        }
        String text = UploadedTable.text(content, "directory.file.encoding");
        String shortName = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
        DirectoryFile.read(text, owners.byCode(), today());
        files.keep(
                actor.userId(),
                new ImportFileStore.WaitingFile(shortName.isBlank() ? "?" : shortName, text),
                clock.instant());
    }

    /** The refusal of a file above {@link #LARGEST}. */
    public static Refusal tooLarge() {
        return new Refusal("directory.file.too-large", "file");
    }

    /**
     * What the waiting file would do to the directory as it is now; empty when none waits.
     *
     * @param mayEdit whose entries the actor may enter and change; lines about others are refused
     */
    @Transactional(readOnly = true)
    public Optional<ImportPreview> preview(Actor actor, Predicate<Owner> mayEdit) {
        return files.find(actor.userId()).map(file -> read(file, mayEdit).preview());
    }

    /**
     * Brings the lines that are not refused into the directory.
     *
     * @return how many lines changed it; 0 when no file waits
     */
    public long confirm(Actor actor, Predicate<Owner> mayEdit) {
        Optional<Taken> waiting = files.lock(actor.userId()).map(file -> read(file, mayEdit));
        waiting.ifPresent(taken -> {
            var change = new EntryStore.Change(actor, clock.instant());
            store.insert(taken.entered(), false, change);
            boolean[] changed = store.update(taken.changed(), change);
            for (boolean one : changed) {
                if (!one) {
                    throw new Refusal(EditEntry.STALE, null);
                }
            }
            store.stock(taken.stock());
            files.delete(actor.userId());
        });
        return waiting.map(taken -> taken.preview().changes()).orElse(0L);
    }

    /** Drops the waiting file. */
    public void cancel(Actor actor) {
        files.delete(actor.userId());
    }

    private Taken read(ImportFileStore.WaitingFile file, Predicate<Owner> mayEdit) {
        var content = DirectoryFile.read(file.text(), owners.byCode(), today());
        return content.stock().isEmpty()
                ? entries(file.name(), content, mayEdit)
                : stock(file.name(), content, mayEdit);
    }

    private Taken entries(String fileName, DirectoryFile.Content content, Predicate<Owner> mayEdit) {
        Map<String, Entry> known = store.findByExternalId(content.entries().stream()
                .map(line -> line.facts().externalId())
                .toList());
        List<ImportPreview.Line> lines = new ArrayList<>();
        List<ImportPreview.RefusedLine> refused = new ArrayList<>(content.refused());
        List<EntryFacts> entered = new ArrayList<>();
        List<Entry> changed = new ArrayList<>();
        content.entries().forEach(line -> {
            Entry before = known.get(line.facts().externalId());
            EntryFacts facts = before == null ? line.facts() : keeping(before.facts(), line.facts(), content.columns());
            if (!mayEdit.test(facts.owner())
                    || before != null && !mayEdit.test(before.facts().owner())) {
                refused.add(new ImportPreview.RefusedLine(
                        line.number(), new Refusal("directory.owner.not-yours", "owner")));
                return;
            }
            var effect = before == null
                    ? ImportPreview.Effect.ENTERS
                    : before.facts().equals(facts) ? ImportPreview.Effect.KEEPS : ImportPreview.Effect.CHANGES;
            if (before == null) {
                entered.add(facts);
            } else if (effect == ImportPreview.Effect.CHANGES) {
                changed.add(new Entry(before.id(), before.version(), false, facts));
            }
            String name = facts.name().kk().equals(facts.name().ru())
                    ? facts.name().kk()
                    : facts.name().kk() + " / " + facts.name().ru();
            lines.add(new ImportPreview.Line(line.number(), facts.externalId(), name, effect));
        });
        return new Taken(preview(fileName, lines, refused), entered, changed, List.of());
    }

    /** What the file has no column for stays as it is. */
    private static EntryFacts keeping(EntryFacts before, EntryFacts read, Set<String> columns) {
        return new EntryFacts(
                read.externalId(),
                read.kind(),
                new EntryFacts.Text(
                        read.name().kk(),
                        read.name().ru(),
                        columns.contains("name_en")
                                ? read.name().en()
                                : before.name().en()),
                new EntryFacts.Text(
                        columns.contains("address_kk")
                                ? read.address().kk()
                                : before.address().kk(),
                        columns.contains("address_ru")
                                ? read.address().ru()
                                : before.address().ru(),
                        ""),
                columns.contains("phones") ? read.phones() : before.phones(),
                columns.contains("hours") ? read.hours() : before.hours(),
                new EntryFacts.Text(
                        columns.contains("note_kk")
                                ? read.note().kk()
                                : before.note().kk(),
                        columns.contains("note_ru")
                                ? read.note().ru()
                                : before.note().ru(),
                        ""),
                columns.contains("keywords") ? read.keywords() : before.keywords(),
                read.owner(),
                read.checkedOn(),
                columns.contains("closed") ? read.closed() : before.closed());
    }

    private Taken stock(String fileName, DirectoryFile.Content content, Predicate<Owner> mayEdit) {
        var all = content.stock();
        Set<String> medicines =
                all.stream().map(line -> line.facts().medicine()).collect(Collectors.toSet());
        Map<String, StockFacts> known = store.stockOf(medicines);
        Map<String, Entry> entries = store.findByExternalId(Stream.concat(
                        medicines.stream(),
                        all.stream().map(line -> line.facts().pharmacy()))
                .collect(Collectors.toSet()));
        List<ImportPreview.Line> lines = new ArrayList<>();
        List<ImportPreview.RefusedLine> refused = new ArrayList<>(content.refused());
        List<StockFacts> taken = new ArrayList<>();
        for (var line : all) {
            StockFacts facts = line.facts();
            try {
                requireKind(entries.get(facts.medicine()), EntryKind.MEDICINE, "medicine", facts.medicine());
                Entry pharmacy =
                        requireKind(entries.get(facts.pharmacy()), EntryKind.PHARMACY, "pharmacy", facts.pharmacy());
                if (!mayEdit.test(pharmacy.facts().owner())) {
                    throw new Refusal("directory.owner.not-yours", "owner");
                }
                StockFacts before = known.get(facts.key());
                if (before != null && before.asOf().isAfter(facts.asOf())) {
                    throw new Refusal("directory.stock.older", "asOf");
                }
                var effect = before == null
                        ? ImportPreview.Effect.ENTERS
                        : before.equals(facts) ? ImportPreview.Effect.KEEPS : ImportPreview.Effect.CHANGES;
                if (effect != ImportPreview.Effect.KEEPS) {
                    taken.add(facts);
                }
                lines.add(new ImportPreview.Line(line.number(), facts.medicine(), facts.pharmacy(), effect));
            } catch (Refusal refusal) {
                refused.add(new ImportPreview.RefusedLine(line.number(), refusal));
            }
        }
        return new Taken(preview(fileName, lines, refused), List.of(), List.of(), taken);
    }

    private static Entry requireKind(@Nullable Entry entry, EntryKind kind, String field, String id) {
        if (entry == null || entry.facts().kind() != kind) {
            throw new Refusal("directory.stock.unknown", field, id);
        }
        return entry;
    }

    private static ImportPreview preview(
            String fileName, List<ImportPreview.Line> lines, List<ImportPreview.RefusedLine> refused) {
        refused.sort(Comparator.comparingLong(ImportPreview.RefusedLine::number));
        return new ImportPreview(fileName, lines, refused);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), EditEntry.ZONE);
    }
}
