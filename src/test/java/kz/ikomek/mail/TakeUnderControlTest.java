package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.platform.MailCatcher.Caught;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.DueJobs;
import kz.ikomek.workflow.WithdrawCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** "I take this under my control", from the link in the mail to the journal; nobody is logged in. */
@IntegrationTest
class TakeUnderControlTest {

    private static final Pattern LINK = Pattern.compile("https://109\\.example(/m/\\S+)");
    private static final String HEAD = "head@public-order.example";
    private static final String DUTY = "duty@public-order.example";

    @Autowired
    Centre centre;

    @Autowired
    DueJobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    AppealViews appeals;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    MailProperties properties;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    WebApplicationContext context;

    private final List<AppealNumber> used = new ArrayList<>();
    private MockMvc web;

    @BeforeEach
    void aQuietMorning() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-18T11:00");
        mailbox.to(HEAD);
        clock.advance(properties.gather());
        mailbox.to(HEAD);
    }

    @Test
    void theLinkOpensAPageThatChangesNothingAndTheButtonConfirmsOnce() throws Exception {
        var number = overdue(1).get(0);
        String link = link(only(number, HEAD));
        web.perform(get(link).param("language", "en"))
                .andExpect(status().isOk())
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(content()
                        .string(allOf(
                                containsString("lang=\"kk\""),
                                containsString(number.display()),
                                containsString("Тәртіп орнату"),
                                containsString("Иә, бақылауыма аламын"),
                                containsString("name=\"viewport\""),
                                not(containsString("Айгүл")))));
        assertThat(taken(number)).as("programs that check mails follow links").isEmpty();

        web.perform(post(link).with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Бақылауыңызға алынды."),
                                containsString(number.display()),
                                not(containsString("<form")))));
        assertThat(taken(number)).singleElement().satisfies(entry -> {
            assertThat(entry.note()).startsWith("AGENCY_HEAD: ").hasSizeGreaterThan(15);
            assertThat(entry.at()).isEqualTo(clock.instant());
            assertThat(entry.from()).isEqualTo(entry.to());
        });

        for (var again : List.of(get(link), post(link).with(csrf()))) {
            web.perform(again)
                    .andExpect(status().isGone())
                    .andExpect(content()
                            .string(allOf(containsString("Бұл сілтеме пайдаланылған"), not(containsString("<form")))));
        }
        assertThat(taken(number)).hasSize(1);
    }

    @Test
    void thePageSpeaksTheLanguageOfItsMail() throws Exception {
        var number = overdue(1).get(0);
        web.perform(get(link(only(number, DUTY))))
                .andExpect(content()
                        .string(allOf(containsString("lang=\"ru\""), containsString("Берёте под свой контроль?"))));
    }

    @Test
    void withoutTheTokenOfThePageNothingIsConfirmed() throws Exception {
        var number = overdue(1).get(0);
        web.perform(post(link(only(number, HEAD)))).andExpect(status().isForbidden());
        assertThat(taken(number)).isEmpty();
    }

    @Test
    void afterSevenDaysTheLinkIsToldToBeOver() throws Exception {
        var number = overdue(1).get(0);
        String link = link(only(number, HEAD));
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        web.perform(get(link)).andExpect(status().isOk());
        clock.advance(Duration.ofSeconds(1));
        for (var late : List.of(get(link), post(link).with(csrf()))) {
            web.perform(late)
                    .andExpect(status().isGone())
                    .andExpect(content().string(containsString("Бұл сілтеменің мерзімі")));
        }
        assertThat(taken(number)).isEmpty();
    }

    @Test
    void whatWasNotSignedHereIsToldToBeNoLink() throws Exception {
        var number = overdue(1).get(0);
        String link = link(only(number, HEAD));
        char last = link.charAt(40);
        String forged = link.substring(0, 40) + (last == 'A' ? 'B' : 'A') + link.substring(41);
        var unknown = new Links(properties, jdbc)
                .to(UUID.randomUUID(), clock.instant())
                .substring("https://109.example".length());
        for (String none : List.of(forged, "/m/x", link + "x", "/m/preview", unknown)) {
            web.perform(get(none))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(containsString("Мұндай сілтеме жоқ.")));
            web.perform(post(none).with(csrf())).andExpect(status().isNotFound());
        }
        assertThat(taken(number)).isEmpty();
    }

    @Test
    void aClosedAppealNeedsNoControl() throws Exception {
        var number = overdue(1).get(0);
        String link = link(only(number, HEAD));
        withdraw.withdraw(number, "Шам жанды", new Actor("operator"));
        web.perform(get(link))
                .andExpect(status().isGone())
                .andExpect(content().string(containsString("барлық өтініш жабылған")));
        web.perform(post(link).with(csrf())).andExpect(status().isGone());
    }

    @Test
    void theLinkOfADigestTakesAllThatIsOpen() throws Exception {
        var numbers = overdue(4);
        Caught digest = only(numbers.get(0), HEAD);
        assertThat(digest.subject()).isEqualTo("4 өтініштің мерзімі өтті");
        withdraw.withdraw(numbers.get(3), "Шам жанды", new Actor("operator"));
        String link = link(digest);
        web.perform(get(link))
                .andExpect(content()
                        .string(allOf(
                                containsString(numbers.get(0).display()),
                                containsString(numbers.get(2).display()),
                                not(containsString(numbers.get(3).display())))));
        web.perform(post(link).with(csrf())).andExpect(status().isOk());
        assertThat(numbers.subList(0, 3))
                .allSatisfy(number -> assertThat(taken(number)).hasSize(1));
        assertThat(taken(numbers.get(3))).isEmpty();
        web.perform(post(link).with(csrf())).andExpect(status().isGone());
    }

    @Test
    void theKeyIsKeptForAllNodesAndASettingReplacesIt() {
        var id = UUID.randomUUID();
        var one = new Links(properties, jdbc);
        var other = new Links(properties, jdbc);
        String token = one.to(id, clock.instant()).substring("https://109.example/m/".length());
        assertThat(other.read(token))
                .hasValueSatisfying(claim -> assertThat(claim.mail()).isEqualTo(id));
        var set = new Links(
                new MailProperties(
                        properties.from(),
                        properties.baseUrl(),
                        properties.retries(),
                        properties.lease(),
                        properties.batch(),
                        properties.gather(),
                        properties.digest(),
                        properties.quiet(),
                        "0123456789abcdef0123456789abcdef",
                        properties.bounces()),
                jdbc);
        assertThat(set.read(token)).isEmpty();
        assertThat(set.to(id, clock.instant())).startsWith("https://109.example/m/");
    }

    @AfterEach
    void closeThem() {
        used.stream()
                .filter(number -> centre.appeal(number).closedAt() == null)
                .forEach(number -> withdraw.withdraw(number, "Керек емес", new Actor("operator")));
    }

    private List<AppealNumber> overdue(int count) {
        var numbers = IntStream.range(0, count)
                .mapToObj(i -> {
                    var number = centre.registered("public-order");
                    centre.routes(number, "public-order");
                    centre.takesOn("public-order", number);
                    return number;
                })
                .toList();
        used.addAll(numbers);
        clock.setTo(centre.appeal(numbers.get(0)).due());
        jobs.runDue();
        return numbers;
    }

    private Caught only(AppealNumber number, String address) {
        var mails = mailbox.about(number).stream()
                .filter(mail -> mail.to().equals(address))
                .toList();
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private List<JournalEntry> taken(AppealNumber number) {
        return appeals.journal(number).stream()
                .filter(entry -> entry.step() == Step.TAKEN_UNDER_CONTROL)
                .toList();
    }

    private static String link(Caught mail) {
        var link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        assertThat(mail.html()).contains(link.group(1));
        return link.group(1);
    }
}
