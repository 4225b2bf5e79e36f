package kz.ikomek.platform;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that database and program do not belong together. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The tables of this database were made by another version of iKomek 109.",
                "Start the version that made them, or use another database (in the default run another folder:"
                        + " ikomek.data-directory).",
                cause);
    }
}
