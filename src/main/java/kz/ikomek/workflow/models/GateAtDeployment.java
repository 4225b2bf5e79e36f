package kz.ikomek.workflow.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.AuditedAct;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Role;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Stands before the engine's own deployers: sees every new deployment, ours and over REST, inside its transaction, and
 * never one that is read again.
 */
@Component
class GateAtDeployment extends AbstractProcessEnginePlugin {

    /** So many faults are told at once; who mends them is told the next. */
    private static final int TOLD = 5;

    private final DeployedModels models;
    private final FormOptions options;
    private final Sentences sentences;
    private final ApplicationEventPublisher events;

    GateAtDeployment(
            DeployedModels models, FormOptions options, Sentences sentences, ApplicationEventPublisher events) {
        this.models = models;
        this.options = options;
        this.sentences = sentences;
        this.events = events;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        var deployers = new ArrayList<>(Objects.requireNonNullElse(configuration.getCustomPreDeployers(), List.of()));
        deployers.add(this::pass);
        configuration.setCustomPreDeployers(deployers);
        configuration.setRepositoryService(new GuardedRepository(sentences));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCommandCheckers().add(new DeletionCheck(models, sentences));
    }

    private void pass(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null) {
            requireOwner(person, deployment);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (ResourceEntity resource : deployment.getResources().values()) {
            files.put(resource.getName(), resource.getBytes());
        }
        boolean ours = ModelDeployment.SOURCE.equals(deployment.getSource());
        List<Problem> problems =
                ModelGate.problems(files, ours ? models.surroundings() : models.surroundingsOfOwners());
        if (!problems.isEmpty()) {
            throw new ModelRefused(told(problems));
        }
        for (ResourceEntity resource : deployment.getResources().values()) {
            if (ModelGate.isForm(resource.getName())) {
                resource.setBytes(options.render(resource.getBytes()));
            }
        }
        events.publishEvent(new AuditedAct(
                person == null ? Actor.SYSTEM : new Actor(person.getUserId()),
                AuditedAct.Kind.MODEL_DEPLOYED,
                deployment.getName(),
                String.join(", ", new TreeSet<>(files.keySet()))));
    }

    private void requireOwner(Authentication person, DeploymentEntity deployment) {
        List<String> groups = Objects.requireNonNullElse(person.getGroupIds(), List.of());
        if (!groups.contains(Role.PROCESS_OWNER.group()) && !groups.contains(Role.ADMINISTRATOR.group())) {
            throw new ModelRefused(sentences.of("models.only-owners", reader()));
        }
        if (ModelDeployment.SOURCE.equals(deployment.getSource())) {
            throw new ModelRefused(sentences.of("models.source", reader(), ModelDeployment.SOURCE));
        }
        if (deployment.getTenantId() != null) {
            throw new ModelRefused(sentences.of("models.tenant", reader()));
        }
    }

    private String told(List<Problem> problems) {
        Language reader = reader();
        String first = problems.stream()
                .limit(TOLD)
                .map(problem -> problem.sentence(sentences, reader))
                .collect(Collectors.joining(" | "));
        return problems.size() <= TOLD
                ? first
                : first + " | " + sentences.of("models.more", reader, problems.size() - TOLD);
    }

    /** The language that the request asks for; Kazakh when it is none of ours. */
    static Language reader() {
        return Language.of(LocaleContextHolder.getLocale());
    }
}
