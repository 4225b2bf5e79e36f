package kz.ikomek.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import kz.ikomek.simulation.Mix.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {

    private final Mix month = Mix.ofTheFirstMonth();

    @Test
    void sumsToTheAppealsOfTheFirstMonth() {
        assertThat(month.total()).isEqualTo(6_430);
        assertThat(Mix.openOf(6_430)).isEqualTo(335);
    }

    @Test
    void hasTheCountsThatTheBriefNames() {
        var subjects = month.shares().stream()
                .collect(Collectors.groupingBy(Share::subject, Collectors.summingInt(Share::appeals)));
        assertThat(subjects)
                .containsEntry("medicine", 222)
                .containsEntry("employment-social", 136)
                .containsEntry("household-waste", 27)
                .containsEntry("roads", 16)
                .containsEntry("electricity", 13)
                .containsEntry("improvement", 11)
                .containsEntry("sewerage", 10)
                .containsEntry("public-order", 10);
        assertThat(subjects.get("enquiry")).as("enquiries are the bulk").isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 150, 300, 643, 6_429, 6_430, 10_000})
    void scaledMixSumsExactly(int appeals) {
        assertThat(month.scaledTo(appeals).total()).isEqualTo(appeals);
    }

    @Test
    void scalingToTheSameNumberChangesNothing() {
        assertThat(month.scaledTo(6_430)).isEqualTo(month);
    }

    @Test
    void largestRemaindersGetWhatIsLeft() {
        assertThat(Apportionment.of(10, 1, 1, 1)).containsExactly(4, 3, 3);
        assertThat(Apportionment.of(3, 10, 60, 30)).containsExactly(0, 2, 1);
    }

    @Test
    void everyCategoryOfTheMixHasWords() {
        var words = Csv.read("texts.csv").stream()
                .map(row -> row.get("category") + " " + row.get("language"))
                .collect(Collectors.toSet());
        assertThat(month.shares())
                .allSatisfy(share -> assertThat(words).contains(share.category() + " kk", share.category() + " ru"));
    }

    @Test
    void callsAreOver400ADayAtThePeakAnd200To300Otherwise() {
        assertThat(Arrays.stream(Arrivals.CALLS_A_DAY).sum()).isBetween(6_900, 7_100);
        assertThat(Arrivals.CALLS_A_DAY).hasSize(30);
        assertThat(Arrays.stream(Arrivals.CALLS_A_DAY).filter(calls -> calls > 400))
                .hasSize(2);
        assertThat(Arrays.stream(Arrivals.CALLS_A_DAY).filter(calls -> calls <= 400))
                .allMatch(calls -> calls >= 200 && calls <= 300);
    }

    @Test
    void arrivalsAreInOrderWithinTheMonthAndFewAtNight() {
        LocalDate until = LocalDate.of(2026, 3, 1);
        List<Instant> arrivals = Arrivals.of(6_430, until, new Random(1));
        assertThat(arrivals)
                .hasSize(6_430)
                .isSorted()
                .allMatch(at -> !at.isBefore(Arrivals.start(until)) && at.isBefore(Arrivals.end(until)));
        long atNight = arrivals.stream()
                .filter(at -> at.atZone(Arrivals.ZONE).toLocalTime().isBefore(LocalTime.of(6, 0)))
                .count();
        assertThat(atNight).isBetween(100L, 400L);
    }
}
