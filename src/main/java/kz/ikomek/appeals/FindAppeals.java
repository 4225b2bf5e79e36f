package kz.ikomek.appeals;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.Rights.When;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
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

    /**
     * Where a search for words begins. Words that are found here often enough need no further look; those that are not
     * are rare, so that the index of all names few.
     */
    private static final int NEWEST = 5_000;

    private static final int LONGEST = 200;
    private static final int FEWEST_LETTERS = 2;
    private static final int MOST_WORDS = 8;

    /** How much of a phone's end tells it from others. */
    private static final int SHORTEST_PHONE_END = 5;

    private static final int WHOLE_PHONE = 10;
    private static final int SHORT_STEM = 3;

    private static final String SAID = "(s.place || s.words)";

    /** As the index has it: what the words begin with, by {@code appeals.beginnings}. */
    private static final String BEGINNINGS = "appeals.beginnings(s.number, s.place, s.words)";

    private static final int LONGEST_BEGINNING = 8;

    /** The figures that the numbers of 100 000 appeals have in common. */
    private static final int PART = 2;

    private static final String ALL = "true";
    /** Of the two newest parts of 100 000 appeals. */
    private static final String LATELY = BEGINNINGS + " && ARRAY[:lately]::text[]";

    /** So few among the newest make some hundreds among a million, all of which may as well be looked at. */
    private static final int RARE = 2;

    /**
     * What is typed, folded, and which of its words stand in more than a twentieth of the newest 500: the index need not
     * look for those, if there are others.
     */
    private static final String FOLDED = """
            WITH typed AS (SELECT trim(appeals.folded(?)) AS folded),
                 sample AS MATERIALIZED (SELECT place || words AS said FROM appeals.search ORDER BY number DESC LIMIT 500)
            SELECT folded, (SELECT min(number) FROM appeals.search) AS oldest, (SELECT max(number) FROM appeals.search) AS newest,
                   ARRAY(SELECT word FROM string_to_table(folded, ' ') AS word
                          WHERE (SELECT count(*) FROM sample WHERE said LIKE '% ' || word || '%') > 25) AS frequent
              FROM typed""";

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
        Typed typed = typed(text);
        String seen = scope(Rights.reach(reader, Right.VIEW));
        Rights.Reach reach = Rights.reach(reader, Right.VIEW_WORDS);
        boolean all = reach.everywhere().size() == When.values().length;
        Found newest = found(
                newest(all ? latest(typed) : latestInReach(typed, seen, scope(reach))), "true", typed.values(), reader);
        List<String> parts = newest.hits().size() > RARE && typed.old() ? List.of(LATELY, ALL) : List.of(ALL);
        for (String part : parts) {
            if (newest.more()) {
                return newest;
            }
            newest = found(
                    newest(all ? everywhere(part, typed) : inReach(part, typed, seen, scope(reach))),
                    "true",
                    typed.values(),
                    reader);
        }
        return newest;
    }

    /**
     * What is searched for, folded.
     *
     * @param values of the parameters: {@code word0} and so on are patterns; {@code said} and {@code place} what the
     *     index has of words anywhere and of those of the address, {@code lately} of the newest appeals
     * @param old whether there are appeals that are not of the two newest parts
     */
    private record Typed(Map<String, Object> values, boolean old) {

        String like(String column) {
            return values.keySet().stream()
                    .filter(name -> name.startsWith("word"))
                    .map(name -> column + " LIKE :" + name)
                    .collect(Collectors.joining(" AND ", "(", ")"));
        }
    }

    private Typed typed(String text) {
        record Words(
                String folded,
                @Nullable String oldest,
                @Nullable String newest,
                List<String> frequent) {}
        Words words = jdbc.sql(FOLDED)
                .param(text.replace('\0', ' '))
                .query((row, number) -> new Words(
                        row.getString("folded"), row.getString("oldest"), row.getString("newest"), List.of((String[])
                                row.getArray("frequent").getArray())))
                .single();
        List<String> longest = Stream.of(words.folded().split(" "))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .limit(MOST_WORDS)
                .toList();
        if (longest.get(0).length() < FEWEST_LETTERS) {
            throw new Refusal("appeals.search.too-short", "query");
        }
        Map<String, Object> values = new TreeMap<>();
        longest.forEach(word -> values.put("word" + values.size(), "% " + stem(word) + "%"));
        List<String> indexed = longest.stream()
                .filter(word -> word.length() >= FEWEST_LETTERS || Character.isDigit(word.charAt(0)))
                .toList();
        List<String> rarer = indexed.stream()
                .filter(word -> !words.frequent().contains(word))
                .toList();
        List<String> said = (rarer.isEmpty() ? indexed : rarer)
                .stream()
                        .map(word -> stem(word).replace("_", ""))
                        .map(word -> word.substring(0, Math.min(word.length(), LONGEST_BEGINNING)))
                        .toList();
        values.put("said", said);
        values.put("place", said.stream().map(word -> "@" + word).toList());
        int oldest = part(words.oldest());
        int newest = part(words.newest());
        values.put("lately", List.of("#%02d".formatted(newest), "#%02d".formatted(Math.max(0, newest - 1))));
        return new Typed(values, newest - oldest > 1);
    }

    private static int part(@Nullable String number) {
        return number == null ? 0 : Integer.parseInt(number.substring(0, PART));
    }

    /** Only what is shown is joined with its appeals: a word may stand in thousands. */
    private static String newest(String numbers) {
        return "SELECT number FROM (" + numbers + ") matching ORDER BY number DESC LIMIT " + (MOST + 1);
    }

    private static String latest(Typed typed) {
        return "SELECT number FROM " + LATEST + " WHERE " + typed.like(SAID);
    }

    /** Whatever stands in the place stands in what was said, too. */
    private static String latestInReach(Typed typed, String seen, String readable) {
        return "WITH latest AS MATERIALIZED (SELECT number, " + typed.like("s.place") + " AS placed FROM " + LATEST
                + " WHERE " + typed.like(SAID)
                + ") SELECT l.number FROM latest l JOIN appeals.appeal a ON a.number = l.number WHERE " + readable
                + " OR l.placed AND " + seen;
    }

    /** Without the offset the planner may read all numbers backwards, in hope of fifty soon. */
    private static String everywhere(String part, Typed typed) {
        return "SELECT number FROM appeals.search s WHERE " + said(part, typed) + " OFFSET 0";
    }

    /** By the place of what the reader may see, and by the words of what the reader may read: each by the index. */
    private static String inReach(String part, Typed typed, String seen, String readable) {
        String select = "SELECT s.number FROM appeals.search s JOIN appeals.appeal a ON a.number = s.number WHERE ";
        return select + BEGINNINGS + " @> ARRAY[:place]::text[] AND " + part + " AND " + typed.like("s.place") + " AND "
                + seen + " UNION " + select + said(part, typed) + " AND " + readable;
    }

    /** The index knows beginnings up to some letters; the rest is compared. */
    private static String said(String part, Typed typed) {
        return BEGINNINGS + " @> ARRAY[:said]::text[] AND " + part + " AND " + typed.like(SAID);
    }

    /** In Kazakh қ, к and п at a word's end turn into ғ, г and б before many endings. */
    private static String stem(String word) {
        return word.length() > SHORT_STEM && (word.endsWith("k") || word.endsWith("p"))
                ? word.substring(0, word.length() - 1) + "_"
                : word;
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
