package kz.ikomek.workflow.models;

import kz.ikomek.shared.Sentences;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;

/**
 * Refuses a deployment that would begin to count later: until then its process would be the newest and suspended, and no
 * call could be registered.
 */
final class GuardedRepository extends RepositoryServiceImpl {

    private final Sentences sentences;

    GuardedRepository(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl deployment) {
        if (deployment.getProcessDefinitionsActivationDate() != null) {
            throw new ModelRefused(sentences.of("models.activation", GateAtDeployment.reader()));
        }
        return super.deployWithResult(deployment);
    }
}
