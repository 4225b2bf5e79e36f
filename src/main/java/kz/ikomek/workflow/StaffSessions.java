package kz.ikomek.workflow;

import jakarta.servlet.http.HttpSession;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.engine.LoginSessions;
import org.springframework.stereotype.Component;

/** The sessions of staff. */
@Component
public class StaffSessions {

    private final LoginSessions sessions;

    StaffSessions(LoginSessions sessions) {
        this.sessions = sessions;
    }

    /** The session in which this person has just changed the password goes on, while that ended all the others. */
    public void goesOn(HttpSession session, StaffMember person) {
        sessions.begin(session, person.userId());
    }
}
