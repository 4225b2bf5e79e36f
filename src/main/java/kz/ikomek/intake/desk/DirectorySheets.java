package kz.ikomek.intake.desk;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.directory.DirectorySearch;
import kz.ikomek.directory.DirectoryViews;
import kz.ikomek.directory.Entry;
import kz.ikomek.directory.EntryFacts;
import kz.ikomek.directory.EntryKind;
import kz.ikomek.directory.Hit;
import kz.ikomek.directory.Owner;
import kz.ikomek.directory.Owners;
import kz.ikomek.directory.ReadOut;
import kz.ikomek.directory.WrongReport;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.DirectoryRight;
import kz.ikomek.staff.DirectoryRights;
import kz.ikomek.staff.Role;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Puts the pages of the directory together, by the reader's rights. */
@Component
class DirectorySheets {

    /** As many as an operator looks through while the caller waits. */
    private static final int HITS = 8;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private final DirectorySearch search;
    private final DirectoryViews views;
    private final ReadOut readOut;
    private final Owners owners;
    private final Catalog catalog;
    private final Sentences sentences;
    private final Clock clock;

    DirectorySheets(
            DirectorySearch search,
            DirectoryViews views,
            ReadOut readOut,
            Owners owners,
            Catalog catalog,
            Sentences sentences,
            Clock clock) {
        this.search = search;
        this.views = views;
        this.readOut = readOut;
        this.owners = owners;
        this.catalog = catalog;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** Answers 403 to whoever has not the right. */
    static void require(StaffMember reader, DirectoryRight right) {
        if (!DirectoryRights.of(reader).contains(right)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** What this person may do with an entry of this owner. */
    static Set<DirectoryRight> rights(StaffMember reader, Owner owner) {
        AgencyCode agency = owner.agency();
        return DirectoryRights.of(reader, agency == null ? null : agency.value(), owner.group());
    }

    /** Of which owners this person may edit the entries. */
    static Predicate<Owner> mayEdit(StaffMember reader) {
        return owner -> rights(reader, owner).contains(DirectoryRight.EDIT);
    }

    DirectorySheet.Found find(String text, StaffMember reader, Language language) {
        List<Hit> hits = text.isBlank() ? List.of() : search.find(text, HITS);
        return new DirectorySheet.Found(text, sheets(hits, reader, language));
    }

    private List<DirectorySheet> sheets(List<Hit> hits, StaffMember reader, Language language) {
        Map<Long, Integer> disputed =
                views.openReportsOf(hits.stream().map(hit -> hit.entry().id()).toList());
        Map<String, String> names = hits.isEmpty() ? Map.of() : ownerNames(language);
        return hits.stream()
                .map(hit -> sheet(hit, disputed, names, reader, language))
                .toList();
    }

    private DirectorySheet sheet(
            Hit hit, Map<Long, Integer> disputed, Map<String, String> names, StaffMember reader, Language language) {
        Entry entry = hit.entry();
        EntryFacts facts = entry.facts();
        ReadOut.Answer answer = readOut.of(hit, language);
        String other =
                language == Language.KK ? facts.name().ru() : facts.name().kk();
        return new DirectorySheet(
                entry.id(),
                "/desk/directory/" + entry.id(),
                answer,
                other.equals(answer.name()) ? null : other,
                kind(facts.kind(), language),
                facts.kind() == EntryKind.MEDICINE,
                brief(answer),
                facts.hours()
                        .openAt(LocalDateTime.ofInstant(clock.instant(), WorkingCalendar.ZONE))
                        .orElse(null),
                entry.demo(),
                hit.match() == Hit.Match.CORRECTED,
                DAY.format(facts.checkedOn()),
                names.getOrDefault(facts.owner().code(), facts.owner().code()),
                disputed.getOrDefault(entry.id(), 0),
                rights(reader, facts.owner()));
    }

    private static String brief(ReadOut.Answer answer) {
        return Stream.concat(
                        answer.facts().stream()
                                .filter(fact -> fact.name().equals("address")
                                        || fact.name().equals("phones"))
                                .sorted((one, two) -> one.name().compareTo(two.name()))
                                .map(ReadOut.Fact::value),
                        answer.offers().stream().map(offer -> offer.price() + " · " + offer.pharmacy()))
                .findFirst()
                .orElse("");
    }

    String kind(EntryKind kind, Language language) {
        return sentences.of("directory.kind." + kind, language);
    }

    /** Names of the owners to choose from, by their code, in the order of {@link Owners#byCode}. */
    Map<String, String> ownersToChoose(StaffMember editor, Language language) {
        Map<String, String> names = ownerNames(language);
        Map<String, String> choices = new LinkedHashMap<>();
        owners.byCode().values().stream()
                .filter(mayEdit(editor))
                .forEach(owner -> choices.put(owner.code(), names.getOrDefault(owner.code(), owner.code())));
        return choices;
    }

    /** The reports on entries that this person may edit, the oldest first. */
    List<DirectorySheet.Report> reports(StaffMember reader, Language language) {
        return views.openReports().stream()
                .filter(report -> mayEdit(reader).test(report.entry().facts().owner()))
                .map(report -> report(report, language))
                .toList();
    }

    private static DirectorySheet.Report report(WrongReport report, Language language) {
        return new DirectorySheet.Report(
                report.id(),
                report.entry().facts().name().in(language),
                "/desk/directory/" + report.entry().id(),
                report.note(),
                report.reportedBy(),
                TIME.format(report.reportedAt()),
                report.entry().demo());
    }

    private Map<String, String> ownerNames(Language language) {
        Map<String, String> names = new HashMap<>();
        catalog.agencies()
                .forEach(agency -> names.put(
                        agency.code().value(),
                        Objects.requireNonNull(agency.name().in(language))));
        for (Role role : Role.values()) {
            String[] label = role.label().split(" / ");
            names.put(role.group(), language == Language.KK ? label[0] : label[label.length - 1]);
        }
        return names;
    }
}
