package kz.ikomek.deadlines;

import org.springframework.stereotype.Component;

@Component
class ShippedCalendars implements WorkingCalendars {

    private final WorkingCalendar calendar = WorkingCalendar.shipped();

    @Override
    public WorkingCalendar current() {
        return calendar;
    }

    @Override
    public WorkingCalendar version(int version) {
        return calendar;
    }
}
