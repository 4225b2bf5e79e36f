package kz.ikomek.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** A rule that matches nothing protects nothing: each is tried on a crooked house that breaks it. */
class RulesBiteTest {

    private static final JavaClasses CROOKED_HOUSE = new ClassFileImporter().importPackages("crooked.house");

    @TestFactory
    Stream<DynamicTest> bites() {
        return Rules.ALL.stream().map(this::bites);
    }

    private DynamicTest bites(ArchRule rule) {
        return DynamicTest.dynamicTest(
                rule.getDescription(),
                () -> assertThat(rule.evaluate(CROOKED_HOUSE).hasViolation()).isTrue());
    }

    @Test
    void anArrowThatIsNotAllowedIsFound() {
        ImportOption all = location -> true;
        assertThatThrownBy(() -> ApplicationModules.of("crooked.house", all).verify())
                .isInstanceOf(Violations.class)
                .hasMessageContaining("attic")
                .hasMessageContaining("pantry");
    }
}
