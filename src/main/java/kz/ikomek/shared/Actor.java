package kz.ikomek.shared;

/** Who acts: a staff member's login, or the system itself. */
public record Actor(String userId) {

    /** The system: timers, rules, start-up. */
    public static final Actor SYSTEM = new Actor("system");
}
