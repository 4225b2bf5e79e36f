package kz.ikomek.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The canned replies: what is shipped, how it is edited, and what is offered beside a task. */
@IntegrationTest
class RepliesTest {

    private static final Actor SUPERVISOR = new Actor("supervisor");
    private static final Pattern ONLY_KAZAKH = Pattern.compile("[әғқңөұүһі]");

    @Autowired
    Replies replies;

    @Autowired
    EditReplies edit;

    @Autowired
    ReplySeed seed;

    @Autowired
    Centre centre;

    @Autowired
    StaffTasks tasks;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void aWednesday() {
        centre.itIs("2026-11-18T10:00");
    }

    @AfterEach
    void onlyTheShippedOnesAreOffered() {
        jdbc.sql("UPDATE replies.reply SET retired = seed IS NULL").update();
    }

    @Test
    void enoughAreShippedAndEachSpeaksBothLanguages() {
        List<Reply> shipped =
                replies.all().stream().filter(reply -> !reply.retired()).toList();
        assertThat(shipped).hasSizeGreaterThanOrEqualTo(25).allSatisfy(reply -> {
            assertThat(ONLY_KAZAKH.matcher(reply.textKk()).find())
                    .as(reply.textKk())
                    .isTrue();
            assertThat(ONLY_KAZAKH.matcher(reply.textRu() + reply.titleRu()).find())
                    .as(reply.textRu())
                    .isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(ReplyUse.class)
    void eachUseIsAFieldOfAFormAndADecisionOfIt(ReplyUse use) {
        HumanStep step = List.of(HumanStep.values()).stream()
                .filter(one -> one.element().equals(use.step()))
                .findFirst()
                .orElseThrow();
        assertThat(step.fields()).contains(use.field());
        if (use.decision() == null) {
            assertThat(step.decisions()).isEmpty();
        } else {
            assertThat(step.decisions()).contains(use.decision());
        }
    }

    @Test
    void whatIsDoneToAReplyIsJournalled() {
        Reply added = edit.add(typed("WORK_SOLVED", "water", "Су берілді: {place}."), SUPERVISOR);
        Reply changed =
                edit.change(added.id(), added.version(), typed("WORK_SOLVED", "", "Су қосылды: {place}."), SUPERVISOR);
        edit.retire(changed.id(), changed.version(), new Actor("supervisor2"));
        edit.restore(changed.id(), changed.version() + 1, SUPERVISOR);
        assertThat(replies.changes(added.id()))
                .extracting(ReplyChange::kind)
                .containsExactly(
                        ReplyChange.Kind.RESTORED,
                        ReplyChange.Kind.RETIRED,
                        ReplyChange.Kind.CHANGED,
                        ReplyChange.Kind.ADDED);
        assertThat(replies.changes(added.id())).extracting(ReplyChange::actor).contains("supervisor2");
        assertThat(replies.changes(added.id()).get(3)).satisfies(line -> {
            assertThat(line.at()).isEqualTo(clock.instant());
            assertThat(line.after().textKk()).isEqualTo("Су берілді: {place}.");
            assertThat(line.after().category()).hasToString("water");
        });
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM replies.change").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void whoComesSecondOverwritesNothing() {
        Reply added = edit.add(typed("WORK_SOLVED", "", "Бірінші"), SUPERVISOR);
        edit.change(added.id(), added.version(), typed("WORK_SOLVED", "", "Екінші"), SUPERVISOR);
        refused(
                "replies.stale",
                null,
                () -> edit.change(added.id(), 1, typed("WORK_SOLVED", "", "Үшінші"), SUPERVISOR));
        assertThat(replies.find(added.id()).orElseThrow().textKk()).isEqualTo("Екінші");
    }

    @Test
    void badInputIsRefusedWithTheField() {
        refused("shared.required", "use", () -> edit.add(typed("", "", "Мәтін"), SUPERVISOR));
        refused("shared.unknown-choice", "use", () -> edit.add(typed("X", "", "Мәтін"), SUPERVISOR));
        refused("catalog.category.unknown", "category", () -> edit.add(typed("SAFETY", "x", "Мәтін"), SUPERVISOR));
        refused("shared.required", "textKk", () -> edit.add(typed("SAFETY", "", " "), SUPERVISOR));
        refused("shared.too-long", "textKk", () -> edit.add(typed("SAFETY", "", "ә".repeat(2001)), SUPERVISOR));
        refused(
                "replies.placeholder.unknown",
                "textKk",
                () -> edit.add(typed("SAFETY", "", "Тұрғын: {name}"), SUPERVISOR));
    }

    @Test
    void aShippedReplyThatWasRetiredOrChangedStaysSo() throws Exception {
        Reply shipped = replies.all().stream()
                .filter(reply -> reply.titleRu().equals("Вода подана"))
                .findFirst()
                .orElseThrow();
        edit.retire(shipped.id(), shipped.version(), SUPERVISOR);
        int before = replies.all().size();
        seed.afterPropertiesSet();
        assertThat(replies.all()).hasSize(before);
        assertThat(replies.find(shipped.id()).orElseThrow().retired()).isTrue();
    }

    @Test
    void besideATaskStandWhatFitsItFilledAndOfTheOwnCategoryFirst() {
        AppealNumber number = centre.registered("water");
        centre.routes(number, "water-sewerage");
        var offer = offered("executor-water-sewerage", number);
        assertThat(offer.status()).isEqualTo(200);
        assertThat(offer.json().get("language").asText()).isEqualTo("kk");
        var first = offer.json().get("replies").get(0);
        assertThat(first.get("own").asBoolean()).isTrue();
        assertThat(first.get("field").asText()).isEqualTo("report");
        assertThat(first.get("decision").asText()).isEqualTo("SOLVED");
        assertThat(first.get("textKk").asText())
                .isEqualTo("Су құбырындағы ақау жойылды, су берілді. Орны: Абай ауданы, Тәуке хан даңғылы, 12.");
        assertThat(first.get("textRu").asText()).contains("Место: Абайский район, Тәуке хан даңғылы, 12.");
        assertThat(offer.body())
                .contains("теңгерімде")
                .doesNotContain("Шамдар", "Қоқыс", "{place}", "701 123", "Айгүл");
    }

    @Test
    void whatIsNotKnownIsLeftAsAGapThatPeopleSee() {
        AppealNumber number = centre.registered("consumer-rights");
        jdbc.sql("UPDATE appeals.appeal SET district = NULL, address = NULL WHERE number = ?")
                .param(number.value())
                .update();
        assertThat(offered("inspector", number).body()).contains("Орны: [орны].", "Место: [место].");
    }

    @Test
    void whoMayNotSeeTheTaskIsToldThatThereIsNone() {
        AppealNumber number = centre.registered("water");
        centre.routes(number, "water-sewerage");
        assertThat(offered("executor-heat", number).status()).isEqualTo(404);
        assertThat(offered("operator", number).status()).isEqualTo(404);
    }

    private StaffClient.Answer offered(String userId, AppealNumber number) {
        String task = tasks.of(number).get(0).id();
        return StaffClient.session(port, userId).getAbsolute("/api/tasks/" + task + "/replies");
    }

    private static TypedReply typed(String use, String category, String textKk) {
        return new TypedReply(use, category, "Сынақ", "Проба", textKk, "Текст");
    }

    private static void refused(String code, @Nullable String field, Runnable change) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(change::run).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }
}
