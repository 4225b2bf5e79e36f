package kz.ikomek.appeals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.deadlines.EscalationPlan.Alert;
import kz.ikomek.deadlines.Explanation;
import kz.ikomek.deadlines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read side of appeals. */
@Component
public class AppealViews {

    private final JdbcClient jdbc;
    private final AppealStore store;
    private final Change change;
    private final Catalog catalog;

    AppealViews(JdbcClient jdbc, AppealStore store, Change change, Catalog catalog) {
        this.jdbc = jdbc;
        this.store = store;
        this.change = change;
        this.catalog = catalog;
    }

    /** The appeal of this number, if there is one. */
    public Optional<AppealView> find(AppealNumber number) {
        Appeal saved = store.saved(number);
        if (saved != null && saved.caller != null) {
            return Optional.of(view(saved, saved.caller));
        }
        store.writeSaved();
        return jdbc.sql("SELECT " + AppealStore.COLUMNS + " FROM appeals.appeal WHERE number = ?")
                .param(number.value())
                .query(AppealViews::view)
                .optional();
    }

    /**
     * What a card of the task list shows of an appeal.
     *
     * @param warnings when the norm wants the warning, by the deadline that it warns of; only of clocks that run
     */
    public record Glance(AppealView appeal, Map<Instant, Instant> warnings) {

        /** Copies the warnings. */
        public Glance {
            warnings = Map.copyOf(warnings);
        }
    }

