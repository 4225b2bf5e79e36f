package kz.ikomek.workflow.engine;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.ikomek.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What is offered of the engine's REST interface: what Tasklist asks for and what Camunda Modeler needs to deploy, and,
 * behind the web applications only, what Cockpit reads and Admin changes. Everything else is refused by not standing
 * here: the engine has several hundred more resources, and gets no more patches.
 */
final class OfferedRest {

    private static final String PROGRAMS = "/engine-rest";
    private static final String WEB_APPLICATIONS = "/camunda/api/engine/engine";
    private static final String DEFAULT_ENGINE = WEB_APPLICATIONS + "/default";
    private static final String MODELS = Role.PROCESS_OWNER.group();
    private static final String ADMINISTRATION = Role.ADMINISTRATOR.group();

    private static final List<Offer> TASKLIST = Stream.of(
                    of("/engine", GET),
                    of("/process-definition", GET),
                    of("/process-definition/count", GET),
                    ofDefinition("", GET),
                    ofDefinition("/xml", GET),
                    ofDefinition("/startForm", GET),
                    ofDefinition("/deployed-start-form", GET),
                    ofDefinition("/form-variables", GET),
                    ofDefinition("/submit-form", POST),
                    of("/filter", GET, OPTIONS),
                    of("/filter/count", GET),
                    of("/filter/create", POST),
                    of("/filter/{id}", GET, PUT, DELETE, OPTIONS),
                    of("/filter/{id}/list", GET, POST),
                    of("/filter/{id}/count", GET, POST),
                    of("/task", GET, POST),
                    of("/task/count", GET, POST),
                    of("/task/{id}", GET, PUT),
                    of("/task/{id}/claim", POST),
                    of("/task/{id}/unclaim", POST),
                    of("/task/{id}/assignee", POST),
                    of("/task/{id}/complete", POST),
                    of("/task/{id}/submit-form", POST),
                    of("/task/{id}/form", GET),
                    of("/task/{id}/form-variables", GET),
                    of("/task/{id}/deployed-form", GET),
                    of("/task/{id}/identity-links", GET, POST),
                    of("/task/{id}/identity-links/delete", POST),
                    of("/task/{id}/comment", GET),
                    of("/history/user-operation", GET),
                    of("/history/user-operation/count", GET),
                    of("/user", GET),
                    of("/user/count", GET),
                    of("/user/{id}/profile", GET),
                    of("/group", GET),
                    of("/group/count", GET),
                    of("/identity/groups", GET),
                    of("/authorization", GET, OPTIONS),
                    of("/authorization/count", GET),
                    of("/authorization/check", GET))
            .flatMap(List::stream)
            .toList();

    private static final List<Offer> MODELER = Stream.of(
                    of("/version", GET),
                    of("/deployment", GET),
                    of("/deployment/count", GET),
                    of("/deployment/create", POST),
                    of("/deployment/{id}", GET, DELETE),
                    of("/deployment/{id}/redeploy", POST),
                    of("/deployment/{id}/resources", GET),
                    of("/deployment/{id}/resources/{resource}", GET),
                    of("/deployment/{id}/resources/{resource}/data", GET),
                    of("/decision-definition", GET),
                    of("/decision-definition/{id}/xml", GET),
                    of("/decision-definition/key/{key}/xml", GET))
            .flatMap(List::stream)
            .toList();

    private static final List<Offer> COCKPIT = Stream.of(
                    of("/process-definition/statistics", GET),
                    ofDefinition("/statistics", GET),
                    ofDefinition("/diagram", GET),
                    of("/process-definition/{id}/static-called-process-definitions", GET),
                    of("/process-instance", GET, POST),
                    of("/process-instance/count", GET, POST),
                    of("/process-instance/{id}", GET),
                    of("/process-instance/{id}/activity-instances", GET),
                    of("/incident", GET),
                    of("/incident/count", GET),
                    of("/job", GET, POST),
                    of("/job/count", GET, POST),
                    of("/job/{id}", GET),
                    of("/job/{id}/retries", PUT),
                    of("/job-definition", GET, POST),
                    of("/job-definition/count", GET, POST),
                    of("/decision-definition/count", GET),
                    of("/decision-requirements-definition", GET),
                    of("/decision-requirements-definition/count", GET),
                    of("/case-definition/count", GET),
                    of("/decision-definition/{id}", GET),
                    of("/history/incident", GET),
                    of("/history/incident/count", GET))
            .flatMap(List::stream)
            .toList();

