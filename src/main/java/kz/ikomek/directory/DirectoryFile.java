package kz.ikomek.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.UploadedTable;

/**
 * Comma-separated values of one of two kinds, told apart by their columns: entries, or what pharmacies have in stock.
 * Semicolons may stand for the commas, as office programs write them here; phones are then divided by a bar.
 */
final class DirectoryFile {

    /** Without these columns a file has no entries. */
    static final List<String> ENTRY_COLUMNS =
            List.of("external_id", "kind", "name_kk", "name_ru", "owner", "checked_on");

    /** Without these columns a file has no stock. */
    static final List<String> STOCK_COLUMNS = List.of("medicine", "pharmacy", "price", "as_of");

    private final Map<String, Owner> owners;
    private final LocalDate today;
    private final List<Numbered<EntryFacts>> entries = new ArrayList<>();
    private final List<Numbered<StockFacts>> stock = new ArrayList<>();
    private final List<ImportPreview.RefusedLine> refused = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** What a line says. */
    record Numbered<T>(long number, T facts) {}

    /**
     * All of a file: entries or stock.
     *
     * @param columns that it has
     */
    record Content(
            Set<String> columns,
            List<Numbered<EntryFacts>> entries,
            List<Numbered<StockFacts>> stock,
            List<ImportPreview.RefusedLine> refused) {}

    private DirectoryFile(Map<String, Owner> owners, LocalDate today) {
        this.owners = owners;
        this.today = today;
    }

    /**
     * Reads a file; a line that is wrong is refused alone.
     *
     * @throws Refusal naming the field {@code file} when it has neither the columns of entries nor those of stock
     */
    static Content read(String text, Map<String, Owner> owners, LocalDate today) {
        var file = new DirectoryFile(owners, today);
        return new Content(file.read(text), file.entries, file.stock, file.refused);
    }

    /** @return the columns */
    private Set<String> read(String text) {
        var table = UploadedTable.of(text);
        Map<String, Integer> columns = table.columns();
        boolean entryFile = columns.keySet().containsAll(ENTRY_COLUMNS);
        if (!entryFile && !columns.keySet().containsAll(STOCK_COLUMNS)) {
            throw new Refusal(
                    "directory.file.columns",
                    "file",
                    String.join(", ", ENTRY_COLUMNS),
                    String.join(", ", STOCK_COLUMNS));
        }
        table.lines().forEach(line -> line(line.number(), new Row(line, columns), entryFile));
        table.broken()
                .ifPresent(number ->
                        refused.add(new ImportPreview.RefusedLine(number, new Refusal("directory.file.quotes", null))));
        return columns.keySet();
    }

    private void line(long number, Row row, boolean entryFile) {
        try {
            row.requireAllValues();
            if (entryFile) {
                EntryFacts facts = row.entry().read(owners, today);
                requireFirst(facts.externalId(), facts.externalId());
                entries.add(new Numbered<>(number, facts));
            } else {
                StockFacts facts = row.stock(today);
                requireFirst(facts.key(), facts.medicine() + ", " + facts.pharmacy());
                stock.add(new Numbered<>(number, facts));
            }
        } catch (Refusal refusal) {
            refused.add(new ImportPreview.RefusedLine(number, refusal));
        }
    }

    private void requireFirst(String key, String shown) {
        if (!seen.add(key)) {
            throw new Refusal("directory.file.twice", "externalId", shown);
        }
    }

    private record Row(UploadedTable.Line line, Map<String, Integer> columns) {

        void requireAllValues() {
            if (line.values().size() != columns.size()) {
                throw new Refusal(
                        "directory.file.values",
                        null,
                        columns.size(),
                        line.values().size());
            }
        }

        TypedEntry entry() {
            return new TypedEntry(
                    value("external_id"),
                    value("kind"),
                    value("name_kk"),
                    value("name_ru"),
                    value("name_en"),
                    value("address_kk"),
                    value("address_ru"),
                    value("phones").replace('|', ';'),
                    value("hours"),
                    value("note_kk"),
                    value("note_ru"),
                    value("keywords"),
                    value("owner"),
                    value("checked_on"),
                    closed());
        }

        StockFacts stock(LocalDate today) {
            String price = TypedEntry.required(value("price"), "price");
            if (!price.matches("[1-9]\\d{0,7}")) {
                throw new Refusal("directory.price.invalid", "price");
            }
            return new StockFacts(
                    TypedEntry.required(value("medicine"), "medicine"),
                    TypedEntry.required(value("pharmacy"), "pharmacy"),
                    Integer.parseInt(price),
                    TypedEntry.day(value("as_of"), "asOf", today));
        }

        private boolean closed() {
            return switch (value("closed")) {
                case "", "false" -> false;
                case "true" -> true;
                default -> throw new Refusal("directory.closed.invalid", "closed");
            };
        }

        private String value(String column) {
            return line.value(columns, column);
        }
    }
}
