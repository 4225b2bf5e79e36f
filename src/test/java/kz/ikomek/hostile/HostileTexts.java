package kz.ikomek.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that mean something to somebody between the browser and the disk. */
final class HostileTexts {

    /** What {@link #COMPUTED} would be if anybody computed it. */
    static final String RESULT = "62710561";

    private static final String COMPUTED = "7919*7919";

    /** Where it comes out unescaped, a page runs it. */
    static final String TAG = "<script>alert(109)</script>";

    static final String ATTRIBUTE = "\"onfocus=alert(109) autofocus=\"";

    /** A whole number all the same. */
    static final String SAME_NUMBER = "Arabic digits";

    private HostileTexts() {}

    /** By what each is, percent-encoded as a form or a path carries it. */
    static Map<String, String> encoded() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("tag", encoded(TAG));
        texts.put("attribute", encoded(ATTRIBUTE));
        texts.put("SQL", encoded("'; DROP TABLE appeals.appeal; -- "));
        texts.put("SQL wildcard", encoded("%_%' OR '1'='1"));
        texts.put("JUEL", encoded("${" + COMPUTED + "}#{" + COMPUTED + "}"));
        texts.put("SpEL", encoded("*{T(java.lang.Runtime).getRuntime().exec('id')}[[${" + COMPUTED + "}]]"));
        texts.put("Thymeleaf", encoded("__${" + COMPUTED + "}__::.x"));
        texts.put("FEEL", encoded("= " + COMPUTED));
        texts.put("JNDI", encoded("${jndi:ldap://127.0.0.1:1/a}"));
        texts.put("path", "..%2f..%2f..%2fetc%2fpasswd");
        texts.put("header", "x%0d%0aX-Injected:%20yes%0d%0a%0d%0a" + encoded(TAG));
        texts.put("NUL", "a%00b");
        texts.put("controls", "%01%02%07%08%0b%0c%1b%5b31m%7f");
        texts.put("right to left", encoded("\u202Eexe.gnp\u2066\u2069\uFEFF\u200B"));
        texts.put("lone surrogate", "%ed%a0%80");
        texts.put("broken UTF-8", "%c3%28%ff%fe");
        texts.put("broken percent", "%zz%1");
        texts.put("long", "x".repeat(20_000));
        texts.put("combining", encoded("e" + "\u0301".repeat(500)));
        texts.put("format", encoded("{0}{1}%s%n%1$s'{"));
        return texts;
    }

    /** What a number, a day, an id or a choice must not be. */
    static Map<String, String> notOfTheType() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("word", "abc");
        texts.put("negative", "-1");
        texts.put("beyond long", "99999999999999999999999");
        texts.put("largest long", "9223372036854775807");
        texts.put("largest int", "2147483647");
        texts.put("not a number", "NaN");
        texts.put("exponent", "1e309");
        texts.put("no such day", "2026-02-30");
        texts.put("year beyond", "%2B999999999-12-31");
        texts.put(SAME_NUMBER, encoded("٣٤"));
        texts.put("nothing", "");
        return texts;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
