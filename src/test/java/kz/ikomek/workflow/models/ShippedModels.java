package kz.ikomek.workflow.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.ikomek.catalog.CategoryKind;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The models and the catalogue as they stand in the repository. */
final class ShippedModels {

    private ShippedModels() {}

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : new String[] {"bpmn", "forms"}) {
            try (var paths = Files.list(Path.of(folder))) {
                for (Path path : paths.toList()) {
                    files.put(path.getFileName().toString(), Files.readAllBytes(path));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    static String text(String file) {
        byte[] content = files().get(file);
        if (content == null) {
            throw new AssertionError("no such model: " + file);
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The decision tables deployed before, no form; the catalogue that the product ships. */
    static Surroundings surroundings() {
        return new Surroundings(
                Set.of(),
                Set.of("norms", "ladder", "routing"),
                codes("agencies"),
                catalog("categories").stream()
                        .collect(
                                Collectors.toMap(row -> row.get("code"), row -> CategoryKind.valueOf(row.get("kind")))),
                codes("districts"));
    }

    private static Set<String> codes(String list) {
        return catalog(list).stream().map(row -> row.get("code")).collect(Collectors.toSet());
    }

    private static List<CSVRecord> catalog(String list) {
        var csv = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/catalog", list + ".csv"));
                var parser = csv.parse(reader)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
