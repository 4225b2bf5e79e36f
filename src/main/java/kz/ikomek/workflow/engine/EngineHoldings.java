package kz.ikomek.workflow.engine;

import static kz.ikomek.privacy.PersonalTable.Way.COLUMNS;
import static kz.ikomek.privacy.PersonalTable.Way.ROWS;

import java.util.List;
import kz.ikomek.privacy.Holdings;
import kz.ikomek.privacy.PersonalTable;
import kz.ikomek.privacy.PersonalTable.Kind;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Where the engine can hold what people said. A closed appeal has no running process, so that of the tables of running
 * processes none has a row of it; they are here all the same. What the engine may hold in columns of structure is told from
 * free values by {@link #isStructure}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class EngineHoldings implements Holdings {

    private static final String PROCESSES =
            " IN (SELECT proc_inst_id_ FROM act_hi_procinst WHERE business_key_ = ANY (:numbers))";
    private static final String OF_PROCESS = "proc_inst_id_" + PROCESSES;
    private static final String OF_ROOT = "root_proc_inst_id_" + PROCESSES;
    private static final String OF_DECISION =
            "dec_inst_id_ IN (SELECT id_ FROM act_hi_decinst WHERE " + OF_PROCESS + ")";

    /** A value that somebody can write as they like: of a variable, a comment, a form, a task, or of a failure. */
    private static final String FREE =
            "text_|text2_|bytes_|message_|full_msg_|description_|url_|org_value_|new_value_|annotation_|delete_reason_"
                    + "|job_exception_msg_|exception_msg_|error_msg_|incident_msg_";

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                rows("act_ru_variable", "text_", "text2_"),
                PersonalTable.of("public.act_ge_bytearray", ROWS)
                        .with(Kind.TEXT, "bytes_")
                        .ofAppeals(OF_ROOT
                                + " OR id_ IN (SELECT bytearray_id_ FROM act_hi_varinst WHERE " + OF_PROCESS + ")"
                                + " OR id_ IN (SELECT bytearray_id_ FROM act_hi_detail WHERE " + OF_PROCESS + ")"
                                + " OR id_ IN (SELECT content_id_ FROM act_hi_attachment WHERE " + OF_PROCESS + ")"),
                rows("act_hi_varinst", "text_", "text2_"),
                rows("act_hi_detail", "text_", "text2_"),
                PersonalTable.of("public.act_hi_comment", ROWS)
                        .with(Kind.TEXT, "message_", "full_msg_")
                        .ofAppeals(OF_PROCESS + " OR " + OF_ROOT),
                PersonalTable.of("public.act_hi_attachment", ROWS)
                        .with(Kind.TEXT, "name_", "description_", "url_")
                        .ofAppeals(OF_PROCESS + " OR " + OF_ROOT),
                PersonalTable.of("public.act_hi_dec_in", ROWS)
                        .with(Kind.TEXT, "text_", "text2_")
                        .ofAppeals(OF_DECISION),
                PersonalTable.of("public.act_hi_dec_out", ROWS)
                        .with(Kind.TEXT, "text_", "text2_")
                        .ofAppeals(OF_DECISION),
                columns("act_hi_op_log", "org_value_", "new_value_", "annotation_"),
                columns("act_hi_taskinst", "description_", "delete_reason_"),
                columns("act_hi_incident", "incident_msg_", "annotation_"),
                columns("act_hi_procinst", "delete_reason_"),
                PersonalTable.of("public.act_hi_job_log", COLUMNS)
                        .with(Kind.TEXT, "job_exception_msg_")
                        .ofAppeals("process_instance_id_" + PROCESSES),
                columns("act_hi_ext_task_log", "error_msg_"),
                columns("act_ru_task", "description_"),
                columns("act_ru_incident", "incident_msg_", "annotation_"),
                PersonalTable.of("public.act_ru_job", COLUMNS)
                        .with(Kind.TEXT, "exception_msg_")
                        .ofAppeals("process_instance_id_" + PROCESSES),
                columns("act_ru_ext_task", "error_msg_"));
    }

    /** Whether a column of the engine, by its name, holds ids, keys, types, logins or names that a model gives. */
    public static boolean isStructure(String column) {
        return !column.matches(FREE);
    }

    private static PersonalTable rows(String table, String... columns) {
        return PersonalTable.of("public." + table, ROWS)
                .with(Kind.TEXT, columns)
                .ofAppeals(OF_PROCESS);
    }

    private static PersonalTable columns(String table, String... columns) {
        return PersonalTable.of("public." + table, COLUMNS)
                .with(Kind.TEXT, columns)
                .ofAppeals(OF_PROCESS);
    }
}
