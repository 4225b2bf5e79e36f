package kz.ikomek.intake.calendar;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kz.ikomek.deadlines.CalendarDay;
import kz.ikomek.shared.Language;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What the pages of those who change the calendar have in common. */
final class Editors {

    private Editors() {}

    /** Answers 403 to whoever may not change the calendar. */
    static void require(StaffMember editor) {
        if (!Permissions.of(editor).contains(Permission.EDIT_CALENDAR)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** The kinds to choose from, by their value in the form. */
    static Map<String, String> kinds(YearSheets sheets, Language language) {
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(CalendarDay.Kind.values())
                .forEach(kind -> kinds.put(YearSheets.look(kind), sheets.text(kind, language)));
        return kinds;
    }
}
