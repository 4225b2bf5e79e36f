package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every path that changes something wants the token of a page of ours. Asked at the door only, by somebody who may do
 * everything: what stands behind it is not reached without the token, and reached with it.
 */
@IntegrationTest
class ForgedFormsTest {

    /** Has no session that could be misused: it proves itself with a secret each time. */
    private static final String TELEPHONE_SYSTEM = "/api/telephony/";

    @Autowired
    @Qualifier("springSecurityFilterChain")
    Filter door;

    @Autowired
    WebApplicationContext application;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private record Door(String method, String path) implements Comparable<Door> {

        @Override
        public int compareTo(Door other) {
            return (path + method).compareTo(other.path + other.method);
        }
    }

    @Test
    void everyPathThatChangesSomethingWantsTheToken() throws Exception {
        Set<Door> doors = doors();
        assertThat(doors)
                .hasSizeGreaterThan(20)
                .contains(new Door("POST", "/staff/password"), new Door("POST", "/staff/accounts/unlock"));
        var open = new TreeSet<Door>();
        var closedAnyway = new TreeSet<Door>();
        for (Door door : doors) {
            if (reached(door, false)) {
                open.add(door);
            }
            if (!reached(door, true)) {
                closedAnyway.add(door);
            }
        }
        assertThat(open).as("open to forged forms").isEmpty();
        assertThat(closedAnyway)
                .as("refused for another reason, so that nothing is shown")
                .isEmpty();
    }

    private Set<Door> doors() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> method != RequestMethod.GET)
                        .flatMap(method -> mapping.getPatternValues().stream()
                                .map(path -> new Door(method.name(), path.replaceAll("\\{[^}]+}", "1")))))
                .filter(door -> !door.path().startsWith(TELEPHONE_SYSTEM))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean reached(Door asked, boolean withToken) throws Exception {
        var context = new MockServletContext();
        context.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, application);
        var request = new MockHttpServletRequest(context, asked.method(), asked.path());
        request.setServletPath(asked.path());
        request.getSession()
                .setAttribute(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                        new SecurityContextImpl(
                                new TestingAuthenticationToken("somebody", "", Security.ADMINISTRATORS)));
        var behind = new MockFilterChain();
        var answer = new MockHttpServletResponse();
        door.doFilter(
                withToken ? SecurityMockMvcRequestPostProcessors.csrf().postProcessRequest(request) : request,
                answer,
                behind);
        boolean reached = behind.getRequest() != null;
        assertThat(reached || answer.getStatus() == 403).as(asked.path()).isTrue();
        return reached;
    }
}
