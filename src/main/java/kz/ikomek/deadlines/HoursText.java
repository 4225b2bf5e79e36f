package kz.ikomek.deadlines;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.shared.Refusal;

/** Working hours of a day as people write them: {@code 09:00–13:00, 14:00–18:00}; blank for a free day. */
public final class HoursText {

    private static final Pattern SHIFT = Pattern.compile("(\\d{1,2})[:.](\\d{2})\\s*[-–—]\\s*(\\d{1,2})[:.](\\d{2})");
    private static final int MOST = 10;

    private HoursText() {}

    /** The hours as text. */
    public static String of(List<Shift> shifts) {
        return shifts.stream().map(shift -> shift.from() + "–" + shift.to()).collect(Collectors.joining(", "));
    }

    /**
     * Reads hours.
     *
     * @param field whose text it is
     * @throws Refusal naming the field when the text is not of that form, or a shift ends before it begins
     */
    public static List<Shift> read(String text, String field) {
        List<Shift> shifts = new ArrayList<>();
        if (text.isBlank()) {
            return shifts;
        }
        String[] parts = text.strip().split("\\s*[,;]\\s*");
        if (parts.length > MOST) {
            throw new Refusal("calendar.hours.unreadable", field);
        }
        for (String part : parts) {
            var found = SHIFT.matcher(part);
            if (!found.matches()) {
                throw new Refusal("calendar.hours.unreadable", field);
            }
            LocalTime from = time(found.group(1), found.group(2), field);
            LocalTime to = time(found.group(3), found.group(4), field);
            if (!from.isBefore(to)) {
                throw new Refusal("calendar.hours.backwards", field);
            }
            shifts.add(new Shift(from, to));
        }
        return shifts;
    }

    private static LocalTime time(String hour, String minute, String field) {
        try {
            return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
        } catch (DateTimeException e) {
            throw new Refusal("calendar.hours.unreadable", field);
        }
    }
}
