package kz.ikomek.appeals;

import kz.ikomek.deadlines.Stage;

/** Where an appeal stands. */
public enum AppealState {
    /** An operator looks for the answer. */
    ENQUIRY(Stage.ENQUIRY),
    /** With the inspector. */
    INSPECTION(Stage.INSPECTION),
    /** The operator answers a question of the inspector. */
    CLARIFICATION(Stage.INSPECTION),
    /** With the seconded pharmacists. */
    PHARMACY(Stage.PHARMACY),
    /** With one or more agencies. */
    EXECUTION(Stage.AGENCY),
    /** The controller calls the resident back. */
    CONTROL(Stage.CONTROL),
    /** Ended with an outcome. */
    CLOSED(Stage.INSPECTION);

    private final Stage stage;

    AppealState(Stage stage) {
        this.stage = stage;
    }

    /** The stage of escalation; without meaning for a closed appeal. */
    public Stage stage() {
        return stage;
    }
}
