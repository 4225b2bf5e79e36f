package kz.ikomek.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AttachFiles;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.ReceivedFile;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.staff.Role;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.Statements;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StartAppeal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.ErrorResponseException;

/** The tab of a task's appeal. */
@IntegrationTest
class TaskDossiersTest {

    private static final Locale KAZAKH = Language.KK.locale();
    private static final String AGENCY = "improvement";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks tasks;

    @Autowired
    AttachFiles attach;

    @Autowired
    TaskDossiers dossiers;

    @Autowired
    Statements statements;

    private int callers;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void theNewestComesFirstAndPeopleHaveNames() {
        var number = centre.registered("street-lighting");
        centre.timePasses(Duration.ofMinutes(5));
        centre.routes(number, "street-lighting");
        var dossier = of(number, "executor-street-lighting");

        assertThat(dossier.appeal().journal())
                .extracting(AppealSheet.Entry::step)
                .startsWith("Мекемеге жолданды")
                .endsWith("Тіркелді");
        assertThat(dossier.appeal().journal())
                .extracting(AppealSheet.Entry::who)
                .allSatisfy(who -> assertThat(who).doesNotContain("operator", "inspector"));
        assertThat(dossier.appeal().deadline().why()).isNotBlank();
        assertThat(dossier.words()).containsEntry("similar", "Ұқсас ашық өтініштер");
    }

    @Test
    void otherAppealsOfTheCallerAreShownToWhoeverMayOpenThem() {
        String phone = "8 702 555 00 11";
        var earlier = call(phone, "heat", "abai", "Желтоқсан көшесі, 3", "Пәтер суық");
        var same = call(phone, "street-lighting", "abai", "Желтоқсан көшесі, 3", "Шам жанбайды");
        centre.routes(same, "street-lighting");

        assertThat(of(same, "executor-street-lighting").appeal().ofCaller())
                .as("another agency's")
                .isEmpty();
        var later = call(phone, "street-lighting", "turan", "Басқа көше, 8", "Бағана құлады");
        centre.routes(later, "street-lighting");
        assertThat(of(later, "executor-street-lighting").appeal().ofCaller())
                .as("the own agency's")
                .extracting(AppealSheet.Related::number)
                .containsExactly(same.display());
        assertThat(of(earlier, "inspector").appeal().ofCaller())
                .extracting(AppealSheet.Related::number)
                .containsExactlyInAnyOrder(later.display(), same.display());
    }

    @Test
    void whatIsNearOrAlikeIsFoundInEitherWayOfWriting() {
        String street = "Байтұрсынов көшесі, 117";
        var near = call(null, "pothole", "enbekshi", street, "Бір нәрсе");
        var alike = call(null, "pothole", "enbekshi", "Сайрам 4", "Аулада үлкен шұңқыр бар, қақпағы жоқ");
        var elsewhere = call(null, "pothole", "abai", street, "Аулада үлкен шұңқыр бар, қақпағы жоқ");
        var closed = call(null, "pothole", "enbekshi", street, "Бір нәрсе");
        centre.does("inspector", closed, "inspect", Map.of("decision", "REJECT", "reason", "Жоқ"));
        var here = call(null, "pothole", "enbekshi", "БАЙТУРСЫНОВ КОШЕСИ 117", "Аулада улкен шункыр бар, какпагы жок");

        assertThat(of(here, "inspector").appeal().similar())
                .extracting(AppealSheet.Related::number)
                .containsExactlyInAnyOrder(near.display(), alike.display())
                .doesNotContain(elsewhere.display(), closed.display());
    }

    @Test
    void itCostsTheSameHoweverMuchThereIsToShow() {
        String phone = "8 702 555 00 22";
        var number = call(phone, "greening", "karatau", "Тәуелсіздік 5", "Ағаш құлады");
        centre.routes(number, AGENCY);
        String executor = "executor-" + AGENCY;
        int few = statements(number, executor);

        centre.timePasses(Duration.ofMinutes(1));
        IntStream.range(0, 8)
                .forEach(i -> attach.attach(
                        number,
                        AttachmentKind.AFTER,
                        null,
                        List.of(ReceivedFile.of(i + ".jpg", SampleFiles.jpeg(20 + i, 10))),
                        new Actor("executor-" + AGENCY)));
        IntStream.range(0, 5).forEach(i -> call(phone, "greening", "karatau", "Тәуелсіздік " + i, "Ағаш құлады"));
        centre.timePasses(Duration.ofDays(4));
        // Two of them read the grants, which the own-task check asks anew in each transaction.
        assertThat(statements(number, executor)).isEqualTo(few).isLessThanOrEqualTo(20);
    }

    @Test
    void itCostsTheSameHoweverManyRelatedOnesThereAre() {
        String phone = "8 702 555 00 23";
        var number = call(phone, "greening", "turan", "Тәуелсіздік 5", "Ағаш құлады");
        int few = statements(number, "inspector");
        IntStream.range(0, 5).forEach(i -> call(phone, "greening", "turan", "Тәуелсіздік " + i, "Ағаш құлады"));
        assertThat(of(number, "inspector").appeal().similar()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(statements(number, "inspector")).isEqualTo(few);
    }

    @Test
    void whoMayNotSeeTheTaskIsToldThatThereIsNone() {
        var number = centre.registered("street-lighting");
        String task = tasks.of(number, new Actor("inspector")).get(0).id();
        assertThatThrownBy(() -> dossiers.dossier(task, member("executor-health"), KAZAKH))
                .isInstanceOf(ErrorResponseException.class);
        assertThat(StaffClient.session(port, "executor-health")
                        .getAbsolute("/api/tasks/" + task + "/dossier")
                        .status())
                .isEqualTo(404);
        var answer = StaffClient.session(port, "inspector").getAbsolute("/api/tasks/" + task + "/dossier");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/appeal/number").asText()).isEqualTo(number.display());
    }

    private int statements(AppealNumber number, String reader) {
        String task = tasks.of(number, new Actor(reader)).get(0).id();
        var sent = statements.during(() -> dossiers.dossier(task, member(reader), KAZAKH));
        return sent.size();
    }

    private TaskDossiers.Dossier of(AppealNumber number, String reader) {
        String task = tasks.of(number, new Actor(reader)).get(0).id();
        return Objects.requireNonNull(
                dossiers.dossier(task, member(reader), KAZAKH).getBody());
    }

    private static StaffMember member(String login) {
        return login.startsWith("executor-")
                ? new StaffMember(login, login, List.of(), Set.of(login.substring("executor-".length())))
                : new StaffMember(login, login, List.of(Role.INSPECTOR.group()), Set.of());
    }

    private AppealNumber call(@Nullable String phone, String category, String district, String address, String words) {
        callers++;
        return start.start(
                new NewAppeal(
                        "Тұрғын " + callers,
                        phone,
                        phone == null,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode(category),
                        new DistrictCode(district),
                        address,
                        words,
                        false,
                        null),
                new Actor("operator"));
    }
}
