package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.deadlines.CalendarDay;
import kz.ikomek.deadlines.OpenDeadlines;
import kz.ikomek.deadlines.OrdinaryWeek;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.deadlines.WorkingCalendars;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A day off that is entered late moves what is open, when an administrator says so: facts, timer, tasks and journal. */
@IntegrationTest
class CalendarMovesDeadlinesTest {

    @Autowired
    Centre centre;

    @Autowired
    AppealViews appeals;

    @Autowired
    OpenDeadlines deadlines;

    @Autowired
    WorkingCalendars calendars;

    @Autowired
    TaskService tasks;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void aNewDayOffMovesWhatCrossesItByOneDay() {
        var trade = centre.registered("trade"); // five working days
        var power = centre.registered("electricity"); // four hours round the clock
        centre.routes(trade, "trade-business");
        Instant before = centre.appeal(trade).due();
        Instant powerDue = centre.appeal(power).due();
        WorkingCalendar next = calendarWithDayOff("2026-11-18");

        assertThat(deadlines.moves(next))
                .filteredOn(move -> move.number().equals(trade.value()))
                .containsExactly(new OpenDeadlines.Move(trade.value(), before, at("2026-11-24T10:00")));
        assertThat(deadlines.moves(next)).noneMatch(move -> move.number().equals(power.value()));
        assertThat(centre.appeal(trade).due()).as("only looked at").isEqualTo(before);

        transactions.executeWithoutResult(status -> {
            deadlines.move(next, new Actor("admin"));
            assertThat(centre.appeal(trade).due()).isEqualTo(at("2026-11-24T10:00"));
            assertThat(centre.appeal(power).due()).isEqualTo(powerDue);
            assertThat(appeals.journal(trade)).extracting(JournalEntry::step).endsWith(Step.CLOCK_MOVED);
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(trade.value())
                            .singleResult()
                            .getDueDate())
                    .isEqualTo(at("2026-11-24T10:00"));
            assertThat(timer(trade.value())).isEqualTo(centre.appeal(trade).nextLook());
            status.setRollbackOnly();
        });
    }

    private Instant timer(String number) {
        return jdbc.sql("SELECT j.duedate_ FROM act_ru_job j"
                        + " JOIN act_ru_execution e ON e.id_ = j.process_instance_id_ WHERE e.business_key_ = ?")
                .param(number)
                .query((row, rowNumber) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** The calendar in force and one day more; a version that is not published, so that other tests are left alone. */
    private WorkingCalendar calendarWithDayOff(String date) {
        var name = new LocalizedText("Демалыс", "Выходной", "Day off");
        List<CalendarDay> days = Stream.of("2026-12-16", date)
                .map(day -> new CalendarDay(LocalDate.parse(day), CalendarDay.Kind.DAY_OFF, null, name))
                .toList();
        return WorkingCalendar.of(calendars.current().version(), OrdinaryWeek.PROPOSED, days);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
