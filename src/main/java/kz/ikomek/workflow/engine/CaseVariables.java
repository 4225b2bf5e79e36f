package kz.ikomek.workflow.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.scripting.defaults.RawSqlSource;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a case, read at once in each command: the engine asks for those of each execution and each task on the way
 * up, and a case has a dozen in all. Each scope asks once, before anything of it is changed. Why: ADR 0018.
 */
public final class CaseVariables extends VariableInstanceManager {

    /** Rows alone: the engine's own statement joins executions, for the activity that queries of variables tell. */
    private static final String OF_CASE = "ikomekVariablesOfCase";

    private static final String ROWS = VariableInstanceEntity.class.getName() + ".variableInstanceResultMap";

    /** As they were read, by process instance. */
    private final Map<String, Read> read = new HashMap<>();

    private record Read(
            Map<String, List<VariableInstanceEntity>> ofExecutions,
            Map<String, List<VariableInstanceEntity>> ofTasks) {}

    private CaseVariables() {}

    static SessionFactory factory() {
        return Sessions.of(VariableInstanceManager.class, CaseVariables::new);
    }

    /** Adds the statement that reads them to the engine's. */
    static void addTo(Configuration mapping) {
        var sql = new RawSqlSource(
                mapping,
                "SELECT id_, rev_, type_, name_, proc_def_id_, proc_inst_id_, execution_id_, case_inst_id_,"
                        + " case_execution_id_, task_id_, batch_id_, bytearray_id_, double_, text_, text2_, long_,"
                        + " sequence_counter_, is_concurrent_local_, tenant_id_"
                        + " FROM act_ru_variable WHERE proc_inst_id_ = #{parameter, jdbcType=VARCHAR}",
                ListQueryParameterObject.class);
        mapping.addMappedStatement(new MappedStatement.Builder(mapping, OF_CASE, sql, SqlCommandType.SELECT)
                .resultMaps(List.of(mapping.getResultMap(ROWS)))
                .build());
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByExecutionId(String id) {
        ExecutionEntity execution = getDbEntityManager().getCachedEntity(ExecutionEntity.class, id);
        Read all = execution == null ? null : of(execution.getProcessInstanceId());
        return all == null ? super.findVariableInstancesByExecutionId(id) : found(all.ofExecutions(), id);
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskId(String id) {
        TaskEntity task = getDbEntityManager().getCachedEntity(TaskEntity.class, id);
        Read all = task == null ? null : of(task.getProcessInstanceId());
        return all == null ? super.findVariableInstancesByTaskId(id) : found(all.ofTasks(), id);
    }

    private static List<VariableInstanceEntity> found(Map<String, List<VariableInstanceEntity>> all, String scope) {
        return new ArrayList<>(all.getOrDefault(scope, List.of()));
    }

    /** Null when the scope belongs to no case. */
    private @Nullable Read of(@Nullable String instance) {
        if (instance == null) {
            return null;
        }
        Read known = read.get(instance);
        if (known == null) {
            known = new Read(new HashMap<>(), new HashMap<>());
            for (VariableInstanceEntity variable : ofCase(instance)) {
                String task = variable.getTaskId();
                (task == null ? known.ofExecutions() : known.ofTasks())
                        .computeIfAbsent(task == null ? variable.getExecutionId() : task, fresh -> new ArrayList<>())
                        .add(variable);
            }
            read.put(instance, known);
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private List<VariableInstanceEntity> ofCase(String instance) {
        return (List<VariableInstanceEntity>) getDbEntityManager().selectList(OF_CASE, instance);
    }
}
