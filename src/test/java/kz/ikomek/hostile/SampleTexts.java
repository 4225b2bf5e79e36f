package kz.ikomek.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kz.ikomek.testing.SampleFiles;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;

/** Bodies and files that nobody should send. */
final class SampleTexts {

    /** Ten to the ninth times "lol", and a file of the server. */
    static final String ENTITIES = """
            <?xml version="1.0"?>
            <!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;"><!ENTITY n "&m;&m;&m;&m;&m;&m;&m;&m;&m;&m;">
            <!ENTITY f SYSTEM "file:///etc/passwd">]>
            <a>&n;&f;</a>
            """;

    private static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(109)\"><script>alert(109)</script></svg>";

    private SampleTexts() {}

    /** Bodies that claim to be JSON. */
    static Map<String, byte[]> json() {
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("nothing", "");
        bodies.put("broken", "{\"name\":");
        bodies.put("a list", "[1,2,3]");
        bodies.put("a text", "\"x\"");
        bodies.put("null", "null");
        bodies.put("deep lists", "[".repeat(50_000));
        bodies.put("deep objects", "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000));
        bodies.put("the same key twice", "{\"nameLike\":\"a\",\"nameLike\":{},\"event\":1,\"event\":2}");
        bodies.put(
                "wrong types",
                "{\"nameLike\":{},\"priority\":\"x\",\"variables\":7,\"event\":[],\"callId\":{},\"sorting\":\"x\",\"orQueries\":1}");
        bodies.put(
                "NUL",
                "{\"nameLike\":\"a\\u0000b\",\"processInstanceBusinessKey\":\"a\\u0000b\",\"businessKey\":\"a\\u0000b\",\"event\":\"newCall\",\"callId\":\"a\\u0000\",\"from\":\"\\u0000\",\"direction\":\"in\"}");
        bodies.put(
                "lone surrogate",
                "{\"nameLike\":\"\\ud800\",\"event\":\"\\ud800\",\"callId\":\"\\udc00\",\"businessKey\":\"\\ud800\"}");
        bodies.put(
                "beyond numbers",
                "{\"priority\":1e400,\"maxPriority\":99999999999999999999,\"event\":1e400,\"timestamp\":1e400}");
        bodies.put("a number of a million digits", "{\"priority\":" + "9".repeat(1_000_000) + "}");
        bodies.put("a name of a million letters", "{\"" + "n".repeat(1_000_000) + "\":1}");
        bodies.put(
                "JUEL",
                "{\"nameLike\":\"${7919*7919}\",\"assigneeExpression\":\"${7919*7919}\",\"dueDateExpression\":\"#{x}\"}");
        bodies.put("JUEL nested", "{\"orQueries\":[{\"assigneeExpression\":\"${7919*7919}\"}]}");
        bodies.put(
                "a class",
                "{\"@class\":\"java.lang.Runtime\",\"@type\":\"java.net.URL\",\"nameLike\":[\"java.net.URL\",\"http://127.0.0.1:1\"]}");
        bodies.put("no day", "{\"dueBefore\":\"2026-02-30T99:99:99.000+0500\",\"createdAfter\":\"yesterday\"}");
        bodies.put("comment", "{/* */\"nameLike\":'x',}");
        var bytes = new LinkedHashMap<String, byte[]>();
        bodies.forEach((what, body) -> bytes.put(what, body.getBytes(UTF_8)));
        bytes.put("broken UTF-8", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
        bytes.put("UTF-16", "{\"nameLike\":\"x\"".getBytes(UTF_16));
        return bytes;
    }

    /** Files, by the name under which they are sent. */
    static Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("giant.png", SampleFiles.pngBomb(60_000, 60_000));
        files.put("endless.png", SampleFiles.pngBomb(Integer.MAX_VALUE, Integer.MAX_VALUE));
        files.put("no-pixels.png", SampleFiles.pngBomb(0, 0));
        files.put("text-bomb.png", SampleFiles.pngWithTextBomb(50_000_000));
        files.put("scans.jpg", SampleFiles.jpegOfManyScans(5_000));
        files.put("cut.png", Arrays.copyOf(SampleFiles.png(400, 400), 200));
        files.put(
                "script.pdf",
                SampleFiles.pdf(document ->
                        document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(109)"))));
        files.put("broken.pdf", "%PDF-1.7 nothing".getBytes(UTF_8));
        files.put("drawing.svg", SVG.getBytes(UTF_8));
        files.put("drawing.png", SVG.getBytes(UTF_8));
        files.put("page.jpg", ("<html>" + HostileTexts.TAG).getBytes(UTF_8));
        files.put("polyglot.gif", ("GIF89a/*" + HostileTexts.TAG + "*/=1;").getBytes(UTF_8));
        files.put("polyglot.pdf", SampleFiles.concat(zip("a.txt"), SampleFiles.pdf()));
        files.put("slip.zip", zip("../../../../etc/cron.d/x"));
        files.put("entities.xml", ENTITIES.getBytes(UTF_8));
        files.put("bomb.gz", gzip(new byte[20_000_000]));
        files.put("program.exe", new byte[] {'M', 'Z', 0, 0});
        files.put("empty.png", new byte[0]);
        files.put("../../../etc/passwd", "root".getBytes(UTF_8));
        files.put("a.png\\\"; name=\\\"kind", "x".getBytes(UTF_8));
        files.put("\u202Egnp.exe", "x".getBytes(UTF_8));
        files.put("n".repeat(3_000), "x".getBytes(UTF_8));
        return files;
    }

    /** Tables and calendars of text. */
    static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        tables.put("formula.csv", "=cmd|'/c calc'!A1;@SUM(1);+1;-1\n");
        tables.put("nul.csv", "a\0;b\0\n");
        tables.put("quote.csv", "\"never closed;\n".repeat(100));
        tables.put("wide.csv", "x;".repeat(100_000));
        tables.put("tag.csv", HostileTexts.TAG + ";" + HostileTexts.TAG + "\n");
        tables.put("endless.ics", "BEGIN:VCALENDAR\n".repeat(20_000));
        tables.put(
                "rule.ics",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY;COUNT=999999999\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n");
        tables.put(
                "day.ics",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260230\nSUMMARY:" + HostileTexts.TAG
                        + "\nEND:VEVENT\nEND:VCALENDAR\n");
        tables.put("days.csv", "2026-02-30;HOLIDAY;x;x;x\n99999999-01-01;x\n");
        return tables;
    }

    private static byte[] zip(String name) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[10_000_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
