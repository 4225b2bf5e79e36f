package kz.ikomek.appeals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import kz.ikomek.appeals.MonthFigures.Figures;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StartAppeal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** In months in which no other test plays. */
@IntegrationTest
class MonthFiguresTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 2);
    private static final AgencyCode LIGHTING = new AgencyCode("street-lighting");

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    MonthFigures months;

    @Test
    void countsWhatCameAndWhatWasClosed() {
        centre.itIs("2026-02-10T10:00");
        answeredInTheCall();
        var late = centre.registered("reference");
        centre.timePasses(Duration.ofMinutes(10));
        centre.does("operator", late, "answerEnquiry", Map.of("decision", "ANSWERED", "answer", "Айтылды"));
        var solved = centre.registered("street-lighting");
        centre.routes(solved, "street-lighting");
        centre.timePasses(Duration.ofMinutes(20));
        centre.solves("street-lighting", solved);
        centre.does("controller", solved, "control", Map.of("decision", "CONFIRMED"));
        var open = centre.registered("street-lighting");
        centre.routes(open, "street-lighting");

        var month = months.of(MONTH);

        assertThat(month.total()).isEqualTo(new Figures(4, 3, 2, 1, Duration.ofMinutes(10)));
        assertThat(month.total().onTimeShare()).isEqualTo(2.0 / 3);
        assertThat(month.outcomes()).isEqualTo(Map.of(Outcome.ANSWERED, 2, Outcome.SOLVED_CONFIRMED, 1));
        assertThat(month.categories())
                .containsExactly(
                        new MonthFigures.OfCategory(
                                new CategoryCode("reference"), new Figures(2, 2, 1, 1, Duration.ofMinutes(5))),
                        new MonthFigures.OfCategory(
                                new CategoryCode("street-lighting"), new Figures(2, 1, 1, 0, Duration.ofMinutes(20))));
        assertThat(month.agencies())
                .containsExactly(new MonthFigures.OfAgency(LIGHTING, new Figures(2, 1, 1, 0, Duration.ofMinutes(20))));
    }

    @Test
    void aMonthBeginsAtMidnightInShymkent() {
        centre.itIs("2026-03-31T23:59");
        answeredInTheCall();
        centre.itIs("2026-04-01T00:00");
        answeredInTheCall();
        answeredInTheCall();

        assertThat(months.of(YearMonth.of(2026, 3)).total().received()).isEqualTo(1);
        assertThat(months.of(YearMonth.of(2026, 4)).total().closed()).isEqualTo(2);
    }

    @Test
    void aMonthInWhichNothingHappenedHasNoShareAndNoAverage() {
        var month = months.of(YearMonth.of(2020, 1));

        assertThat(month.total()).isEqualTo(new Figures(0, 0, 0, 0, null));
        assertThat(month.total().onTimeShare()).isNull();
        assertThat(month.categories()).isEmpty();
    }

    private void answeredInTheCall() {
        start.start(centre.call("reference", "Айтылды"), new Actor("operator"));
    }
}
