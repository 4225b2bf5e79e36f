package kz.ikomek.directory;

/** How many typing errors lie between two words. */
final class EditDistance {

    /** Words up to this length are taken as they are typed: too many others are one error away. */
    static final int SHORTEST = 3;

    private EditDistance() {}

    /** The most errors that are forgiven in a typed word. */
    static int forgiven(String typed) {
        int length = typed.length();
        return length <= SHORTEST ? 0 : length <= 5 ? 1 : length <= 9 ? 2 : 3;
    }

    /**
     * The fewest letters to insert, drop, change or swap with their neighbour until what was typed is the word or the
     * beginning of it.
     */
    static int toBeginning(String typed, String word) {
        int columns = word.length() + 1;
        int[] beforeLast = new int[columns];
        int[] last = new int[columns];
        int[] now = new int[columns];
        for (int j = 0; j < columns; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            now[0] = i;
            for (int j = 1; j < columns; j++) {
                boolean same = typed.charAt(i - 1) == word.charAt(j - 1);
                int fewest = Math.min(Math.min(last[j], now[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && typed.charAt(i - 1) == word.charAt(j - 2)
                        && typed.charAt(i - 2) == word.charAt(j - 1);
                now[j] = swapped ? Math.min(fewest, beforeLast[j - 2] + 1) : fewest;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = now;
            now = free;
        }
        int fewest = last[0];
        for (int distance : last) {
            fewest = Math.min(fewest, distance);
        }
        return fewest;
    }
}
