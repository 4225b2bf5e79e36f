package kz.ikomek.appeals;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.Rights.When;
import kz.ikomek.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds appeals by phone, address or words. Nobody finds by what they may not read: a phone is searched among the appeals
 * whose resident the reader may know, words among those whose words the reader may read.
 */
@Component
public class FindAppeals {

    /** As many as anybody reads through. */
    static final int MOST = 50;

    /** Where a search for words begins. Words that are found here often enough need no further look. */
    private static final int NEWEST = 5_000;

    private static final int LONGEST = 200;

    /** How much of a phone's end tells it from others. */
    private static final int SHORTEST_PHONE_END = 5;

    private static final int WHOLE_PHONE = 10;

    private static final String SAID = "(s.place || s.words)";

    /** As the index has it: what the words begin with, by {@code appeals.beginnings}. */
    private static final String BEGINNINGS = "appeals.beginnings(s.number, s.place, s.words) COLLATE \"C\"";

    private static final String ALL = "true";

    /** Of the two newest parts of 100 000 appeals. */
    private static final String LATELY = BEGINNINGS + " && ARRAY[:lately]::text[]";

    private static final String LATEST =
            "(SELECT number, place, words FROM appeals.search ORDER BY number DESC LIMIT " + NEWEST + ") s";
    private static final String NEVER = "false";
    private static final Found NOTHING = new Found(List.of(), false);

    private final JdbcClient jdbc;

    FindAppeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param words whether the reader may read what was said */
    public record Hit(AppealView appeal, boolean words) {}

    /**
     * What was found, the newest first.
     *
     * @param more whether there are more than these
     */
    public record Found(List<Hit> hits, boolean more) {

        /** Copies the hits. */
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /**
     * Reads a phone in any spelling, or its last five to nine digits; anything else as words that all stand in address
     * and words of the resident, each at the beginning of a word there.
     *
     * @throws Refusal naming the field {@code query} when nothing is typed that could be searched for
     */
    @Transactional(readOnly = true)
    public Found find(String typed, StaffMember reader) {
        planForWhatIsTyped();
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        Found byPhone = text.chars().anyMatch(Character::isLetter) ? NOTHING : byPhone(text, reader);
        return byPhone.hits().isEmpty() ? byWords(text, reader) : byPhone;
    }