    private static final List<Offer> ADMIN = Stream.of(
                    of("/user/create", POST),
                    of("/user", OPTIONS),
                    of("/user/{id}", DELETE, OPTIONS),
                    of("/user/{id}/profile", PUT),
                    of("/user/{id}/credentials", PUT),
                    of("/user/{id}/unlock", POST),
                    of("/group/create", POST),
                    of("/group", OPTIONS, POST),
                    of("/group/count", POST),
                    of("/tenant", GET, OPTIONS),
                    of("/tenant/count", GET),
                    of("/group/{id}", GET, PUT, DELETE, OPTIONS),
                    of("/group/{id}/members/{user}", PUT, DELETE),
                    of("/group/{id}/members", OPTIONS),
                    of("/authorization/create", POST),
                    of("/authorization/{id}", GET, PUT, DELETE, OPTIONS),
                    of("/identity/password-policy", GET, POST))
            .flatMap(List::stream)
            .toList();

    private OfferedRest() {}

    private record Offer(HttpMethod method, PathPattern path) {

        boolean covers(HttpMethod asked, @Nullable PathPattern named) {
            return (method.equals(asked) || method.equals(GET) && asked.equals(HEAD)) && path.equals(named);
        }
    }

    /** Whether anybody at all is offered that; nobody need log in to be refused. */
    static boolean toAnybody(String method, String path) {
        return to(method, path, Set.of(MODELS, ADMINISTRATION));
    }

    /**
     * Whether somebody is offered that.
     *
     * @param path below the application's own, of either of the two interfaces
     * @param groups the engine's, of whoever asks
     */
    static boolean to(String method, String path, Collection<String> groups) {
        boolean behindWebApplications = !path.startsWith(PROGRAMS + "/");
        String asked = resource(path);
        if (asked == null) {
            return false;
        }
        var verb = HttpMethod.valueOf(method);
        var where = PathContainer.parsePath(asked);
        boolean administration = groups.contains(ADMINISTRATION);
        boolean models = administration || groups.contains(MODELS);
        var named = nearest(where);
        return covers(TASKLIST, verb, named)
                || models && covers(MODELER, verb, named)
                || behindWebApplications && models && covers(COCKPIT, verb, named)
                || behindWebApplications && administration && covers(ADMIN, verb, named);
    }

    /** Whether it is what Cockpit asks the versions of a process from. */
    static boolean isListOfVersions(String method, String path) {
        return method.equals("GET") && path.equals(DEFAULT_ENGINE + "/process-definition");
    }

    /** Null where it is none of ours: another engine's, or the interface's own root. */
    private static @Nullable String resource(String path) {
        if (path.equals(WEB_APPLICATIONS) || path.equals(WEB_APPLICATIONS + "/")) {
            return "/engine";
        }
        for (String base : List.of(PROGRAMS, DEFAULT_ENGINE)) {
            if (path.startsWith(base + "/")) {
                // Admin asks with a slash at the end.
                return path.substring(base.length()).replaceFirst("(?<=.)/$", "");
            }
        }
        return null;
    }

    /** What is named here most precisely: {@code statistics} is no definition's id. Null where nothing is. */
    private static @Nullable PathPattern nearest(PathContainer path) {
        return Stream.of(TASKLIST, MODELER, COCKPIT, ADMIN)
                .flatMap(List::stream)
                .map(Offer::path)
                .filter(named -> named.matches(path))
                .min(PathPattern.SPECIFICITY_COMPARATOR)
                .orElse(null);
    }

    private static boolean covers(List<Offer> offers, HttpMethod method, @Nullable PathPattern named) {
        return offers.stream().anyMatch(offer -> offer.covers(method, named));
    }

    private static List<Offer> of(String path, HttpMethod... methods) {
        return Arrays.stream(methods)
                .map(method -> new Offer(method, PathPatternParser.defaultInstance.parse(path)))
                .toList();
    }

    /** By id and by key. */
    private static List<Offer> ofDefinition(String path, HttpMethod method) {
        return Stream.concat(
                        of("/process-definition/{id}" + path, method).stream(),
                        of("/process-definition/key/{key}" + path, method).stream())
                .toList();
    }
}
