package kz.ikomek.bench;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told of each case, the same to all who are compared. */
final class Cases {

    static final String NAME = "Айгүл Серікқызы";
    static final String PHONE = "8 701 123 45 67";
    static final String ADDRESS = "Тәуке хан даңғылы, 12";
    static final String TEXT = "Үйіміздің жанындағы шам үш күннен бері жанбайды, кешке қараңғы";
    static final String REPORT = "Шам ауыстырылды, жарық жанып тұр";

    /** As variables, where there is no other place for them. */
    static final Map<String, Object> VARIABLES = Map.of(
            "residentName",
            NAME,
            "phone",
            PHONE,
            "language",
            "kk",
            "channel",
            "PHONE",
            "category",
            "street-lighting",
            "district",
            "abai",
            "address",
            ADDRESS,
            "text",
            TEXT,
            "danger",
            false);

    /** What stands in the form of each step. */
    static final Map<String, Map<String, Object>> FORMS = Map.of(
            "register", Map.of("kind", "COMPLAINT"),
            "inspect", Map.of("decision", "ROUTE", "agency", "street-lighting"),
            "execute", Map.of("decision", "SOLVED", "report", REPORT),
            "control", Map.of("decision", "CONFIRMED"));

    /**
     * The task of a step that waits in a case, by the same plain statement whoever is measured: both engines have these tables,
     * and how the driver finds its way is nobody's cost (the engines' own queries were a seventh of ours).
     */
    static String task(DataSource data, String name, String step) {
        return JdbcClient.create(data)
                .sql("""
                        SELECT t.id_ FROM act_ru_execution e JOIN act_ru_task t ON t.proc_inst_id_ = e.id_
                         WHERE e.business_key_ = ? AND e.parent_id_ IS NULL AND t.task_def_key_ = ?
                        """)
                .param(name)
                .param(step)
                .query(String.class)
                .single();
    }

    private Cases() {}
}
