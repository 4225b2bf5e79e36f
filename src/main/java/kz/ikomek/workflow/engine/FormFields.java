package kz.ikomek.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** By id of the deployed form, whose content never changes. */
    private final Map<String, Set<String>> fields = new ConcurrentHashMap<>();

    /** The keys of the form's fields; none when there is no form. */
    Set<String> of(
            @Nullable FormDefinition form, @Nullable VariableScope scope, String deploymentId, CommandContext context) {
        Expression key = form == null ? null : form.getCamundaFormDefinitionKey();
        if (form == null || key == null) {
            return Set.of();
        }
        var reference =
                new CamundaFormRefImpl(String.valueOf(key.getValue(scope)), form.getCamundaFormDefinitionBinding());
        Expression version = form.getCamundaFormDefinitionVersion();
        if (version != null) {
            reference.setVersion(Integer.valueOf(String.valueOf(version.getValue(scope))));
        }
        return context.runWithoutAuthorization(() -> {
            var deployed = new GetCamundaFormDefinitionCmd(reference, deploymentId).execute(context);
            if (deployed == null) {
                return Set.of();
            }
            Set<String> known = fields.get(deployed.getId());
            if (known == null) {
                known = read(
                        new GetDeploymentResourceCmd(deployed.getDeploymentId(), deployed.getResourceName()), context);
                fields.put(deployed.getId(), known);
            }
            return known;
        });
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
