package kz.ikomek.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealRights;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.Rights.When;
import kz.ikomek.staff.Role;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StartAppeal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * Every cell of the table of rights, tried at the pages: right × who × state. What is denied is sent all the same, as
 * somebody would who writes the request by hand, and must leave no trace.
 */
@IntegrationTest
class RightCellsTest {

    private static final String NAME = "Сәуле Тұрсынқызы";
    private static final String WORDS = "Үйіміздің жанындағы мәселе";

    /** Who had the work and gave it back, and who has it now; their people, and people of others. */
    private static final String WAS = "water-sewerage";

    private static final String AT_WORK = "power-grid";

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    AppealViews appeals;

    @Autowired
    WebApplicationContext context;

    private MockMvc web;

    /** An appeal that stands in a certain way: where it is, and how one more of its kind is made. */
    enum Matter {
        OPEN(When.OPEN),
        DANGEROUS(When.DANGEROUS),
        CLOSED(When.CLOSED),
        MEDICINE_OPEN(When.OPEN),
        MEDICINE_DANGEROUS(When.DANGEROUS),
        MEDICINE_CLOSED(When.CLOSED);

        private final When when;

        Matter(When when) {
            this.when = when;
        }
    }

    @BeforeEach
    void aTuesday() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        centre.itIs("2026-11-17T11:00");
    }

    @ParameterizedTest
    @EnumSource
    void everyCellIsWhatTheProductDoes(Matter matter) throws Exception {
        AppealNumber number = such(matter);
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (StaffMember member : staff()) {
            Set<Right> expected = Rights.of(member, facts(number, matter));
            var session = login(member.userId());
            for (Right right : Right.values()) {
                boolean acts = right == Right.WITHDRAW || right == Right.REOPEN;
                // What is allowed changes the appeal, so that each gets one of its own.
                AppealNumber tried = acts && expected.contains(right) ? such(matter) : number;
                if (may(right, tried, session) != expected.contains(right)) {
                    wrong.add(member.userId() + " " + right);
                }
                cells++;
            }
        }
        assertThat(wrong).as("of %d cells, %s", cells, matter).isEmpty();
        assertThat(AppealRights.when(centre.appeal(number)))
                .as("what was denied left no trace")
                .isEqualTo(matter.when);
    }

    private boolean may(Right right, AppealNumber number, MockHttpSession session) throws Exception {
        String path = "/staff/appeals/" + number.value();
        return switch (right) {
            case VIEW -> send(get(path).session(session)).getStatus() == 200;
            case VIEW_WORDS -> shows(path, session, WORDS);
            case VIEW_RESIDENT -> shows(path, session, NAME);
            case VIEW_MAILS -> shows(path, session, "Жіберілген хаттар");
            case VIEW_ESCALATIONS ->
                send(get(path + "/escalations").session(session)).getStatus() == 200;
            case VIEW_ATTACHMENTS ->
                send(get(path + "/attachments")
                                        .accept(MediaType.APPLICATION_JSON)
                                        .session(session))
                                .getStatus()
                        == 200;
            case ATTACH_FROM_RESIDENT -> attaches("REGISTERING", path, session);
            case ATTACH_WORK -> attaches("AFTER", path, session);
            case ATTACH_CONTROL -> attaches("CONTROL", path, session);
            case WITHDRAW -> {
                act(path + "/withdraw", session);
                yield centre.appeal(number).outcome() == Outcome.WITHDRAWN;
            }
            case REOPEN -> {
                int before = centre.appeal(number).reopenings();
                act(path + "/reopen", session);
                yield centre.appeal(number).reopenings() > before;
            }
        };
    }

    private boolean shows(String path, MockHttpSession session, String what) throws Exception {
        return send(get(path).session(session))
                .getContentAsString(StandardCharsets.UTF_8)
                .contains(what);
    }

    private boolean attaches(String kind, String path, MockHttpSession session) throws Exception {
        var file = new MockMultipartFile("files", "x.jpg", "image/jpeg", SampleFiles.jpeg(40, 30));
        return send(multipart(path + "/attachments")
                                .file(file)
                                .param("kind", kind)
                                .session(session)
                                .with(csrf())
                                .accept(MediaType.APPLICATION_JSON))
                        .getStatus()
                == 201;
    }

    private void act(String path, MockHttpSession session) throws Exception {
        send(post(path).session(session).with(csrf()).param("reason", "Тұрғынның өтініші"));
    }

    private MockHttpServletResponse send(RequestBuilder request) throws Exception {
        var response = web.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).isLessThan(500);
        return response;
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(
                web.perform(formLogin("/login").user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession(false));
    }

    /** What decides about the rights, as the appeal really stands. */
    private Rights.Matter facts(AppealNumber number, Matter matter) {
        var assignments = appeals.assignments(number);
        return new Rights.Matter(
                matter.when,
                matter.name().startsWith("MEDICINE"),
                assignments.stream().map(work -> work.agency().value()).toList(),
                assignments.stream()
                        .filter(work -> work.open())
                        .map(work -> work.agency().value())
                        .toList());
    }

    private static List<StaffMember> staff() {
        return Stream.of(
                        member("operator", Set.of(), Role.OPERATOR),
                        member("supervisor", Set.of(), Role.SUPERVISOR),
                        member("inspector", Set.of(), Role.INSPECTOR),
                        member("controller", Set.of(), Role.CONTROLLER),
                        member("pharmacist1", Set.of(), Role.PHARMACIST),
                        member("admin", Set.of(), Role.ADMINISTRATOR),
                        member("owner", Set.of(), Role.PROCESS_OWNER),
                        member("executor-" + WAS, Set.of(WAS)),
                        member("executor-" + AT_WORK, Set.of(AT_WORK)),
                        member("executor-health", Set.of("health")),
                        member("head-" + WAS, Set.of(WAS), Role.AGENCY_HEAD),
                        member("head-employment", Set.of("employment"), Role.AGENCY_HEAD))
                .toList();
    }

    private static StaffMember member(String userId, Set<String> agencies, Role... roles) {
        return new StaffMember(userId, userId, Stream.of(roles).map(Role::group).toList(), agencies);
    }

    private AppealNumber such(Matter matter) {
        return switch (matter) {
            case OPEN -> rerouted("water", false);
            case DANGEROUS -> rerouted("water", true);
            case CLOSED -> {
                var number = rerouted("water", false);
                centre.solves(AT_WORK, number);
                centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
                yield number;
            }
            case MEDICINE_OPEN -> registered("medicine-shortage", false);
            case MEDICINE_DANGEROUS -> registered("medicine-shortage", true);
            case MEDICINE_CLOSED -> {
                var number = registered("medicine-shortage", false);
                centre.does(
                        "pharmacist3",
                        number,
                        "findMedicine",
                        Map.of(
                                "decision",
                                "FOUND",
                                "pharmacy",
                                "№ 5 дәріхана",
                                "price",
                                "1 200 ₸",
                                "calledBack",
                                true));
                yield number;
            }
        };
    }

    private AppealNumber rerouted(String category, boolean danger) {
        var number = registered(category, danger);
        if (centre.appeal(number).state() == AppealState.INSPECTION) {
            centre.routes(number, WAS);
        }
        centre.does("executor-" + WAS, number, "execute", Map.of("decision", "NOT_OURS", "reason", "Біздікі емес"));
        centre.does("inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", AT_WORK));
        return number;
    }

    private AppealNumber registered(String category, boolean danger) {
        return start.start(
                new NewAppeal(
                        NAME,
                        "8 701 123 45 67",
                        false,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode(category),
                        new DistrictCode("abai"),
                        "Тәуке хан даңғылы, 12",
                        WORDS,
                        danger,
                        null),
                new Actor("operator"));
    }
}
