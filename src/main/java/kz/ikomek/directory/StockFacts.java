package kz.ikomek.directory;

import java.time.LocalDate;

/**
 * That a pharmacy has a medicine, by their external ids.
 *
 * @param price in tenge
 * @param asOf day on which that was so, by the calendar of Shymkent
 */
record StockFacts(String medicine, String pharmacy, int price, LocalDate asOf) {

    String key() {
        return medicine + '\n' + pharmacy;
    }
}
