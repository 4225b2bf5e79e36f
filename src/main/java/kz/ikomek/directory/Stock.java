package kz.ikomek.directory;

import java.time.LocalDate;

/**
 * A pharmacy that has a medicine.
 *
 * @param price in tenge
 * @param asOf day on which that was so, by the calendar of Shymkent
 */
public record Stock(Entry pharmacy, int price, LocalDate asOf) {}
