package kz.ikomek.workflow.lifecycle;

import java.util.List;

/** The agencies that are to work on a case; asked by the model when their work begins. */
@FunctionalInterface
public interface Assignments {

    /** The codes of the agencies with open work on this appeal. */
    List<String> open(String appealNumber);
}
