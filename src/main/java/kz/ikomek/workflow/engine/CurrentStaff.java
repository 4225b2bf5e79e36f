package kz.ikomek.workflow.engine;

import java.util.List;
import java.util.stream.Collectors;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who works here now, and in which groups, as administrators have entered it. */
@Component
class CurrentStaff {

    private final IdentityService identity;

    CurrentStaff(IdentityService identity) {
        this.identity = identity;
    }

    /** The staff member of this login; null when there is none (any more). Equal as long as nothing is changed. */
    @Nullable
    StaffMember find(String userId) {
        var user = identity.createUserQuery().userId(userId).singleResult();
        if (user == null) {
            return null;
        }
        List<String> groups =
                identity.createGroupQuery().groupMember(userId).orderByGroupId().asc().listPage(0, 200).stream()
                        .map(Group::getId)
                        .toList();
        var agencies = groups.stream()
                .filter(group -> group.startsWith(AppealProcess.AGENCY_GROUP) && !group.equals("agency-heads"))
                .map(group -> group.substring(AppealProcess.AGENCY_GROUP.length()))
                .collect(Collectors.toUnmodifiableSet());
        return new StaffMember(userId, user.getFirstName() + " " + user.getLastName(), groups, agencies);
    }
}
