package kz.ikomek.workflow.models;

import org.camunda.bpm.engine.BadUserRequestException;

/** A model is not taken; the message is what the process owner reads in Camunda Modeler. */
final class ModelRefused extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    ModelRefused(String sentences) {
        super(sentences);
    }
}
