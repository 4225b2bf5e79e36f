package kz.ikomek.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.ikomek.shared.Kept;
import kz.ikomek.shared.Revisions;
import kz.ikomek.shared.Revisions.Topic;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.jspecify.annotations.Nullable;

/** Which fields a form asks for. */
final class FormFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By reference and the deployment that refers to it. */
    private final Kept<List<Object>, Set<String>> deployed;

    FormFields(Revisions revisions) {
        deployed = new Kept<>(revisions, Topic.DEFINITIONS);
    }

    /** The keys of the form's fields; none when there is no form. */
    Set<String> of(
            @Nullable FormDefinition definition,
            @Nullable VariableScope scope,
            String deploymentId,
            CommandContext context) {
        Expression key = definition == null ? null : definition.getCamundaFormDefinitionKey();
        if (definition == null || key == null) {
            return Set.of();
        }
        var reference = new CamundaFormRefImpl(
                String.valueOf(key.getValue(scope)), definition.getCamundaFormDefinitionBinding());
        Expression version = definition.getCamundaFormDefinitionVersion();
        if (version != null) {
            reference.setVersion(Integer.valueOf(String.valueOf(version.getValue(scope))));
        }
        var whole =
                Arrays.<Object>asList(reference.getKey(), reference.getBinding(), reference.getVersion(), deploymentId);
        return deployed.of(
                whole,
                () -> context.runWithoutAuthorization(() -> {
                    var form = new GetCamundaFormDefinitionCmd(reference, deploymentId).execute(context);
                    return form == null
                            ? Set.of()
                            : read(
                                    new GetDeploymentResourceCmd(form.getDeploymentId(), form.getResourceName()),
                                    context);
                }));
    }

    private static Set<String> read(GetDeploymentResourceCmd resource, CommandContext context) {
        Set<String> keys = new HashSet<>();
        try (var stream = resource.execute(context)) {
            collect(JSON.readTree(stream), keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(keys);
    }

    private static void collect(JsonNode parent, Set<String> keys) {
        for (JsonNode component : parent.path("components")) {
            if (component.hasNonNull("key")) {
                keys.add(component.get("key").asText());
            }
            collect(component, keys);
        }
    }
}
