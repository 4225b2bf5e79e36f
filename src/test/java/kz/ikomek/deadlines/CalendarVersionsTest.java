package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of the calendar on PostgreSQL. Only far years are entered, so that no other test's deadlines move. */
@IntegrationTest
class CalendarVersionsTest {

    private static final Actor ADMIN = new Actor("calendar-versions");
    private static final LocalizedText NAME = new LocalizedText("Сынақ күні", "Пробный день", "Test day");

    @Autowired
    WorkingCalendars calendars;

    @Autowired
    CalendarViews views;

    @Autowired
    PublishCalendar publish;

    @Autowired
    EditCalendar edit;

    @Autowired
    CalendarStore store;

    @Autowired
    CalendarSeed seed;

    @Autowired
    DraftStore drafts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Sentences sentences;

    @Autowired
    Clock clock;

    @Test
    void theFirstVersionIsTheShippedOne() {
        CalendarView first = views.find(1).orElseThrow();
        assertThat(first.days()).isEqualTo(CalendarFile.shippedWithSources());
        assertThat(first.week()).isEqualTo(OrdinaryWeek.PROPOSED);
        assertThat(first.on(LocalDate.of(2027, 5, 16)).orElseThrow().source()).isEqualTo("estimate");
        assertThat(calendars.version(1).knownYears()).containsExactly(2025, 2026, 2027);
        seed.afterPropertiesSet();
        assertThat(views.find(1)).contains(first);
        assertThatThrownBy(() -> calendars.version(4711)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPublishedDraftIsTheNextVersionAndTheOldOneStays() {
        CalendarView before = views.current();
        var day = LocalDate.of(2041, 3, 1);
        var shortDay = new EnteredDay(
                new CalendarDay(LocalDate.of(2041, 3, 4), CalendarDay.Kind.SHORT_DAY, LocalTime.of(16, 0), NAME),
                "order 12");

        int version = publish.publish(
                CalendarDraft.of(before).with(List.of(holiday(day), shortDay)), " Бұйрық бойынша ", ADMIN);

        CalendarView after = views.current();
        assertThat(version).isEqualTo(before.version() + 1).isEqualTo(after.version());
        assertThat(after.note()).isEqualTo("Бұйрық бойынша");
        assertThat(after.publishedBy()).isEqualTo(ADMIN.userId());
        assertThat(after.on(shortDay.day().date())).contains(shortDay);
        assertThat(calendars.current().worked(day)).isFalse();
        assertThat(calendars.version(before.version()).worked(day)).isTrue();
        assertThat(calendars.current()).as("a version is read once").isSameAs(calendars.version(version));
        assertThat(views.newest().get(0).version()).isEqualTo(version);
    }

    @Test
    void whatAnotherNodePublishesCountsAtOnce() {
        var otherNode = new StoredCalendars(store, seed);
        var day = LocalDate.of(2042, 3, 3);
        assertThat(otherNode.current().worked(day)).isTrue();

        publish.publish(draft().with(List.of(holiday(day))), "other node", ADMIN);

        assertThat(otherNode.current().worked(day)).isFalse();
    }

    @Test
    void aPublicationThatIsTakenBackLeavesNothingBehind() {
        int before = views.current().version();
        var first = LocalDate.of(2043, 3, 2);
        var second = LocalDate.of(2043, 3, 3);
        transactions.executeWithoutResult(status -> {
            publish.publish(draft().with(List.of(holiday(first))), "taken back", ADMIN);
            assertThat(calendars.current().worked(first)).isFalse();
            status.setRollbackOnly();
        });
        assertThat(calendars.current().version()).isEqualTo(before);

        int again = publish.publish(draft().with(List.of(holiday(second))), "another", ADMIN);

        assertThat(again).isEqualTo(before + 1);
        assertThat(calendars.current().worked(first)).isTrue();
        assertThat(calendars.current().worked(second)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE deadlines.calendar_version SET note = 'x' WHERE version = 1",
                "DELETE FROM deadlines.calendar_day WHERE version = 1",
                "UPDATE deadlines.calendar_week SET closes = '19:00' WHERE version = 1",
                "TRUNCATE deadlines.calendar_day",
                "INSERT INTO deadlines.calendar_week VALUES (1, 6, 0, '09:00', '13:00')",
                "INSERT INTO deadlines.calendar_day VALUES" + " (1, '2045-01-01', 'HOLIDAY', NULL, 'x', 'x', 'x', 'x')"
            })
    void aVersionNeverChanges(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(
                        statement.startsWith("INSERT")
                                ? "a version of the calendar never changes"
                                : "permission denied");
    }

    @Test
    void aDraftOfAnOlderVersionIsRefused() {
        CalendarDraft draft = draft();
        publish.publish(draft.with(List.of(holiday(LocalDate.of(2044, 3, 1)))), "first", ADMIN);

        assertRefused(() -> publish.publish(draft, "second", ADMIN), "calendar.stale", null);
    }

    static Stream<Arguments> broken() {
        var sunday = LocalDate.of(2055, 2, 28);
        var monday = LocalDate.of(2055, 3, 1);
        return Stream.of(
                Arguments.of(List.of(holiday(monday), holiday(monday)), "calendar.day.twice", "date"),
                Arguments.of(List.of(holiday(LocalDate.of(2061, 1, 1))), "calendar.day.year", "date"),
                Arguments.of(List.of(holiday(LocalDate.of(1999, 12, 31))), "calendar.day.year", "date"),
                Arguments.of(
                        List.of(entered(monday, CalendarDay.Kind.WORKING_DAY, null, NAME)),
                        "calendar.day.already-worked",
                        "date"),
                Arguments.of(List.of(closing(monday, 18, 0)), "calendar.day.closes-outside", "closes"),
                Arguments.of(List.of(closing(monday, 13, 30)), "calendar.day.closes-outside", "closes"),
                Arguments.of(List.of(closing(sunday, 9, 0)), "calendar.day.closes-outside", "closes"),
                Arguments.of(List.of(named("", "ru", "en")), "calendar.day.name-missing", "nameKk"),
                Arguments.of(List.of(named("kk", " ", "en")), "calendar.day.name-missing", "nameRu"),
                Arguments.of(List.of(named("kk", "ru", "")), "calendar.day.name-missing", "nameEn"),
                Arguments.of(List.of(named("kk", "ru", "x".repeat(201))), "shared.too-long", "nameEn"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aDayThatBreaksARuleIsRefusedByItsField(List<EnteredDay> days, String code, String field) {
        CalendarDraft good = draft();
        List<EnteredDay> all = new ArrayList<>(good.days());
        all.addAll(days);
        var draft = new CalendarDraft(good.basedOn(), good.week(), good.workedFreeDay(), all);

        Refusal refusal = assertRefused(() -> publish.publish(draft, "x", ADMIN), code, field);

        for (Language language : Language.values()) {
            assertThat(sentences.of(refusal, language)).contains(sentences.of("field." + field, language));
        }
    }

    @Test
    void goodDaysAtTheEdgesAreTaken() {
        var saturday = LocalDate.of(2046, 3, 3);
        transactions.executeWithoutResult(status -> {
            publish.publish(
                    draft().with(List.of(
                            entered(saturday, CalendarDay.Kind.WORKING_DAY, null, NAME),
                            closing(saturday.plusDays(1), 17, 59),
                            closing(saturday.plusDays(2), 13, 0),
                            holiday(LocalDate.of(2060, 12, 31)))),
                    "edges",
                    ADMIN);
            assertThat(calendars.current().worked(saturday)).isTrue();
            assertThat(calendars.current().worked(saturday.plusDays(1))).isTrue();
            status.setRollbackOnly();
        });
    }

    @Test
    void aWeekWithoutHoursOrInDisorderIsRefused() {
        CalendarDraft draft = draft();
        List<Shift> day = draft.workedFreeDay();
        List<Shift> overlapping = List.of(
                new Shift(LocalTime.of(9, 0), LocalTime.of(13, 0)),
                new Shift(LocalTime.of(12, 0), LocalTime.of(18, 0)));
        assertRefused(
                () -> publish.publish(draft.withWeek(Map.of(), day), "x", ADMIN), "calendar.week.no-hours", "week");
        assertRefused(
                () -> publish.publish(draft.withWeek(draft.week(), List.of()), "x", ADMIN),
                "calendar.week.no-hours-of-worked-day",
                "workedFreeDay");
        assertRefused(
                () -> edit.week(Map.of(DayOfWeek.MONDAY, overlapping), day, ADMIN), "calendar.hours.overlap", "monday");
        assertRefused(() -> publish.publish(draft, " ", ADMIN), "shared.required", "note");
    }

    @Test
    void aDraftIsKeptForItsOwnerUntilItIsPublished() {
        var owner = new Actor("draft-owner");
        var day = LocalDate.of(2047, 3, 1);
        edit.enter(holiday(day), null, owner);
        edit.week(draft().week(), List.of(new Shift(LocalTime.of(10, 0), LocalTime.of(15, 0))), owner);
        assertRefused(() -> edit.enter(holiday(day), null, owner), "calendar.day.twice", "date");
        edit.enter(holiday(day.plusDays(3)), day, owner);

        CalendarDraft draft = edit.draft(owner);
        assertThat(draft.on(day)).isEmpty();
        assertThat(draft.on(day.plusDays(3))).isPresent();
        assertThat(draft.changesWeek(views.current())).isTrue();
        assertThat(draft.changes(views.current()))
                .singleElement()
                .extracting(CalendarDraft.Change::date)
                .isEqualTo(day.plusDays(3));
        assertThat(edit.draft(ADMIN).on(day.plusDays(3))).isEmpty();

        edit.remove(day.plusDays(3), owner);
        assertThat(edit.draft(owner).changes(views.current())).isEmpty();
        edit.discard(owner);
        assertThat(edit.draft(owner)).isEqualTo(draft());
    }

    @Test
    void deadlinesAreMovedInTheTransactionThatPublishes() {
        var played = new PlayedDeadlines();
        var factory = new StaticListableBeanFactory(Map.of("open", played));
        var use = new PublishCalendar(store, drafts, factory.getBeanProvider(OpenDeadlines.class), clock);
        CalendarDraft draft = draft().with(List.of(holiday(LocalDate.of(2048, 3, 3))));
        assertThat(use.moves(draft)).contains(PlayedDeadlines.MOVES);
        assertThat(played.moved).isZero();

        var published = transactions.execute(status -> use.publishAndMove(draft, "moves", ADMIN));

        assertThat(published).isEqualTo(new PublishCalendar.Published(draft.basedOn() + 1, 1));
        assertThat(played.moved).isEqualTo(draft.basedOn() + 1);

        played.fails = true;
        assertThatThrownBy(() -> transactions.execute(status -> use.publishAndMove(draft(), "fails", ADMIN)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(views.current().version()).as("nothing is published").isEqualTo(draft.basedOn() + 1);
    }

    private static final class PlayedDeadlines implements OpenDeadlines {

        private static final List<Move> MOVES = List.of(
                new Move("10000017", Instant.parse("2048-03-03T05:00:00Z"), Instant.parse("2048-03-04T05:00:00Z")));

        private int moved;
        private boolean fails;

        @Override
        public List<Move> moves(WorkingCalendar next) {
            return MOVES;
        }

        @Override
        public int move(WorkingCalendar next, Actor actor) {
            if (fails) {
                throw new IllegalStateException("the database does not answer");
            }
            moved = next.version();
            return MOVES.size();
        }
    }

    private CalendarDraft draft() {
        return CalendarDraft.of(views.current());
    }

    private static EnteredDay holiday(LocalDate date) {
        return entered(date, CalendarDay.Kind.HOLIDAY, null, NAME);
    }

    private static EnteredDay closing(LocalDate date, int hour, int minute) {
        return entered(date, CalendarDay.Kind.SHORT_DAY, LocalTime.of(hour, minute), NAME);
    }

    private static EnteredDay named(String kk, String ru, String en) {
        return entered(LocalDate.of(2055, 3, 1), CalendarDay.Kind.HOLIDAY, null, new LocalizedText(kk, ru, en));
    }

    private static EnteredDay entered(
            LocalDate date, CalendarDay.Kind kind, @Nullable LocalTime closes, LocalizedText name) {
        return new EnteredDay(new CalendarDay(date, kind, closes, name), "test");
    }

    private static Refusal assertRefused(ThrowingCallable step, String code, @Nullable String field) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(step).asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.field()).isEqualTo(field);
            refused[0] = refusal;
        });
        return refused[0];
    }
}
