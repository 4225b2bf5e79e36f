package kz.ikomek.appeals;

/**
 * The clock of an open appeal was moved from outside its process: by a new calendar, or because somebody took it under
 * their control. Published inside the transaction; what waits for the clock is to follow.
 */
public record ClockMoved(AppealNumber number) {}
