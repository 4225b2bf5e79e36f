package kz.ikomek.deadlines;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.ikomek.shared.StartupNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Years that are needed now or soon and of which no day is entered: their holidays would count as working days. Told in
 * the console's summary, once a day as WARN, by the gauge {@code ikomek.calendar.missing-years}, which must be 0, and on
 * the calendar's page.
 */
@Component
public class MissingYears implements StartupNote {

    private static final Logger log = LoggerFactory.getLogger(MissingYears.class);

    private final WorkingCalendars calendars;
    private final CalendarProperties properties;
    private final Clock clock;

    MissingYears(WorkingCalendars calendars, CalendarProperties properties, Clock clock, MeterRegistry meters) {
        this.calendars = calendars;
        this.properties = properties;
        this.clock = clock;
        meters.gauge(
                "ikomek.calendar.missing-years", this, years -> years.needed().size());
    }

    /** The years from today's until the one that begins within the set time, as far as they are missing; in order. */
    public List<Integer> needed() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        int last = today.plusDays(properties.reportBefore().toDays()).getYear();
        SortedSet<Integer> known = calendars.current().knownYears();
        return IntStream.rangeClosed(today.getYear(), last)
                .boxed()
                .filter(year -> !known.contains(year))
                .toList();
    }

    @Override
    public List<String> lines(String base) {
        List<Integer> years = needed();
        return years.isEmpty()
                ? List.of()
                : List.of("  Calendar       no holidays of " + listed(years) + " are entered: see " + base
                        + "/staff/calendar");
    }

    @Scheduled(cron = "0 0 8 * * *", zone = "Asia/Almaty")
    void report() {
        List<Integer> years = needed();
        if (!years.isEmpty()) {
            log.warn(
                    "No holidays of {} are entered, so deadlines would count them as working days:"
                            + " enter them at /staff/calendar.",
                    listed(years));
        }
    }

    private static String listed(List<Integer> years) {
        return years.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
