package kz.ikomek.intake.desk;

import kz.ikomek.staff.ContactRights;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the header of the desk's pages offers. */
@ControllerAdvice(assignableTypes = {AppealPage.class, ContactsPage.class, EscalationsPage.class, SearchPage.class})
class DeskHeader {

    @ModelAttribute("offersContacts")
    boolean offersContacts(@AuthenticationPrincipal @Nullable StaffMember reader) {
        return reader != null && ContactRights.any(reader);
    }
}