    /** One plan for all words would serve either the frequent or the rare ones. */
    private void planForWhatIsTyped() {
        jdbc.sql("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query(String.class)
                .single();
    }

    private Found byPhone(String text, StaffMember reader) {
        String digits = text.replaceAll("[^0-9]", "");
        if (digits.length() < SHORTEST_PHONE_END) {
            return NOTHING;
        }
        String residents = scope(Rights.reach(reader, Right.VIEW_RESIDENT));
        if (digits.length() < WHOLE_PHONE) {
            String backwards = new StringBuilder(digits).reverse().toString();
            return found(
                    "SELECT number FROM appeals.search WHERE phone_backwards LIKE :phone",
                    residents,
                    Map.of("phone", backwards + "%"),
                    reader);
        }
        try {
            return found(
                    "SELECT number FROM appeals.appeal WHERE phone = :phone",
                    residents,
                    Map.of("phone", PhoneNumber.parse(text).e164()),
                    reader);
        } catch (Refusal noPhone) {
            return NOTHING;
        }
    }

    private Found byWords(String text, StaffMember reader) {
        SearchedWords words = SearchedWords.of(text, jdbc);
        String seen = scope(Rights.reach(reader, Right.VIEW));
        Rights.Reach reach = Rights.reach(reader, Right.VIEW_WORDS);
        boolean all = reach.everywhere().size() == When.values().length;
        Found newest = found(
                newest(all ? latest(words) : latestInReach(words, seen, scope(reach))), "true", words.values(), reader);
        // What none of the newest has is hardly enough among the late: rare, or a word of another season.
        boolean rare = newest.hits().isEmpty();
        List<String> parts = rare || !words.haveOldOnes() ? List.of(ALL) : List.of(LATELY, ALL);
        for (String part : parts) {
            if (newest.more()) {
                return newest;
            }
            newest = found(
                    newest(all ? everywhere(part, words) : inReach(part, words, seen, scope(reach))),
                    "true",
                    words.values(),
                    reader);
        }
        return newest;
    }

    /** Only what is shown is joined with its appeals: a word may stand in thousands. */
    private static String newest(String numbers) {
        return "SELECT number FROM (" + numbers + ") matching ORDER BY number DESC LIMIT " + (MOST + 1);
    }

    private static String latest(SearchedWords words) {
        return "SELECT number FROM " + LATEST + " WHERE " + words.like(SAID);
    }

    /** Whatever stands in the place stands in what was said, too. */
    private static String latestInReach(SearchedWords words, String seen, String readable) {
        return "WITH latest AS MATERIALIZED (SELECT number, " + words.like("s.place") + " AS placed FROM " + LATEST
                + " WHERE " + words.like(SAID)
                + ") SELECT l.number FROM latest l JOIN appeals.appeal a ON a.number = l.number WHERE " + readable
                + " OR l.placed AND " + seen;
    }

    /** Without the offset the planner may read all numbers backwards, in hope of fifty soon. */
    private static String everywhere(String part, SearchedWords words) {
        return "SELECT number FROM appeals.search s WHERE " + said(part, words) + " OFFSET 0";
    }

    /** By the place of what the reader may see, and by the words of what the reader may read: each by the index. */
    private static String inReach(String part, SearchedWords words, String seen, String readable) {
        String select = "SELECT s.number FROM appeals.search s JOIN appeals.appeal a ON a.number = s.number WHERE ";
        return select + BEGINNINGS + " @> ARRAY[:place]::text[] AND " + part + " AND " + words.like("s.place") + " AND "
                + seen + " UNION " + select + said(part, words) + " AND " + readable;
    }

    /** The index knows beginnings up to some letters; the rest is compared. */
    private static String said(String part, SearchedWords words) {
        return BEGINNINGS + " @> ARRAY[:said]::text[] AND " + part + " AND " + words.like(SAID);
    }

    private Found found(String numbers, String where, Map<String, ?> values, StaffMember reader) {
        List<Hit> hits = jdbc.sql("SELECT " + AppealStore.COLUMNS.replaceAll("\\w+", "a.$0") + ", "
                        + scope(Rights.reach(reader, Right.VIEW_WORDS)) + " AS readable FROM ("
                        + numbers + ") found JOIN appeals.appeal a ON a.number = found.number WHERE " + where
                        + " ORDER BY found.number DESC LIMIT " + (MOST + 1))
                .params(values)
                .param("agencies", reader.agencies())
                .query((row, number) -> new Hit(AppealViews.view(row, number), row.getBoolean("readable")))
                .list();
        boolean more = hits.size() > MOST;
        return new Found(more ? hits.subList(0, MOST) : hits, more);
    }

    /** The condition that the reader has the right on the appeal {@code a}. */
    private static String scope(Rights.Reach reach) {
        String assigned =
                "EXISTS (SELECT 1 FROM appeals.assignment w WHERE w.number = a.number AND w.agency IN (:agencies)";
        return Stream.of(
                        in(reach.everywhere()),
                        "a.kind = 'MEDICINE' AND " + in(beyond(reach.medicine(), reach.everywhere())),
                        assigned + ") AND " + in(beyond(reach.own(), reach.everywhere())),
                        assigned + " AND w.state = 'OPEN') AND " + in(beyond(reach.atWork(), reach.own())))
                .filter(part -> !part.endsWith(NEVER))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" OR "), parts -> parts.isEmpty() ? NEVER : "(" + parts + ")"));
    }

    private static Set<When> beyond(Set<When> states, Set<When> already) {
        Set<When> rest = EnumSet.noneOf(When.class);
        states.stream().filter(state -> !already.contains(state)).forEach(rest::add);
        return rest;
    }

    private static String in(Set<When> states) {
        if (states.size() == When.values().length) {
            return "true";
        }
        return states.stream()
                .map(FindAppeals::is)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" OR "), any -> any.isEmpty() ? NEVER : "(" + any + ")"));
    }

    private static String is(When state) {
        return switch (state) {
            case OPEN -> "a.state <> 'CLOSED' AND (NOT a.danger OR a.safe)";
            case DANGEROUS -> "a.state <> 'CLOSED' AND a.danger AND NOT a.safe";
            case CLOSED -> "a.state = 'CLOSED'";
        };
    }
}
