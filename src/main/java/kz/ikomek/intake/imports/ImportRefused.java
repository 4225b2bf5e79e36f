package kz.ikomek.intake.imports;

import java.util.List;

/** The import cannot begin: what is wrong, in sentences for whoever wrote the mapping. */
final class ImportRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ImportRefused(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    ImportRefused(String problem) {
        this(List.of(problem));
    }

    List<String> problems() {
        return problems;
    }
}
