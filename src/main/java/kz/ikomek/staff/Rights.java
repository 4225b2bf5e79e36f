package kz.ikomek.staff;

import static kz.ikomek.staff.Right.ATTACH_CONTROL;
import static kz.ikomek.staff.Right.ATTACH_FROM_RESIDENT;
import static kz.ikomek.staff.Right.ATTACH_WORK;
import static kz.ikomek.staff.Right.REOPEN;
import static kz.ikomek.staff.Right.VIEW;
import static kz.ikomek.staff.Right.VIEW_ATTACHMENTS;
import static kz.ikomek.staff.Right.VIEW_ESCALATIONS;
import static kz.ikomek.staff.Right.VIEW_MAILS;
import static kz.ikomek.staff.Right.VIEW_RESIDENT;
import static kz.ikomek.staff.Right.VIEW_WORDS;
import static kz.ikomek.staff.Right.WITHDRAW;
import static kz.ikomek.staff.Rights.When.CLOSED;
import static kz.ikomek.staff.Rights.When.OPEN;
import static kz.ikomek.staff.Rights.Who.ADMINISTRATOR;
import static kz.ikomek.staff.Rights.Who.AGENCY_AT_WORK;
import static kz.ikomek.staff.Rights.Who.CONTROLLER;
import static kz.ikomek.staff.Rights.Who.INSPECTOR;
import static kz.ikomek.staff.Rights.Who.OPERATOR;
import static kz.ikomek.staff.Rights.Who.OWN_AGENCY;
import static kz.ikomek.staff.Rights.Who.OWN_AGENCY_HEAD;
import static kz.ikomek.staff.Rights.Who.PHARMACIST;
import static kz.ikomek.staff.Rights.Who.PROCESS_OWNER;
import static kz.ikomek.staff.Rights.Who.SUPERVISOR;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one table of rights: right × who × state of the appeal. What does not stand in it is denied. */
public final class Rights {

    /** How the appeal stands. */
    public enum When {
        OPEN,
        /** Open, and a danger that is not yet safe. */
        DANGEROUS,
        CLOSED
    }

    /** In which capacity somebody meets the appeal. */
    enum Who {
        OPERATOR,
        SUPERVISOR,
        INSPECTOR,
        CONTROLLER,
        PHARMACIST,
        OWN_AGENCY,
        AGENCY_AT_WORK,
        OWN_AGENCY_HEAD,
        ADMINISTRATOR,
        PROCESS_OWNER
    }

    /**
     * What of an appeal decides who has to do with it.
     *
     * @param medicine whether it is the pharmacists' business
     * @param agencies codes of the agencies that have or had work on it
     * @param atWork codes of those that still are at it
     */
    public record Matter(When when, boolean medicine, Collection<String> agencies, Collection<String> atWork) {}

    /**
     * Where somebody has a right, whichever appeal it is: what a search is limited by.
     *
     * @param everywhere the states in which the right is on every appeal
     * @param medicine on those of the pharmacists
     * @param own on those that an own agency has or had work on
     * @param atWork on those that an own agency still is at
     */
    public record Reach(Set<When> everywhere, Set<When> medicine, Set<When> own, Set<When> atWork) {

        /** Copies the sets. */
        public Reach {
            everywhere = Set.copyOf(everywhere);
            medicine = Set.copyOf(medicine);
            own = Set.copyOf(own);
            atWork = Set.copyOf(atWork);
        }
    }

    private record Row(Right right, Set<Who> who, Set<When> when) {}

    private static final Set<When> ALWAYS = EnumSet.allOf(When.class);
    private static final Set<When> NOT_CLOSED = EnumSet.of(When.OPEN, When.DANGEROUS);

