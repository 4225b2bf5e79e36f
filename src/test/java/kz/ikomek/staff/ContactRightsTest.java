package kz.ikomek.staff;

import static kz.ikomek.staff.ContactRight.CHOOSE_LANGUAGE;
import static kz.ikomek.staff.ContactRight.NAME_DEPUTY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactRightsTest {

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SUPERVISOR", "ADMINISTRATOR"})
    void theCentreLooksAfterAllContacts(Role role) {
        var member = member(role, Set.of());
        assertThat(ContactRights.of(member, null)).containsExactlyInAnyOrder(NAME_DEPUTY, CHOOSE_LANGUAGE);
        assertThat(ContactRights.of(member, "health")).containsExactlyInAnyOrder(NAME_DEPUTY, CHOOSE_LANGUAGE);
        assertThat(ContactRights.any(member)).isTrue();
    }

    @Test
    void aHeadNamesTheDeputiesOfTheOwnAgencyOnly() {
        var head = member(Role.AGENCY_HEAD, Set.of("health"));
        assertThat(ContactRights.of(head, "health")).containsExactly(NAME_DEPUTY);
        assertThat(ContactRights.of(head, "employment")).isEmpty();
        assertThat(ContactRights.of(head, null)).isEmpty();
        assertThat(ContactRights.any(head)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUPERVISOR", "ADMINISTRATOR", "AGENCY_HEAD"})
    void nobodyElseMayDoAnything(Role role) {
        var member = member(role, Set.of("health"));
        assertThat(ContactRights.of(member, "health")).isEmpty();
        assertThat(ContactRights.any(member)).isFalse();
    }

    private static StaffMember member(Role role, Set<String> agencies) {
        return new StaffMember("m", "M", List.of(role.group()), agencies);
    }
}
