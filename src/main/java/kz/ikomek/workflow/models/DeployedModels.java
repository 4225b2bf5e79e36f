package kz.ikomek.workflow.models;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the engine holds of models now. Reads the engine's tables, because its queries know nothing of forms. */
@Component
class DeployedModels {

    private static final String DEFINITIONS = """
            SELECT key_, version_, deployment_id_, resource_name_, id_ FROM act_re_procdef
            UNION ALL SELECT key_, version_, deployment_id_, resource_name_, id_ FROM act_re_decision_def
            UNION ALL SELECT key_, version_, deployment_id_, resource_name_, id_ FROM act_re_camformdef
            """;

    private final JdbcClient jdbc;
    private final Catalog catalog;

    DeployedModels(JdbcClient jdbc, Catalog catalog) {
        this.jdbc = jdbc;
        this.catalog = catalog;
    }

    /**
     * The newest version of a process, a decision or a form.
     *
     * @param source who deployed it; null when nobody said
     */
    record Newest(
            String deployment, String resource, @Nullable String source) {}

    /** The newest version, wherever it came from and whatever its file was called; null when there is none. */
    @Nullable
    Newest newest(String key) {
        return jdbc.sql("SELECT m.deployment_id_, m.resource_name_, d.source_ FROM (" + DEFINITIONS + ") m"
                        + " JOIN act_re_deployment d ON d.id_ = m.deployment_id_"
                        + " WHERE m.key_ = ? ORDER BY m.version_ DESC LIMIT 1")
                .param(key)
                .query((row, number) -> new Newest(row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElse(null);
    }

    /**
     * The newest version's file.
     *
     * @throws org.springframework.dao.EmptyResultDataAccessException when there is none
     */
    byte[] content(String key) {
        return jdbc.sql("SELECT b.bytes_ FROM (" + DEFINITIONS + ") m JOIN act_ge_bytearray b"
                        + " ON b.deployment_id_ = m.deployment_id_ AND b.name_ = m.resource_name_"
                        + " WHERE m.key_ = ? ORDER BY m.version_ DESC LIMIT 1")
                .param(key)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    /** How many cases run on the processes of this deployment. */
    long runningCases(String deployment) {
        return jdbc.sql("SELECT count(*) FROM act_ru_execution e JOIN act_re_procdef p ON p.id_ = e.proc_def_id_"
                        + " WHERE p.deployment_id_ = ? AND e.parent_id_ IS NULL")
                .param(deployment)
                .query(Long.class)
                .single();
    }

    /** How many cases run on this version of a process. */
    long runningCasesOf(String definition) {
        return jdbc.sql("SELECT count(*) FROM act_ru_execution WHERE proc_def_id_ = ? AND parent_id_ IS NULL")
                .param(definition)
                .query(Long.class)
                .single();
    }

    /** Keys of which this deployment holds the only version. */
    List<String> onlyHere(String deployment) {
        return jdbc.sql("SELECT key_ FROM (" + DEFINITIONS + ") m GROUP BY key_"
                        + " HAVING count(*) = count(*) FILTER (WHERE deployment_id_ = ?) ORDER BY key_")
                .param(deployment)
                .query(String.class)
                .list();
    }

    /** What an owner's new models may rely on: no agency that is retired. */
    Surroundings surroundingsOfOwners() {
        return surroundings(catalog.agenciesInUse());
    }

    /** What the product's models may rely on; an agency that a centre retired does not keep the product from starting. */
    Surroundings surroundings() {
        return surroundings(catalog.agencies());
    }

    private Surroundings surroundings(List<Agency> agencies) {
        return new Surroundings(
                keys("act_re_camformdef"),
                keys("act_re_decision_def"),
                agencies.stream().map(agency -> agency.code().value()).collect(Collectors.toSet()),
                catalog.categories().stream()
                        .collect(Collectors.toMap(category -> category.code().value(), Category::kind)),
                catalog.districts().stream()
                        .map(district -> district.code().value())
                        .collect(Collectors.toSet()));
    }

    private Set<String> keys(String table) {
        return new HashSet<>(jdbc.sql("SELECT DISTINCT key_ FROM " + table)
                .query(String.class)
                .list());
    }
}
