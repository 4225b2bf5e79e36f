package kz.ikomek.appeals;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.ikomek.staff.Right;
import org.jspecify.annotations.Nullable;

/** What a file tells, and at which step it comes: also which right adds it. */
public enum AttachmentKind {
    /** What the resident sent or showed. */
    REGISTERING(Right.ATTACH_FROM_RESIDENT),
    /** The place before the work. */
    BEFORE(Right.ATTACH_WORK),
    /** The place after the work. */
    AFTER(Right.ATTACH_WORK),
    /** What the controller found. */
    CONTROL(Right.ATTACH_CONTROL),
    /** An act, a letter, an estimate: whoever may add anything may add it. */
    DOCUMENT(Right.ATTACH_FROM_RESIDENT, Right.ATTACH_WORK, Right.ATTACH_CONTROL);

    private final Set<Right> rights;

    AttachmentKind(Right first, Right... others) {
        rights = EnumSet.of(first, others);
    }

    /** The kinds that somebody with these rights may add, in order; empty without any such right. */
    public static List<AttachmentKind> offered(Set<Right> rights) {
        return Stream.of(values())
                .filter(kind -> kind.rights.stream().anyMatch(rights::contains))
                .toList();
    }

    /** Which of the offered kinds most likely comes in this state; null when nothing is offered. */
    public static @Nullable AttachmentKind likely(AppealState state, Collection<AttachmentKind> offered) {
        AttachmentKind wanted = switch (state) {
            case EXECUTION -> AFTER;
            case CONTROL -> CONTROL;
            default -> REGISTERING;
        };
        return offered.contains(wanted) ? wanted : offered.stream().findFirst().orElse(null);
    }
}
