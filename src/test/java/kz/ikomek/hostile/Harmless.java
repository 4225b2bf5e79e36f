package kz.ikomek.hostile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where bad input is answered by something else than a 4xx, and why that is right; and what is written all the same. */
final class Harmless {

    /**
     * @param group pattern of the groups
     * @param attempt pattern of what is tried
     */
    private record Case(String group, String attempt, String reason) {}

    private static final String ANY = ".*";
    private static final String TOO_MUCH = "many fields|method override|asks for an odd type|headers";
    private static final String BODIES =
            "a huge form|XML|JSON|bytes|broken parts|many parts|no type at all|an impossible .*|parts without .*";

    private static final List<Case> CASES = List.of(
            new Case("GET .*", "nothing|" + TOO_MUCH, "a page is asked for; what it does not read does no harm"),
            new Case(".*", "verb get", "method names are written in capitals, and whatever is none is no page"),
            new Case(
                    "GET (/staff|/staff/accounts|/staff/bulk|/staff/replies|/desk/directory|/desk/directory/hits|/desk/register/categories)",
                    ANY,
                    "a search for any text is a search that finds nothing"),
            new Case("GET /api/tasks/cards", ANY, "tasks that are none have no cards"),
            new Case(
                    "GET /staff/calendar(/draft)?",
                    "(year|version|date): nothing|all fields: broken percent|(date|version|year): .*|twice",
                    "an empty choice is none, and a year is shown whether it has data or not"),
            new Case(
                    "GET /staff/replies/.*|POST /desk/directory/.*",
                    "path: Arabic digits",
                    "the same number in other digits"),
            new Case(
                    "POST .*/(cancel|confirm|discard)",
                    "nothing|" + TOO_MUCH + "|" + BODIES,
                    "reads nothing of the body: there is nothing in hand to cancel or confirm"),
            new Case("POST /desk/seat", ANY, "a seat that is none leaves the page as it is, with a note"),
            new Case("POST /staff/calendar/draft/week", ANY, "a week without hours is one"),
            new Case("POST .*", "headers", "the parts of a page that htmx asked for tell their faults with 200"),
            new Case("login", ANY, "led back to the login page, which says that login or password are wrong"),
            new Case("attachments", "text-bomb.png", "the picture is good; its text is never unpacked and never kept"),
            new Case(
                    "engine REST as .*",
                    "/engine-rest/task(/count)?: .*|sortBy=name|firstResult.*|query: .*",
                    "fields that the engine does not know are not read"),
            new Case(
                    "/staff/calendar/import",
                    "(rule|day)\\.ics",
                    "shown as an offer, in which each line that is no day is refused by its number"),
            new Case("engine REST as .*", "DELETE", "what is not there is gone"),
            new Case("protocol", "(?s).*", "the login page, or the way there, as for everybody"));

    /** No such method, no such version of HTTP, no such expectation: what HTTP itself demands, said by Tomcat. */
    static final List<Integer> WORDS_OF_HTTP = List.of(417, 501, 505);

    /** Who logged in, failed to, or opened a file, and that a session is still used: recorded whatever is sent with it. */
    private static final String RECORDED_BESIDE = "audit\\.(entry|unsealed|seal)|login\\.(session|account)";

    /** Tables by the group that may write them. */
    private static final Map<String, String> WRITES = Map.of(
            "attachments", "appeals\\.(attachment|attachment_content|journal|appeal)",
            "POST /desk/seat", "telephony\\.seat",
            "/staff/calendar/import", "deadlines\\.calendar_draft",
            "POST /staff/calendar/import/cancel", "deadlines\\.calendar_draft",
            "POST /staff/calendar/draft/week", "deadlines\\.calendar_draft");

    private Harmless() {}

    static @Nullable String reason(String group, String attempt) {
        return CASES.stream()
                .filter(one -> group.matches(one.group()) && attempt.matches(one.attempt()))
                .map(Case::reason)
                .findFirst()
                .orElse(null);
    }

    static boolean mayWrite(String group, String table) {
        if (table.matches(RECORDED_BESIDE)) {
            return true;
        }
        String tables = WRITES.get(group);
        return tables != null && table.matches(tables);
    }
}
