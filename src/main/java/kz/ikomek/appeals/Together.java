package kz.ikomek.appeals;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The common mark of appeals whose steps were taken together because they have one cause, as the journal keeps it.
 *
 * @param run number of the bulk action
 * @param count how many appeals it was meant for
 * @param some of their numbers, the first ones
 */
public record Together(long run, int count, List<AppealNumber> some) {

    private static final int NAMED = 10;
    private static final Pattern NOTE = Pattern.compile("(\\d+): (\\d+): ([\\d, ]+)");

    /** Keeps the first ten numbers, which is enough to find the others by. */
    public Together {
        some = List.copyOf(some.subList(0, Math.min(NAMED, some.size())));
    }

    String note() {
        return run + ": " + count + ": "
                + some.stream().map(AppealNumber::value).collect(Collectors.joining(", "));
    }

    /** What such a note says; empty when it is none. */
    public static Optional<Together> read(String note) {
        Matcher written = NOTE.matcher(note);
        return written.matches()
                ? Optional.of(new Together(
                        Long.parseLong(written.group(1)),
                        Integer.parseInt(written.group(2)),
                        Stream.of(written.group(3).split(", ", -1))
                                .map(AppealNumber::new)
                                .toList()))
                : Optional.empty();
    }
}
