package kz.ikomek.simulation;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.catalog.CategoryCode;

/** How many appeals of each category a month has, as they stand after the inspector's corrections. */
record Mix(List<Share> shares) {

    /** Registered and still open in the centre's first month (brief: 6 430 registered, 6 095 solved). */
    static final int REGISTERED = 6_430;

    static final int OPEN = 335;

    /**
     * @param subject the group of categories that the brief counts
     */
    record Share(CategoryCode category, String subject, int appeals) {}

    static Mix ofTheFirstMonth() {
        return new Mix(Csv.read("mix.csv").stream()
                .map(row -> new Share(
                        new CategoryCode(row.get("category")),
                        row.get("subject"),
                        Integer.parseInt(row.get("appeals"))))
                .toList());
    }

    int total() {
        return shares.stream().mapToInt(Share::appeals).sum();
    }

    /** The same mix for another number of appeals. */
    Mix scaledTo(int appeals) {
        int[] parts = Apportionment.of(
                appeals, shares.stream().mapToInt(Share::appeals).toArray());
        List<Share> scaled = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Share share = shares.get(i);
            scaled.add(new Share(share.category(), share.subject(), parts[i]));
        }
        return new Mix(scaled);
    }

    /** How many of so many appeals are still open when the month ends. */
    static int openOf(int appeals) {
        return Math.toIntExact(Math.round((double) appeals * OPEN / REGISTERED));
    }
}
