package kz.ikomek.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkRightsTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void inspectorsAndControllersTakeTheirStepsTogether(Role role) {
        var expected = switch (role) {
            case INSPECTOR -> Set.of(BulkRight.INSPECT);
            case CONTROLLER -> Set.of(BulkRight.CONTROL);
            default -> Set.of();
        };
        assertThat(BulkRights.of(new StaffMember("x", "X", List.of(role.group()), Set.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void workForAnAgencyGivesItsTasksButNotToItsHead(Role role) {
        var member = new StaffMember("x", "X", List.of(role.group()), Set.of("water-sewerage"));
        assertThat(BulkRights.of(member).contains(BulkRight.EXECUTE)).isEqualTo(role != Role.AGENCY_HEAD);
    }
}
