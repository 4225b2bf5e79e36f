package kz.ikomek.workflow.engine;

import java.util.Objects;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** Reads what a command of the engine carries; the engine offers no accessor for it. */
final class Inside {

    private Inside() {}

    /** The value of a command's field; fails when a newer engine has no such field. */
    static @Nullable Object field(Command<?> command, String name) {
        var field = Objects.requireNonNull(
                ReflectionUtils.findField(command.getClass(), name),
                () -> command.getClass() + " has no field " + name);
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, command);
    }
}
