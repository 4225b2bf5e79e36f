package kz.ikomek.appeals;

import kz.ikomek.shared.Refusal;

/**
 * The number that is read out over the phone: seven digits and a Damm check digit, which finds every single wrong digit
 * and every pair of neighbours that changed places. Also the business key of the process.
 */
public record AppealNumber(String value) {

    // Damm, H. M. (2004): a totally anti-symmetric quasigroup of order 10.
    private static final int[][] QUASIGROUP = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
    };

    /**
     * Checks the form and the check digit.
     *
     * @throws Refusal naming the field {@code number}
     */
    public AppealNumber {
        if (!value.matches("[0-9]{8}") || check(value) != 0) {
            throw new Refusal("appeals.number.invalid", "number");
        }
    }

    /**
     * Reads a number as people write it, with spaces, hyphens, dots or a number sign.
     *
     * @throws Refusal naming the field {@code number}
     */
    public static AppealNumber parse(String text) {
        return new AppealNumber(text.replaceAll("[^\\p{L}\\p{N}]", ""));
    }

    static AppealNumber ofSequence(long sequence) {
        String digits = "%07d".formatted(sequence);
        return new AppealNumber(digits + check(digits));
    }

    /** The number in two groups, to read out: {@code 1000 0017}. */
    public String display() {
        return value.substring(0, 4) + " " + value.substring(4);
    }

    @Override
    public String toString() {
        return value;
    }

    private static int check(String digits) {
        int interim = 0;
        for (int i = 0; i < digits.length(); i++) {
            interim = QUASIGROUP[interim][digits.charAt(i) - '0'];
        }
        return interim;
    }
}