    private static final List<Row> TABLE = List.of(
            new Row(
                    VIEW,
                    EnumSet.of(
                            OPERATOR,
                            SUPERVISOR,
                            INSPECTOR,
                            CONTROLLER,
                            PHARMACIST,
                            OWN_AGENCY,
                            OWN_AGENCY_HEAD,
                            ADMINISTRATOR),
                    ALWAYS),
            new Row(VIEW_WORDS, EnumSet.of(OPERATOR, SUPERVISOR, INSPECTOR, CONTROLLER, OWN_AGENCY_HEAD), ALWAYS),
            new Row(VIEW_WORDS, EnumSet.of(PHARMACIST, AGENCY_AT_WORK), NOT_CLOSED),
            new Row(VIEW_RESIDENT, EnumSet.of(OPERATOR, SUPERVISOR, INSPECTOR, CONTROLLER), ALWAYS),
            new Row(VIEW_RESIDENT, EnumSet.of(PHARMACIST, AGENCY_AT_WORK), NOT_CLOSED),
            new Row(
                    VIEW_MAILS,
                    EnumSet.of(OPERATOR, SUPERVISOR, INSPECTOR, CONTROLLER, OWN_AGENCY_HEAD, ADMINISTRATOR),
                    ALWAYS),
            new Row(
                    VIEW_ESCALATIONS,
                    EnumSet.of(
                            OPERATOR, SUPERVISOR, INSPECTOR, CONTROLLER, OWN_AGENCY_HEAD, ADMINISTRATOR, PROCESS_OWNER),
                    ALWAYS),
            new Row(VIEW_ATTACHMENTS, EnumSet.of(OPERATOR, SUPERVISOR, INSPECTOR, CONTROLLER, OWN_AGENCY_HEAD), ALWAYS),
            new Row(VIEW_ATTACHMENTS, EnumSet.of(PHARMACIST, AGENCY_AT_WORK), NOT_CLOSED),
            new Row(ATTACH_FROM_RESIDENT, EnumSet.of(OPERATOR, SUPERVISOR, INSPECTOR), NOT_CLOSED),
            new Row(ATTACH_WORK, EnumSet.of(AGENCY_AT_WORK), NOT_CLOSED),
            new Row(ATTACH_CONTROL, EnumSet.of(CONTROLLER, SUPERVISOR), NOT_CLOSED),
            new Row(WITHDRAW, EnumSet.of(OPERATOR, SUPERVISOR, CONTROLLER), EnumSet.of(OPEN)),
            new Row(REOPEN, EnumSet.of(OPERATOR, SUPERVISOR, CONTROLLER), EnumSet.of(CLOSED)));

    private Rights() {}

    /** What this person may do. */
    public static Set<Right> of(StaffMember member, Matter matter) {
        Set<Who> capacities = capacities(member, matter);
        Set<Right> rights = EnumSet.noneOf(Right.class);
        TABLE.stream()
                .filter(row -> row.when().contains(matter.when()))
                .filter(row -> row.who().stream().anyMatch(capacities::contains))
                .forEach(row -> rights.add(row.right()));
        return rights;
    }

    /** On which appeals this person has the right: nothing but the table, read the other way round. */
    public static Reach reach(StaffMember member, Right right) {
        Set<String> agencies = member.agencies();
        return new Reach(
                states(member, right, false, Set.of(), Set.of()),
                states(member, right, true, Set.of(), Set.of()),
                states(member, right, false, agencies, Set.of()),
                states(member, right, false, agencies, agencies));
    }

    private static Set<When> states(
            StaffMember member, Right right, boolean medicine, Set<String> agencies, Set<String> atWork) {
        Set<When> states = EnumSet.noneOf(When.class);
        for (When when : When.values()) {
            if (of(member, new Matter(when, medicine, agencies, atWork)).contains(right)) {
                states.add(when);
            }
        }
        return states;
    }

    private static Set<Who> capacities(StaffMember member, Matter matter) {
        Set<Who> who = EnumSet.noneOf(Who.class);
        member.roles().forEach(role -> {
            switch (role) {
                case OPERATOR -> who.add(OPERATOR);
                case SUPERVISOR -> who.add(SUPERVISOR);
                case INSPECTOR -> who.add(INSPECTOR);
                case CONTROLLER -> who.add(CONTROLLER);
                case PHARMACIST -> {
                    if (matter.medicine()) {
                        who.add(PHARMACIST);
                    }
                }
                case ADMINISTRATOR -> who.add(ADMINISTRATOR);
                case PROCESS_OWNER -> who.add(PROCESS_OWNER);
                case AGENCY_HEAD -> {
                    // Counts for the own agency only, below.
                }
            }
        });
        boolean head = member.is(Role.AGENCY_HEAD);
        if (matter.agencies().stream().anyMatch(member.agencies()::contains)) {
            who.add(head ? OWN_AGENCY_HEAD : OWN_AGENCY);
        }
        if (!head && matter.atWork().stream().anyMatch(member.agencies()::contains)) {
            who.add(AGENCY_AT_WORK);
        }
        return who;
    }
}