    /** The appeals of these numbers, however many, in one statement. */
    public Map<AppealNumber, Glance> glances(Collection<AppealNumber> numbers) {
        Map<Appeal, AppealView> read = new HashMap<>();
        store.writeSaved();
        jdbc.sql("SELECT " + AppealStore.COLUMNS + " FROM appeals.appeal WHERE number = ANY (?)")
                .param(numbers.stream().map(AppealNumber::value).distinct().toArray(String[]::new))
                .query(row -> {
                    read.put(AppealStore.appeal(row, 0), view(row, 0));
                });
        return read.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getValue().number(),
                        entry -> new Glance(
                                entry.getValue(),
                                entry.getKey().warnings(change.plan, change.calendar(entry.getKey())))));
    }

    /**
     * How the deadline in force came about; empty when there is no such appeal, or when the deadline was given in another
     * system.
     */
    public Optional<Explanation> explanation(AppealNumber number) {
        return read(number)
                .filter(appeal -> !ImportAppeal.NOT_OUR_NORM.equals(appeal.decision.reason()))
                .map(appeal -> Explanation.of(
                        appeal.countedFrom,
                        appeal.decision,
                        change.granted(appeal),
                        store.pauses(number, appeal.countedFrom),
                        change.calendar(appeal)));
    }

    /** Every alert to come if nothing happens meanwhile, in order; none when closed or unknown. */
    public List<Alert> coming(AppealNumber number) {
        return read(number)
                .map(appeal -> appeal.coming(change.plan, change.calendar(appeal)))
                .orElse(List.of());
    }

    /**
     * The agencies whose people are told at a stage: those at work, those that have not taken the work on, or the one
     * that seconded the pharmacists, because nobody is assigned then. Empty when there is none.
     */
    public List<AgencyCode> told(AppealView appeal, Stage stage) {
        return told(
                stage,
                appeal.state(),
                appeal.category(),
                store.work(List.of(appeal.number())).getOrDefault(appeal.number(), List.of()));
    }

    /** The same for many appeals at once, each with what is to be told of it. */
    Map<AppealNumber, List<AgencyCode>> told(Map<Appeal, Alert> due) {
        var work = store.work(due.keySet().stream().map(appeal -> appeal.number).toList());
        return due.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().number,
                        entry -> told(
                                entry.getValue().stage(),
                                entry.getKey().state,
                                entry.getKey().category,
                                work.getOrDefault(entry.getKey().number, List.of()))));
    }

    private List<AgencyCode> told(Stage stage, AppealState state, CategoryCode code, List<AppealStore.Work> work) {
        if (state == AppealState.PHARMACY && stage != Stage.ACCEPTANCE) {
            Category category = catalog.category(code);
            if (category.agencyRule() != null && !category.needsDistrict()) {
                return List.of(new AgencyCode(category.agencyRule()));
            }
        }
        return work.stream()
                .filter(one -> stage != Stage.ACCEPTANCE || !one.accepted())
                .map(AppealStore.Work::agency)
                .toList();
    }

    private Optional<Appeal> read(AppealNumber number) {
        store.writeSaved();
        return jdbc.sql("SELECT " + AppealStore.COLUMNS + " FROM appeals.appeal WHERE number = ?")
                .param(number.value())
                .query(AppealStore::appeal)
                .optional();
    }

    /** The journal, oldest first. */
    public List<JournalEntry> journal(AppealNumber number) {
        return jdbc.sql("SELECT at, actor, step, from_state, to_state, agency, note FROM appeals.journal"
                        + " WHERE number = ? ORDER BY place")
                .param(number.value())
                .query((row, rowNumber) -> new JournalEntry(
                        AppealStore.instant(row, "at"),
                        row.getString("actor"),
                        Step.valueOf(row.getString("step")),
                        state(row.getString("from_state")),
                        AppealState.valueOf(row.getString("to_state")),
                        agency(row.getString("agency")),
                        row.getString("note")))
                .list();
    }

    /** Every agency that had or has work on the appeal. */
    public List<Assignment> assignments(AppealNumber number) {
        return jdbc.sql(
                        "SELECT agency, since, state, said FROM appeals.assignment WHERE number = ? ORDER BY since, agency")
                .param(number.value())
                .query((row, rowNumber) -> new Assignment(
                        new AgencyCode(row.getString("agency")),
                        AppealStore.instant(row, "since"),
                        "OPEN".equals(row.getString("state")),
                        row.getString("said")))
                .list();
    }

    /** The agencies that are at work on the appeal. */
    public List<AgencyCode> openAgencies(AppealNumber number) {
        return store.openAgencies(number);
    }

    /**
     * Whether the ladder of any open appeal is to be looked at in this span: the engine has not caught up yet.
     *
     * @param from inclusive
     * @param until inclusive
     */
    public boolean looksDue(Instant from, Instant until) {
        store.writeSaved();
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM appeals.appeal"
                        + " WHERE state <> 'CLOSED' AND next_look BETWEEN ? AND ?)")
                .params(AppealStore.timestamp(from), AppealStore.timestamp(until))
                .query(Boolean.class)
                .single();
    }

    /**
     * How many open appeals have ladders that are to be looked at by now.
     *
     * @param latest inclusive
     * @param most counts no further
     */
    int looksDue(Instant latest, int most) {
        store.writeSaved();
        return jdbc.sql("SELECT count(*) FROM (SELECT 1 FROM appeals.appeal"
                        + " WHERE state <> 'CLOSED' AND next_look <= ? LIMIT ?) AS due")
                .params(AppealStore.timestamp(latest), most)
                .query(Integer.class)
                .single();
    }

    static AppealView view(ResultSet row, int rowNumber) throws SQLException {
        Appeal appeal = AppealStore.appeal(row, rowNumber);
        return view(appeal, Objects.requireNonNull(appeal.caller));
    }

    private static AppealView view(Appeal appeal, Appeal.Caller caller) {
        return new AppealView(
                appeal.number,
                appeal.state,
                appeal.outcome,
                appeal.kind,
                appeal.category,
                appeal.district,
                appeal.address,
                appeal.words,
                caller.name(),
                caller.phone(),
                caller.language(),
                appeal.channel,
                appeal.danger,
                appeal.safe,
                appeal.answer,
                appeal.duplicateOf,
                caller.registeredAt(),
                appeal.due,
                appeal.decision.norm().iso(),
                appeal.decision.reason(),
                appeal.pausedSince,
                new AppealView.Clocks(
                        appeal.stage(),
                        Stream.of(Stage.values()).collect(Collectors.toMap(stage -> stage, appeal::deadline)),
                        appeal.stepDue != null,
                        appeal.forwardDue,
                        appeal.heldUntil,
                        appeal.extensions,
                        appeal.extensionAskedBy),
                appeal.level(),
                appeal.attempts,
                appeal.hops,
                appeal.reworks,
                appeal.reopenings,
                appeal.closedAt,
                appeal.nextLook);
    }

    private static @Nullable AppealState state(@Nullable String name) {
        return name == null ? null : AppealState.valueOf(name);
    }

    private static @Nullable AgencyCode agency(@Nullable String code) {
        return code == null ? null : new AgencyCode(code);
    }
}
