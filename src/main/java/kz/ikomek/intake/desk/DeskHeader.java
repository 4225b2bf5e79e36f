package kz.ikomek.intake.desk;

import kz.ikomek.staff.BulkRights;
import kz.ikomek.staff.ContactRights;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the header of the staff's pages offers. */
@ControllerAdvice("kz.ikomek.intake")
class DeskHeader {

    @ModelAttribute("offersContacts")
    boolean offersContacts(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && ContactRights.any(reader);
    }

    @ModelAttribute("offersCalls")
    boolean offersCalls(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && Permissions.of(reader).contains(Permission.TAKE_CALLS);
    }

    @ModelAttribute("offersBoard")
    boolean offersBoard(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && Permissions.of(reader).contains(Permission.SEE_BOARD);
    }

    @ModelAttribute("offersReplies")
    boolean offersReplies(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && Permissions.of(reader).contains(Permission.EDIT_REPLIES);
    }

    @ModelAttribute("offersPrivacy")
    boolean offersPrivacy(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && Permissions.of(reader).contains(Permission.SEE_ACCESS);
    }

    @ModelAttribute("offersAccounts")
    boolean offersAccounts(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && Permissions.of(reader).contains(Permission.MANAGE_ACCOUNTS);
    }

    @ModelAttribute("offersBulk")
    boolean offersBulk(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && !BulkRights.of(reader).isEmpty();
    }
}
