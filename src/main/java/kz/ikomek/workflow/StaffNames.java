package kz.ikomek.workflow;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people are called, for whoever knows their login only. */
@Component
@Transactional(readOnly = true)
public class StaffNames {

    private final IdentityService identity;

    StaffNames(IdentityService identity) {
        this.identity = identity;
    }

    /** Names by login, in one statement; a login that nobody has, or that has no name, is not in it. */
    public Map<String, String> of(Collection<String> logins) {
        String[] asked = logins.stream().distinct().toArray(String[]::new);
        if (asked.length == 0) {
            return Map.of();
        }
        return identity.createUserQuery().userIdIn(asked).listPage(0, asked.length).stream()
                .filter(user -> !name(user).isEmpty())
                .collect(Collectors.toMap(User::getId, StaffNames::name));
    }

    private static String name(User user) {
        return Stream.of(user.getFirstName(), user.getLastName())
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
