package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.deadlines.Explanation.Pause;
import kz.ikomek.deadlines.Explanation.PauseReason;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Spoken;
import org.junit.jupiter.api.Test;

/** What people are told of how a deadline came about. */
class ExplanationTest {

    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    private final ExplanationWords words = new ExplanationWords(Spoken.sentences("deadlines"));

    @Test
    void acrossNauryzWithAPause() {
        var explanation = explain(
                "2026-03-20T16:30",
                "P2D",
                CalendarKind.WORKING,
                List.of(),
                List.of(pause("2026-03-26T09:00", "2026-03-26T12:10", PauseReason.RESIDENT)));

        assertThat(explanation.due()).isEqualTo(at("2026-03-30T10:40"));
        assertThat(words.sentence(explanation, "Trade", Language.EN))
                .isEqualTo("2 working days from Fri 20 March 2026 16:30:"
                        + " weekend and Nauryz 21 to 25 March not counted → Fri 27 March 16:30;"
                        + " 3 h 10 min paused for the resident's answer: weekend 28 to 29 March not counted"
                        + " → Mon 30 March 10:40 (norm «Trade», row 12, version 4)");
        assertThat(words.sentence(explanation, "Сауда", Language.KK))
                .isEqualTo("жм 20 наурыз 2026 16:30 бастап 2 жұмыс күні:"
                        + " демалыс және Наурыз мейрамы 21–25 наурыз есепке кірмейді → жм 27 наурыз 16:30;"
                        + " тұрғынның жауабын күтуге 3 сағ 10 мин кідіріс: демалыс 28–29 наурыз есепке кірмейді"
                        + " → дс 30 наурыз 10:40 (норма «Сауда», 12-жол, 4-нұсқа)");
        assertThat(words.sentence(explanation, "Торговля", Language.RU))
                .isEqualTo("2 раб. дн. с пт 20 марта 2026 16:30:"
                        + " выходные и Наурыз 21–25 марта не считаются → пт 27 марта 16:30;"
                        + " пауза 3 ч 10 мин, ждали ответа жителя: выходные 28–29 марта не считаются"
                        + " → пн 30 марта 10:40 (норма «Торговля», строка 12, версия 4)");
    }

    @Test
    void registeredOutsideWorkingTimeItCountsFromTheOpening() {
        var explanation = explain("2026-11-21T23:00", "P1D", CalendarKind.WORKING, List.of(), List.of());
        assertThat(words.sentence(explanation, "Trade", Language.EN))
                .startsWith("1 working day from the opening, Mon 23 November 2026 09:00 → Tue 24 November 09:00");
    }

    @Test
    void roundTheClockNoDayIsLeftOut() {
        var explanation = explain("2026-12-31T22:00", "PT4H", CalendarKind.ROUND_THE_CLOCK, List.of(), List.of());
        assertThat(words.sentence(explanation, "Электр", Language.KK))
                .isEqualTo("бс 31 желтоқсан 2026 22:00 бастап 4 сағ → жм 1 қаңтар 2027 02:00"
                        + " (норма «Электр», 12-жол, 4-нұсқа)");
    }

    @Test
    void whatWasGrantedIsSaidAndComesBeforeThePauses() {
        var explanation = explain(
                "2026-11-16T10:00",
                "P1D",
                CalendarKind.WORKING,
                List.of(new Norm("P2D", CalendarKind.WORKING)),
                List.of(
                        pause("2026-11-16T11:00", "2026-11-16T12:00", PauseReason.RESIDENT),
                        pause("2026-11-16T15:00", "2026-11-16T15:30", PauseReason.RESIDENT),
                        pause("2026-11-17T09:00", "2026-11-17T10:00", PauseReason.CONTROL)));
        assertThat(explanation.due()).isEqualTo(at("2026-11-19T12:30"));
        assertThat(words.sentence(explanation, "Торговля", Language.RU))
                .contains("продлено на 2 раб. дн. → чт 19 ноября 10:00")
                .contains("пауза 1 ч 30 мин, ждали ответа жителя → чт 19 ноября 11:30")
                .contains("пауза 1 ч, проверяли результат → чт 19 ноября 12:30");
    }

    private static Explanation explain(
            String from, String norm, CalendarKind kind, List<Norm> extensions, List<Pause> pauses) {
        var limit = new Norm("PT1H", kind);
        return Explanation.of(
                at(from),
                new NormDecision(
                        new Norm(norm, kind),
                        75,
                        DecisionTables.STANDARD_LADDER,
                        new NormDecision.StepLimits(limit, limit, limit, limit),
                        "",
                        12,
                        4),
                extensions,
                pauses,
                CALENDAR);
    }

    private static Pause pause(String since, String until, PauseReason why) {
        return new Pause(at(since), at(until), why);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
