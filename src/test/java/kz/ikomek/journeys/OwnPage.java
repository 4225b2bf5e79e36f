package kz.ikomek.journeys;

import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import org.jspecify.annotations.Nullable;

/**
 * A page of our own that people open. {@link #all} lists every one of them for {@link Accessibility}: whoever adds a page
 * adds a line there.
 *
 * @param name for the report and the pictures
 * @param reader the login that opens it; null for whoever is not logged in
 * @param status what the server answers, so that a line of the list that has gone stale is noticed
 */
record OwnPage(String name, @Nullable String reader, String path, int status) {

    /**
     * What the addresses are made of.
     *
     * @param number an open appeal of which the agency has been told
     * @param coming stage and level of an alert to come: {@code AGENCY/2}
     * @param link path of a mail's link by which a case is taken under control
     * @param contact id of a contact
     * @param reply id of a canned reply
     */
    record Sample(AppealNumber number, String coming, String link, long contact, long reply) {}

    static List<OwnPage> all(Sample sample) {
        String appeal = "/staff/appeals/" + sample.number().value();
        return List.of(
                open("login", null, "/login"),
                open("login-refused", null, "/login?error"),
                open("login-left", null, "/login?logout"),
                open("take-by-link", null, sample.link()),
                new OwnPage("take-by-no-link", null, "/m/x", 404),
                new OwnPage("not-found", "operator", "/staff/appeals/99999999", 404),
                new OwnPage("forbidden", "operator", "/staff/calendar/draft", 403),
                open("search", "operator", "/staff"),
                open("search-refused", "operator", "/staff?query=1234567890"),
                open("found", "controller", "/staff?query=%D1%82%D0%B0%D1%83%D0%BA%D0%B5"),
                open("desk", "operator", "/desk"),
                open(
                        "registered",
                        "operator",
                        "/desk/register/" + sample.number().value()),
                open("missed", "operator", "/desk/missed"),
                open("board", "supervisor", "/desk/board"),
                open("directory", "operator", "/desk/directory?text=%D0%B5%D0%BC%D1%85%D0%B0%D0%BD%D0%B0"),
                open("directory-none", "operator", "/desk/directory?text=qqqqqq"),
                open("directory-new", "supervisor", "/desk/directory/new"),
                open("directory-reports", "supervisor", "/desk/directory/reports"),
                open("directory-import", "supervisor", "/desk/directory/import"),
                open("privacy", "admin", "/staff/privacy"),
                open("appeal", "controller", appeal),
                open("escalations", "controller", appeal + "/escalations"),
                open("preview", "controller", appeal + "/escalations/" + sample.coming()),
                open("contacts", "supervisor", "/staff/contacts"),
                open("contact", "supervisor", "/staff/contacts/" + sample.contact()),
                open("replies", "supervisor", "/staff/replies?retired=true"),
                open("reply-new", "supervisor", "/staff/replies/new"),
                open("reply", "supervisor", "/staff/replies/" + sample.reply()),
                open("bulk", "inspector", "/staff/bulk"),
                open("bulk-of-agency", "executor-public-order", "/staff/bulk?all=true"),
                open("bulk-none", "controller", "/staff/bulk?address=%D2%9B&category=other"),
                open("calendar", "operator", "/staff/calendar"),
                open("calendar-draft", "admin", "/staff/calendar/draft"),
                open("calendar-import", "admin", "/staff/calendar/import"),
                open("calendar-publish", "admin", "/staff/calendar/publish"),
                open("accounts", "admin", "/staff/accounts"),
                open("password", "operator", "/staff/password"),
                open("mail-catcher", "admin", "/mailcatcher"),
                open("caught-mail", "admin", "/mailcatcher/0"));
    }

    private static OwnPage open(String name, @Nullable String reader, String path) {
        return new OwnPage(name, reader, path, 200);
    }
}
