package kz.ikomek.intake.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of an appeal, ready to show to one reader, in the reader's language, times of Shymkent.
 *
 * @param files in the order in which they came
 * @param upload how the reader may add some; null without the right to
 * @param words labels by name
 */
record AttachmentSheet(List<Item> files, @Nullable Upload upload, Map<String, String> words) {

    /**
     * A file.
     *
     * @param kind name of the kind
     * @param title the kind in words
     * @param about size, who and when
     * @param thumbnail path of a small picture; null for what is no picture
     * @param place where it was taken; null when it does not say
     */
    record Item(
            String id,
            String kind,
            String title,
            String name,
            String about,
            String path,
            @Nullable String thumbnail,
            @Nullable Place place) {}

    /**
     * Where a picture was taken, as its camera said.
     *
     * @param latitude degrees of WGS 84
     * @param longitude degrees of WGS 84
     * @param text both, to read
     * @param link a page with a map
     */
    record Place(double latitude, double longitude, String text, String link) {}

    /**
     * How to add files.
     *
     * @param token without which nothing is taken from a script; null for a page, whose forms carry their own
     * @param largest bytes of the largest file
     * @param most files at once
     * @param types what to offer for choosing; what is taken is decided by what the file is
     */
    record Upload(
            String path, @Nullable Token token, List<Kind> kinds, long largest, int most, String types, String hint) {}

    /** @param header in which the value is sent */
    record Token(String header, String value) {}

    /** @param likely whether it is the one to begin with */
    record Kind(String value, String label, boolean likely) {}

    /** What became of an upload. */
    record Answer(List<Item> attached, List<Refused> refused) {}

    /** @param reason a sentence */
    record Refused(String name, String reason) {}

    /** The files of these kinds, for a page that shows some side by side. */
    public List<Item> of(List<String> kinds) {
        return files.stream().filter(file -> kinds.contains(file.kind())).toList();
    }
}
