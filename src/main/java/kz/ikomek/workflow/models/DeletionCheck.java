package kz.ikomek.workflow.models;

import java.util.List;
import kz.ikomek.shared.Sentences;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;

/** Keeps models that cases hang on: neither a deployment with running cases nor the only version of a model goes. */
final class DeletionCheck extends TenantCommandChecker {

    private final DeployedModels models;
    private final Sentences sentences;

    DeletionCheck(DeployedModels models, Sentences sentences) {
        this.models = models;
        this.sentences = sentences;
    }

    @Override
    public void checkDeleteDeployment(String deploymentId) {
        super.checkDeleteDeployment(deploymentId);
        refuse(models.runningCases(deploymentId));
        List<String> only = models.onlyHere(deploymentId);
        if (!only.isEmpty()) {
            throw new ModelRefused(
                    sentences.of("models.delete-last", GateAtDeployment.reader(), String.join(", ", only)));
        }
    }

    @Override
    public void checkDeleteProcessDefinitionById(String processDefinitionId) {
        super.checkDeleteProcessDefinitionById(processDefinitionId);
        refuse(models.runningCasesOf(processDefinitionId));
    }

    private void refuse(long running) {
        if (running > 0) {
            throw new ModelRefused(sentences.of("models.delete-running", GateAtDeployment.reader(), running));
        }
    }
}
