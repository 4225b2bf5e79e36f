package kz.ikomek.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyAdministratorsEditTheCalendar(Role role) {
        var member = new StaffMember("x", "X", List.of(role.group()), Set.of());
        assertThat(Permissions.of(member).contains(Permission.EDIT_CALENDAR)).isEqualTo(role == Role.ADMINISTRATOR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void callsAreForTheDeskAndTheBoardForThoseWhoLead(Role role) {
        var permissions = Permissions.of(new StaffMember("x", "X", List.of(role.group()), Set.of()));
        assertThat(permissions.contains(Permission.TAKE_CALLS))
                .isEqualTo(role == Role.OPERATOR || role == Role.SUPERVISOR);
        assertThat(permissions.contains(Permission.SEE_BOARD))
                .isEqualTo(role == Role.SUPERVISOR || role == Role.ADMINISTRATOR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlySupervisorsEditTheCannedReplies(Role role) {
        var member = new StaffMember("x", "X", List.of(role.group()), Set.of());
        assertThat(Permissions.of(member).contains(Permission.EDIT_REPLIES)).isEqualTo(role == Role.SUPERVISOR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void personalDataIsReportedByWhoMaySeeResidentsAndForgottenByAdministrators(Role role) {
        var permissions = Permissions.of(new StaffMember("x", "X", List.of(role.group()), Set.of()));
        assertThat(permissions.contains(Permission.SEE_ACCESS))
                .isEqualTo(role == Role.SUPERVISOR || role == Role.ADMINISTRATOR);
        assertThat(permissions.contains(Permission.REPORT_PERSON)).isEqualTo(role == Role.SUPERVISOR);
        assertThat(permissions.contains(Permission.FORGET)).isEqualTo(role == Role.ADMINISTRATOR);
        assertThat(permissions.contains(Permission.EDIT_RETENTION)).isEqualTo(role == Role.ADMINISTRATOR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyAdministratorsManageAccounts(Role role) {
        var member = new StaffMember("x", "X", List.of(role.group()), Set.of());
        assertThat(Permissions.of(member).contains(Permission.MANAGE_ACCOUNTS)).isEqualTo(role == Role.ADMINISTRATOR);
    }
}
