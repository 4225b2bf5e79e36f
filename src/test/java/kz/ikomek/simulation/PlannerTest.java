package kz.ikomek.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.simulation.Plan.Ending;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

class PlannerTest {

    private static final LocalDate UNTIL = LocalDate.of(2026, 4, 1);

    @ParameterizedTest
    @CsvSource({"6430, 335", "320, 17", "150, 8"})
    void exactlySoManyStayOpen(int appeals, int open) {
        List<Plan> plans = plans(appeals, 1);
        assertThat(plans).hasSize(appeals);
        assertThat(plans.stream().filter(Plan::staysOpen)).hasSize(open);
    }

    @Test
    void everyEndingAndEveryTurnOccursInASmallMonth() {
        List<Plan> plans = plans(320, 7);
        assertThat(plans.stream().map(plan -> plan.ending).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Ending.values());
        assertThat(plans)
                .anyMatch(plan -> plan.questions > 0)
                .anyMatch(plan -> plan.severalAgencies)
                .anyMatch(plan -> plan.refusals > 1)
                .anyMatch(plan -> plan.sameAgencyAgain)
                .anyMatch(plan -> plan.inspectedAgain)
                .anyMatch(plan -> plan.residentAsked && !plan.residentSilent && !plan.residentNotReached)
                .anyMatch(plan -> plan.residentAsked && plan.residentNotReached)
                .anyMatch(plan -> plan.residentAsked && plan.residentSilent)
                .anyMatch(plan -> plan.moreTime && !plan.moreTimeRefused)
                .anyMatch(plan -> plan.moreTime && plan.moreTimeRefused)
                .anyMatch(plan -> plan.takenOnLate)
                .anyMatch(plan -> plan.reworks > 0)
                .anyMatch(plan -> plan.silentCalls == 1)
                .anyMatch(plan -> plan.late)
                .anyMatch(plan -> plan.dangerTicked && !plan.dangerCleared)
                .anyMatch(plan -> plan.dangerCleared)
                .anyMatch(plan -> plan.reopenedAfter != null)
                .anyMatch(Plan::corrected);
    }

    @Test
    void aDuplicateNamesAnAppealThatSomebodyDealsWith() {
        assertThat(plans(6_430, 109).stream().filter(plan -> plan.ending == Plan.Ending.DUPLICATE))
                .isNotEmpty()
                .allSatisfy(plan -> {
                    Plan original = Objects.requireNonNull(plan.original);
                    assertThat(original.withdrawnAfter).isNull();
                    assertThat(original.ending)
                            .isNotIn(Plan.Ending.DUPLICATE, Plan.Ending.REJECTED, Plan.Ending.WITHDRAWN);
                });
    }

    @Test
    void whatIsNewInTheProcessIsASmallShareOfTheComplaints() {
        List<Plan> plans = plans(6_430, 109);
        assertThat(plans.stream().filter(plan -> plan.ending == Ending.FORWARDED))
                .hasSizeBetween(10, 30);
        assertThat(plans.stream().filter(plan -> plan.residentSilent)).hasSizeBetween(10, 30);
        assertThat(plans.stream().filter(plan -> plan.moreTime)).hasSizeBetween(40, 80);
        assertThat(plans.stream().filter(plan -> plan.takenOnLate)).hasSizeBetween(50, 110);
    }

    @Test
    void whatIsForwardedHasABodyToGoTo() {
        var residents = new Residents();
        assertThat(plans(6_430, 109).stream().filter(plan -> plan.ending == Ending.FORWARDED))
                .allSatisfy(plan -> assertThat(residents.phrase("body-" + plan.category, plan))
                        .isNotBlank());
    }

    @Test
    void whatStaysOpenIsMostlyYoung() {
        List<Plan> open = plans(6_430, 109).stream().filter(Plan::staysOpen).toList();
        var middle = open.get(open.size() / 2);
        assertThat(Duration.between(middle.at, Arrivals.end(UNTIL))).isLessThan(Duration.ofDays(10));
    }

    @Test
    void mostEnquiriesAreAnsweredInTheCall() {
        long inCall = plans(6_430, 109).stream()
                .filter(plan -> plan.ending == Ending.ANSWERED_IN_CALL)
                .count();
        assertThat(inCall).isBetween(4_500L, 4_900L);
    }

    @Test
    void theSameSeedDealsTheSameMonthAndAnotherSeedAnother() {
        assertThat(drawn(plans(320, 7))).isEqualTo(drawn(plans(320, 7))).isNotEqualTo(drawn(plans(320, 8)));
    }

    @Test
    void telephoneNumbersAreValidAndPlainlyFictitious() {
        var residents = new Residents();
        var random = new java.util.SplittableRandom(1);
        assertThat(plans(320, 7).stream()
                        .map(plan -> residents.appeal(plan, random).phone()))
                .filteredOn(phone -> phone != null)
                .allSatisfy(phone -> assertThat(PhoneNumber.parse(phone).e164()).matches("\\+7700000\\d{4}"));
    }

    private static List<String> drawn(List<Plan> plans) {
        return plans.stream()
                .map(plan -> plan.at + " " + plan.registeredAs + " " + plan.category + " " + plan.ending + " "
                        + plan.words + " " + plan.late)
                .toList();
    }

    private static List<Plan> plans(int appeals, long seed) {
        List<DistrictCode> districts = Stream.of("abai", "al-farabi", "enbekshi", "karatau", "turan")
                .map(DistrictCode::new)
                .toList();
        return Planner.month(categories(), districts, new Residents(), appeals, UNTIL, seed);
    }

    private static List<Category> categories() {
        try (var in = new ClassPathResource("catalog/categories.csv").getInputStream();
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).stream()
                    .map(row -> new Category(
                            new CategoryCode(row.get("code")),
                            new LocalizedText(row.get("name_kk"), row.get("name_ru"), row.get("name_en")),
                            row.get("agency").isEmpty() ? null : row.get("agency"),
                            CategoryKind.valueOf(row.get("kind")),
                            row.get("dangerous").equals("true")))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
