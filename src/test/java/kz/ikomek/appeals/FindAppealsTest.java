package kz.ikomek.appeals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.Role;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StartAppeal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Appeals are found by phone, address and words, by whoever may read what they are found by. */
@IntegrationTest
class FindAppealsTest {

    private static final StaffMember OPERATOR = member("operator", List.of(Role.OPERATOR.group()));
    private static final StaffMember PHARMACIST = member("pharmacist1", List.of(Role.PHARMACIST.group()));
    private static final StaffMember ADMINISTRATOR = member("admin", List.of(Role.ADMINISTRATOR.group()));
    private static final StaffMember OWNER = member("owner", List.of(Role.PROCESS_OWNER.group()));
    private static final StaffMember LIGHTING = agency("executor", "street-lighting");
    private static final StaffMember WATER = agency("executor", "water-sewerage");
    private static final StaffMember HEAD = agency("head", "street-lighting", Role.AGENCY_HEAD.group());

    @Autowired
    FindAppeals find;

    @Autowired
    StartAppeal start;

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Statements statements;

    @Autowired
    TransactionTemplate transactions;

    /** A word that stands in the appeals of one test only. */
    String mark;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
        mark = "б" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 701 987 65 01",
                "+7 (701) 987-65-01",
                "87019876501",
                "7019876501",
                "+77019876501",
                "987-65-01",
                "98765 01"
            })
    void byPhoneInAnySpellingAndByItsLastDigits(String typed) {
        var number = started("street-lighting", "Жарық жоқ", "Абай көшесі, 3", "8 701 987 65 01");
        assertThat(found(typed, OPERATOR)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({
        "Тәуке хан даңғылы 12",
        "тауке хан 12",
        "ТӘУКЕ хАн, 12/3",
        "хан тәуке",
        "қарангы аула",
        "КАРАҢҒЫ",
        "шұңқыр",
        "шункыр тауке",
        "Елена"
    })
    void byAddressAndWordsHoweverTheyAreTyped(String typed) {
        var number = started(
                "street-lighting",
                mark + " Аулада шұңқырлар, қараңғы. Хабарласатын Ёлена",
                "Тәуке хан даңғылы, 12/3",
                null);
        assertThat(found(typed + " " + mark, OPERATOR)).containsExactly(number);
        assertThat(found(typed + " жоқсөз " + mark, OPERATOR)).isEmpty();
    }

    @Test
    void aWordIsFoundWhateverEndingItHas() {
        var number = started("street-lighting", mark + " көшенің жарығы сөнді, құдығы ашық, үйдің қабы", null, null);
        assertThat(found("жарық " + mark, OPERATOR)).containsExactly(number);
        assertThat(found("құдық " + mark, OPERATOR)).containsExactly(number);
        assertThat(found("көше " + mark, OPERATOR)).containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource({
        "4",
        "4а",
        "42",
        "ы 42",
        "электрқуатымен",
        "электрқуат",
        "электрқуатының",
        "ул абая",
    })
    void shortAndLongWordsOfTheIndexAreComparedToTheirEnd(String typed) {
        var number = started("street-lighting", mark + " Электрқуатымен қиын", "Ул. Абая, 42а", null);
        boolean stands = !typed.equals("4а") && !typed.equals("электрқуатының") && !typed.startsWith("ы");
        assertThat(found(typed + " " + mark, OPERATOR)).hasSize(stands ? 1 : 0);
    }

    @Test
    void whatIsRareAmongTheNewestIsSoughtAmongTheLateThenAmongAll() {
        var oldest = started("other", mark + " ескі", "Абай " + mark, null);
        var other = started("other", "басқа", null, null);
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            copies(other, 99_00000, 5_000, "басқа");
            copies(oldest, 98_00000, 2, mark + " ескі");
            for (var reader : List.of(OPERATOR, ADMINISTRATOR)) {
                var all = statements.during(() ->
                        assertThat(found("абай " + mark, reader)).hasSize(3).endsWith(oldest));
                assertThat(all.get(all.size() - 1)).doesNotContain("&&");
            }
            copies(oldest, 99_10000, 3, mark + " ескі");
            for (var reader : List.of(OPERATOR, ADMINISTRATOR)) {
                var lateAndAll = statements.during(() ->
                        assertThat(found("абай " + mark, reader)).hasSize(6).endsWith(oldest));
                assertThat(lateAndAll.get(lateAndAll.size() - 2)).contains("&&");
                assertThat(lateAndAll.get(lateAndAll.size() - 1)).doesNotContain("&&");
            }
            copies(oldest, 98_10000, FindAppeals.MOST, mark + " ескі");
            for (var reader : List.of(OPERATOR, ADMINISTRATOR)) {
                var late = statements.during(() -> assertThat(find.find("абай " + mark, reader))
                        .satisfies(found -> assertThat(found.more()).isTrue()));
                assertThat(late.get(late.size() - 1)).contains("&&");
            }
        });
    }

    /** The index is not asked for what nearly all have; it is compared all the same. */
    @Test
    void aWordThatNearlyAllHaveIsAskedForToo() {
        var other = started("other", "баршада", null, null);
        var without = started("other", mark, null, null);
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            copies(other, 98_00000, 1, "баршада " + mark);
            copies(other, 99_00000, 5_000, "баршада");
            assertThat(found(mark, OPERATOR)).hasSize(2).contains(without);
            assertThat(found("баршада " + mark, OPERATOR)).singleElement().isEqualTo(AppealNumber.ofSequence(98_00000));
            assertThat(find.find("баршада", OPERATOR).more()).isTrue();
        });
    }

    private void copies(AppealNumber number, int from, int many, String words) {
        jdbc.sql("INSERT INTO appeals.appeal SELECT c.* FROM appeals.appeal a, unnest(:numbers) AS copy,"
                        + " jsonb_populate_record(a, jsonb_build_object('number', copy, 'words', :words)) AS c"
                        + " WHERE a.number = :number")
                .param(
                        "numbers",
                        IntStream.range(from, from + many)
                                .mapToObj(AppealNumber::ofSequence)
                                .map(AppealNumber::value)
                                .toArray(String[]::new))
                .param("words", words)
                .param("number", number.value())
                .update();
    }

    @Test
    void aTextThatWasCorrectedIsFoundByWhatItSaysNow() {
        var number = started("street-lighting", mark + " бірінші", null, null);
        jdbc.sql("UPDATE appeals.appeal SET words = ? WHERE number = ?")
                .params(mark + " екінші", number.value())
                .update();
        assertThat(found(mark + " екінші", OPERATOR)).containsExactly(number);
        assertThat(found(mark + " бірінші", OPERATOR)).isEmpty();
    }

    @Test
    void anAgencyFindsItsOwnAlone() {
        var ours = started("street-lighting", mark + " бағана", "Қосақ көшесі " + mark, "8 701 987 65 02");
        centre.routes(ours, "street-lighting");
        assertThat(found(mark, LIGHTING)).containsExactly(ours);
        assertThat(found("бағана " + mark, LIGHTING)).containsExactly(ours);
        assertThat(found("8 701 987 65 02", LIGHTING)).contains(ours);
        assertThat(found(mark, WATER)).isEmpty();
        assertThat(found("8 701 987 65 02", WATER)).isEmpty();

        centre.solves("street-lighting", ours);
        assertThat(found("Қосақ " + mark, LIGHTING)).as("by its address still").containsExactly(ours);
        assertThat(found("бағана " + mark, LIGHTING))
                .as("the words are read by those at work only")
                .isEmpty();
        assertThat(found("8 701 987 65 02", LIGHTING)).isEmpty();
        assertThat(find.find("Қосақ " + mark, LIGHTING).hits())
                .extracting(FindAppeals.Hit::words)
                .containsExactly(false);
        assertThat(found("бағана " + mark, HEAD)).containsExactly(ours);
        assertThat(found("8 701 987 65 02", HEAD)).isEmpty();
    }

    @Test
    void whoMayNotReadWordsOrResidentsDoesNotFindByThem() {
        var number = started("street-lighting", mark + " бағана", "Мойылды " + mark, "8 701 987 65 03");
        assertThat(found("бағана " + mark, ADMINISTRATOR)).isEmpty();
        assertThat(found("8 701 987 65 03", ADMINISTRATOR)).isEmpty();
        assertThat(found("Мойылды " + mark, ADMINISTRATOR)).containsExactly(number);
        assertThat(found("Мойылды " + mark, PHARMACIST)).isEmpty();
        assertThat(found("Мойылды " + mark, OWNER)).isEmpty();
        var medicine = started("medicine-shortage", mark + " парацетамол", null, "8 701 987 65 03");
        assertThat(found(mark, PHARMACIST)).containsExactly(medicine);
        assertThat(found("8 701 987 65 03", PHARMACIST)).contains(medicine).doesNotContain(number);
    }

    @Test
    void theNewestFiftyAreShownInAsManyStatementsAsOne() {
        started("other", mark, null, null);
        var one = statements.during(() -> find.find(mark, OPERATOR));
        for (int i = 0; i < FindAppeals.MOST; i++) {
            started("other", mark, null, null);
        }
        var newest = started("other", mark, null, null);
        assertThat(find.find(mark, OPERATOR)).satisfies(found -> {
            assertThat(found.more()).isTrue();
            assertThat(found.hits()).hasSize(FindAppeals.MOST);
            assertThat(found.hits().get(0).appeal().number()).isEqualTo(newest);
        });
        assertThat(statements.during(() -> find.find(mark, OPERATOR)))
                .hasSizeLessThanOrEqualTo(one.size())
                .hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "%", "_", "я", "5", "!!!", "\0", "'"})
    void whatSaysNothingIsRefused(String typed) {
        assertThatThrownBy(() -> find.find(typed, OPERATOR))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("query"));
    }

    @Test
    void nothingTypedIsTakenForAPattern() {
        started("other", mark, null, null);
        assertThat(found("%% " + mark.substring(0, 6) + "_" + mark.substring(7), OPERATOR))
                .isEmpty();
        assertThat(found("x".repeat(5000) + "' OR 1=1 --", OPERATOR)).isEmpty();
    }

    private AppealNumber started(String category, String words, @Nullable String address, @Nullable String phone) {
        return start.start(
                new NewAppeal(
                        null,
                        phone,
                        phone == null,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode(category),
                        new DistrictCode("abai"),
                        address,
                        words,
                        false,
                        null),
                new Actor("operator"));
    }

    private List<AppealNumber> found(String typed, StaffMember reader) {
        return find.find(typed, reader).hits().stream()
                .map(hit -> hit.appeal().number())
                .toList();
    }

    private static StaffMember member(String userId, List<String> groups) {
        return new StaffMember(userId, userId, groups, Set.of());
    }

    private static StaffMember agency(String userId, String agency, String... groups) {
        return new StaffMember(userId, userId, List.of(groups), Set.of(agency));
    }
}
