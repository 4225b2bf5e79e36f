package kz.ikomek.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import kz.ikomek.IKomekApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house as it is. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("kz.ikomek");

    /** A table of the engine in a piece of SQL. */
    private static final Pattern ENGINE_TABLE = Pattern.compile("\\bact_[a-z]{2}_[a-z]", Pattern.CASE_INSENSITIVE);

    /** All columns of a table, or of an alias, in a piece of SQL. */
    private static final Pattern EVERY_COLUMN = Pattern.compile("(SELECT|RETURNING) ([a-z]+\\.)?\\*[ ,\\n)\"]");

    @Test
    void theRulesHold() {
        assertThat(PRODUCT).hasSizeGreaterThan(100);
        Rules.ALL.forEach(rule -> rule.check(PRODUCT));
    }

    @Test
    void theArrowsBetweenModulesHold() {
        var modules = ApplicationModules.of(IKomekApplication.class);
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains("appeals", "catalog", "deadlines", "mail", "platform", "shared", "staff", "workflow");
        modules.verify();
    }

    @Test
    void nobodyOutsideWorkflowReadsTheEnginesTables() {
        assertThat(namingEngineTables("workflow"))
                .as("the scan finds what it looks for")
                .isNotEmpty();
        assertThat(namingEngineTables("")).allMatch(file -> file.contains("/workflow/"));
    }

    /** The next version's migration adds columns while this one still serves; a prepared {@code *} would fail then. */
    @Test
    void noStatementReadsEveryColumn() {
        assertThat("SELECT * FROM").containsPattern(EVERY_COLUMN);
        assertThat("RETURNING c.*, 1").containsPattern(EVERY_COLUMN);
        assertThat(holding("", EVERY_COLUMN)).isEmpty();
    }

    private static List<String> namingEngineTables(String module) {
        return holding(module, ENGINE_TABLE);
    }

    private static List<String> holding(String module, Pattern what) {
        try (var files = Files.walk(Path.of("src/main/java/kz/ikomek", module))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> what.matcher(read(file)).find())
                    .map(file -> file.toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
