package kz.ikomek.workflow.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.staff.Role;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;

/**
 * Whose tasks somebody reaches, on top of the engine's grants: those of the own groups. A supervisor reads everybody's
 * and takes over those of the centre, not those of the agencies; administrators reach all.
 */
final class Reach {

    private static final Set<String> CENTRE = Stream.of(
                    Role.OPERATOR, Role.SUPERVISOR, Role.INSPECTOR, Role.CONTROLLER, Role.PHARMACIST)
            .map(Role::group)
            .collect(Collectors.toUnmodifiableSet());

    private Reach() {}

    /** Whose rights count in this command; null when nobody's: a timer, or a use case that checked the right itself. */
    static @Nullable Authentication login(CommandContext context) {
        Authentication login = context.getAuthentication();
        return context.isAuthorizationCheckEnabled() && login != null && login.getUserId() != null ? login : null;
    }

    /** The groups whose tasks this login finds; null when all. */
    static @Nullable Set<String> found(Authentication login) {
        return is(login, Role.ADMINISTRATOR) || is(login, Role.SUPERVISOR) ? null : own(login);
    }

    /** Whether this login may read the task. */
    static boolean reads(Authentication login, TaskEntity task) {
        return anyOf(found(login), task);
    }

    /** Whether this login may claim, fill in or complete the task. */
    static boolean works(Authentication login, TaskEntity task) {
        if (is(login, Role.ADMINISTRATOR)) {
            return true;
        }
        Set<String> groups = own(login);
        if (is(login, Role.SUPERVISOR)) {
            groups.addAll(CENTRE);
        }
        return anyOf(groups, task);
    }

    static boolean is(Authentication login, Role role) {
        return own(login).contains(role.group());
    }

    private static boolean anyOf(@Nullable Set<String> groups, TaskEntity task) {
        return groups == null
                || task.getIdentityLinks().stream()
                        .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType())
                                && link.getGroupId() != null
                                && groups.contains(link.getGroupId()));
    }

    /** The groups of this login. */
    static Collection<String> groups(Authentication login) {
        return Objects.requireNonNullElse(login.getGroupIds(), List.of());
    }

    private static Set<String> own(Authentication login) {
        return new HashSet<>(groups(login));
    }
}
