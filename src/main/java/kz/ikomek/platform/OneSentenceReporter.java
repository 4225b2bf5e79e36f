package kz.ikomek.platform;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says on the console in one line why the application does not start, and what to do. */
class OneSentenceReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("iKomek 109 does not start. "
                + Stream.of(analysis.getDescription(), analysis.getAction())
                        .filter(Objects::nonNull)
                        .map(text -> text.strip().replaceAll("\\s+", " "))
                        .collect(Collectors.joining(" ")));
    }
}
