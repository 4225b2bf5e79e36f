package kz.ikomek.intake.bulk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AlikeAppeals;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PersonalText;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StaffTasks.SeenTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what somebody can do together, and puts it into words. */
@Component
class BulkSheets {

    /** How many tasks can be done at once. */
    static final int MOST = 200;

    /** How many appeals are looked at to find so many tasks; some have none of this reader's. */
    private static final int LOOKED_AT = 1_000;

    private static final int WORDS = 160;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private final AlikeAppeals alike;
    private final AppealViews appeals;
    private final StaffTasks tasks;
    private final RecordAccess access;
    private final Catalog catalog;
    private final Sentences sentences;
    private final Clock clock;

    BulkSheets(
            AlikeAppeals alike,
            AppealViews appeals,
            StaffTasks tasks,
            RecordAccess access,
            Catalog catalog,
            Sentences sentences,
            Clock clock) {
        this.alike = alike;
        this.appeals = appeals;
        this.tasks = tasks;
        this.access = access;
        this.catalog = catalog;
        this.sentences = sentences;
        this.clock = clock;
    }

    /**
     * What is asked for; empty texts where it does not matter.
     *
     * @param since how long ago they were registered at the most, ISO 8601
     */
    record Filter(BulkStep step, String category, String district, String address, String since) {}

    /** The reader's own tasks that the filter lets through, the first registered first, at most {@link #MOST}. */
    List<BulkSheet.Row> rows(Filter filter, StaffMember reader, Language language) {
        Map<AppealNumber, AppealView> found = alike
                .find(
                        new AlikeAppeals.Alike(
                                filter.step().state(),
                                filter.category().isEmpty() ? null : new CategoryCode(filter.category()),
                                filter.district().isEmpty() ? null : new DistrictCode(filter.district()),
                                filter.address().isBlank()
                                        ? null
                                        : filter.address().strip(),
                                since(filter.since()),
                                filter.step() == BulkStep.EXECUTE ? reader.agencies() : List.of()),
                        LOOKED_AT)
                .stream()
                .collect(Collectors.toMap(
                        AppealView::number, appeal -> appeal, (one, other) -> one, LinkedHashMap::new));
        Map<AppealNumber, List<SeenTask>> own =
                tasks.toTake(filter.step().element(), found.keySet(), new Actor(reader.userId())).stream()
                        .collect(Collectors.groupingBy(SeenTask::appeal));
        access.saw(new Actor(reader.userId()), Via.TOGETHER, own.keySet());
        CatalogNames names = catalog.names();
        return found.values().stream()
                .flatMap(appeal -> own.getOrDefault(appeal.number(), List.of()).stream()
                        .map(task -> row(task, appeal, names, language)))
                .limit(MOST)
                .toList();
    }

    /** An order as it stands, in words. */
    BulkSheet.Order order(BulkRun run, Language language) {
        CatalogNames names = catalog.names();
        boolean started = run.startedAt() != null;
        int left = run.in(BulkRun.State.PLANNED).size();
        int good = started ? run.in(BulkRun.State.DONE).size() : left;
        return new BulkSheet.Order(
                "/staff/bulk/" + run.id(),
                String.valueOf(run.number()),
                started,
                what(run.order(), language),
                run.order().said(),
                run.items().stream().map(item -> line(item, names, language)).toList(),
                good,
                run.items().size() - good,
                left,
                run.gone());
    }

    private BulkSheet.Row row(SeenTask task, AppealView appeal, CatalogNames names, Language language) {
        return new BulkSheet.Row(
                task.id(),
                appeal.number().display(),
                path(appeal.number()),
                names.category(appeal.category(), language),
                names.place(appeal.district(), appeal.address(), language),
                TIME.format(appeal.registeredAt()),
                excerpt(PersonalText.masked(appeal.words())),
                appeal.danger() && !appeal.safe());
    }

    private static String excerpt(String words) {
        return words.length() > WORDS ? words.substring(0, WORDS) + "…" : words;
    }

    private BulkSheet.Line line(BulkRun.Item item, CatalogNames names, Language language) {
        AppealView appeal = appeals.find(item.appeal()).orElseThrow();
        return new BulkSheet.Line(
                item.appeal().display(),
                path(item.appeal()),
                names.category(appeal.category(), language),
                names.place(appeal.district(), appeal.address(), language),
                item.state().name(),
                item.refusal() == null
                        ? sentences.of("bulk.state." + item.state(), language)
                        : sentences.of(item.refusal(), language));
    }

    private String what(BulkOrder order, Language language) {
        String first = order.first();
        String target = first == null ? agency(order.agency(), language) : first;
        return sentences.of("bulk.what." + order.action(), language, target);
    }

    private String agency(@Nullable String code, Language language) {
        return catalog.agencies().stream()
                .filter(agency -> agency.code().value().equals(code))
                .map((Agency agency) -> agency.name().in(language))
                .findFirst()
                .orElse("");
    }

    private @Nullable Instant since(String span) {
        return span.isEmpty() ? null : clock.instant().minus(Duration.parse(span));
    }

    private static String path(AppealNumber number) {
        return "/staff/appeals/" + number.value();
    }
}
