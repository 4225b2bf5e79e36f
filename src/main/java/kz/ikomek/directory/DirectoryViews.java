package kz.ikomek.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Entries and reports, to look at. */
@Component
public class DirectoryViews {

    private final EntryStore entries;
    private final ReportStore reports;

    DirectoryViews(EntryStore entries, ReportStore reports) {
        this.entries = entries;
        this.reports = reports;
    }

    /** One entry, closed or not; empty when there is none of this id. */
    public Optional<Entry> find(long id) {
        return entries.find(id);
    }

    /** One entry as a search would bring it, with the pharmacies of a medicine. */
    public Optional<Hit> hit(long id) {
        return entries.find(id)
                .map(entry -> new Hit(
                        entry,
                        entry.facts().kind() == EntryKind.MEDICINE
                                ? entries.stock(List.of(id)).getOrDefault(id, List.of())
                                : List.of(),
                        Hit.Match.NAME));
    }

    /** What is said to be wrong and not settled yet, the oldest first. */
    public List<WrongReport> openReports() {
        return reports.open();
    }

    /** How many open reports each entry has, by id; of entries without any nothing. */
    public Map<Long, Integer> openReportsOf(List<Long> entries) {
        return entries.isEmpty() ? Map.of() : reports.countOpen(entries);
    }

    /** A report, settled or not; empty when there is none of this id. */
    public Optional<WrongReport> report(long id) {
        return reports.find(id);
    }
}
