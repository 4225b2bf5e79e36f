package kz.ikomek.appeals.files;

import java.util.regex.Pattern;

/** The name under which a file is shown and downloaded: what the sender calls it, made harmless. */
public final class FileName {

    private static final int LONGEST = 120;

    /** Folders, whichever way they are written. */
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);

    /** What is not seen, or turns the order of what is seen, and what means something to a file system or a header. */
    private static final Pattern HARMFUL =
            Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\"<>|:*?;%]+");

    private static final Pattern ENDING = Pattern.compile("\\.[^.]{1,10}$");

    private FileName() {}

    /** Without path and without what harms; never empty. */
    public static String of(String sent) {
        String name = HARMFUL.matcher(PATH.matcher(sent).replaceFirst(""))
                .replaceAll(" ")
                .strip();
        name = name.replaceFirst("^\\.+", "").strip();
        if (name.isEmpty()) {
            return "file";
        }
        return name.length() <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST / 2)).strip();
    }

    /** The same, with this ending in place of the sender's. */
    static String of(String sent, String ending) {
        String name = ENDING.matcher(of(sent)).replaceFirst("");
        return (name.isBlank() ? "file" : name) + ending;
    }
}
