package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;

class OnTimeTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant CREATED = Instant.parse("2026-11-20T05:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-23T05:00:00Z");

    private static final AnnotationConfigApplicationContext CONTEXT = new AnnotationConfigApplicationContext();

    @BeforeAll
    static void readTheMessages() {
        CONTEXT.registerBean("messageSource", MessageSource.class, () -> {
            var messages = new ResourceBundleMessageSource();
            messages.setBasenames("messages/deadlines", "messages/shared");
            messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
            messages.setFallbackToSystemLocale(false);
            return messages;
        });
        CONTEXT.register(Sentences.class);
        CONTEXT.refresh();
    }

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "-PT3H,  ,      true,  CLOSED_BEFORE_DUE",
        "PT0S,   ,      true,  CLOSED_AT_DUE",
        "PT1S,   ,      false, CLOSED_AFTER_DUE",
        ",       -PT1S, true,  OPEN_IN_TIME",
        ",       PT0S,  true,  OPEN_IN_TIME",
        ",       PT49H, false, OPEN_AFTER_DUE",
    })
    void answersWhyAndByHowMuch(@Nullable Duration closed, @Nullable Duration open, boolean yes, OnTime.Reason reason) {
        Duration late = Objects.requireNonNull(closed == null ? open : closed);
        var answer = OnTime.of(CREATED, DUE, closed == null ? null : DUE.plus(closed), DUE.plus(late));
        assertThat(answer.yes()).isEqualTo(yes);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.margin()).isEqualTo(late.abs());
        assertThat(answer.oddities()).isEmpty();
    }

    @Test
    void timesThatContradictEachOtherAreAnsweredAndNamed() {
        var backwards = OnTime.of(CREATED, DUE, CREATED.minusSeconds(1), DUE);
        assertThat(backwards.yes()).isTrue();
        assertThat(backwards.oddities()).containsExactly(OnTime.Oddity.CLOSED_BEFORE_CREATED);
        var lateFromTheStart = OnTime.of(CREATED, CREATED.minusSeconds(1), CREATED, DUE);
        assertThat(lateFromTheStart.yes()).isFalse();
        assertThat(lateFromTheStart.oddities()).containsExactly(OnTime.Oddity.DUE_BEFORE_CREATED);
        assertThat(OnTime.of(CREATED, CREATED.minusSeconds(1), CREATED.minusSeconds(2), DUE)
                        .oddities())
                .hasSize(2);
    }

    @Test
    void saysItInThreeLanguages() {
        var late = OnTime.of(CREATED, DUE, DUE.plus(Duration.ofMinutes(190)), DUE);
        assertThat(words(late, Language.EN))
                .isEqualTo("Late: closed 23.11.2026 13:10, 3 h 10 min after the deadline (23.11.2026 10:00).");
        assertThat(words(late, Language.RU))
                .isEqualTo("С опозданием: закрыто 23.11.2026 13:10, через 3 ч 10 мин после срока (23.11.2026 10:00).");
        assertThat(words(late, Language.KK))
                .isEqualTo("Кешікті: 23.11.2026 13:10 жабылды, мерзімінен (23.11.2026 10:00) 3 сағ 10 мин кейін.");
        assertThat(words(OnTime.of(CREATED, DUE, CREATED.minusSeconds(60), DUE), Language.EN))
                .isEqualTo(
                        "On time: closed 20.11.2026 09:59, 3 d before the deadline (23.11.2026 10:00)."
                                + " The data have an error: closed (20.11.2026 09:59) earlier than registered (20.11.2026 10:00).");
    }

    @Test
    void everyServiceRequestOfNewYorkThatHasItsTimesIsAnsweredAndExplained() throws IOException {
        List<Request> requests = requests();
        assertThat(requests).hasSize(2_000);
        Instant end = requests.stream()
                .map(Request::closed)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
        List<OnTime> closed = new ArrayList<>();
        List<OnTime> open = new ArrayList<>();
        int withoutDue = 0;
        for (Request request : requests) {
            if (request.due == null) {
                withoutDue++;
            } else {
                (request.closed == null ? open : closed)
                        .add(OnTime.of(request.created, request.due, request.closed, end));
            }
        }
        assertThat(closed).hasSize(1_941).allSatisfy(OnTimeTest::isExplained);
        assertThat(open).hasSize(42).allSatisfy(OnTimeTest::isExplained);
        assertThat(withoutDue).isEqualTo(17);
        long odd =
                closed.stream().filter(answer -> !answer.oddities().isEmpty()).count();
        System.out.printf(
                "New York, %d requests: %d have all three times, of them %s; %d odd;%n"
                        + "%d are still open, at the last closing of the file: %s; %d have no due time and no answer%n",
                requests.size(), closed.size(), counts(closed), odd, open.size(), counts(open), withoutDue);
        assertThat(closed.stream().filter(OnTime::yes)).hasSize(1_637);
        assertThat(odd).isOne();
        assertThat(open).noneMatch(OnTime::yes);
    }

    private static void isExplained(OnTime answer) {
        assertThat(answer.yes()).isEqualTo(!answer.until().isAfter(answer.due()));
        for (Language language : Language.values()) {
            assertThat(words(answer, language)).endsWith(".").doesNotContain("{", "deadlines.");
        }
    }

    private static String counts(List<OnTime> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(OnTime::reason, Collectors.counting()))
                .toString();
    }

    private static String words(OnTime answer, Language language) {
        return answer.sentence(CONTEXT.getBean(Sentences.class), language);
    }

    private static List<Request> requests() throws IOException {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        var stream = Objects.requireNonNull(
                OnTimeTest.class.getClassLoader().getResourceAsStream("deadlines/nyc-311-times.csv"));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var rows = format.parse(reader)) {
            return rows.stream()
                    .map(row -> new Request(
                            Objects.requireNonNull(time(row.get("created"))),
                            time(row.get("due")),
                            time(row.get("closed"))))
                    .toList();
        }
    }

    private static @Nullable Instant time(String local) {
        return local.isEmpty()
                ? null
                : LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    /** A service request of New York's 311; its times are local times there. */
    private record Request(
            Instant created,
            @Nullable Instant due,
            @Nullable Instant closed) {}
}
