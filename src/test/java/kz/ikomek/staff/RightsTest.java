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
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.staff.Rights.When;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final Set<Right> ADDING = Set.of(ATTACH_FROM_RESIDENT, ATTACH_WORK, ATTACH_CONTROL);
    private static final Set<String> AGENCIES = Set.of("water-sewerage");

    @Test
    void whoSpeaksWithResidentsMayTakeAnAppealBackOrReopenIt() {
        for (Role role : List.of(Role.OPERATOR, Role.SUPERVISOR, Role.CONTROLLER)) {
            assertThat(exceptAdding(of(When.OPEN, role.group())))
                    .containsExactlyInAnyOrder(
                            VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT, VIEW_MAILS, VIEW_ESCALATIONS, WITHDRAW);
            assertThat(of(When.CLOSED, role.group()))
                    .containsExactlyInAnyOrder(
                            VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT, VIEW_MAILS, VIEW_ESCALATIONS, REOPEN);
        }
        assertThat(exceptAdding(of(When.OPEN, Role.INSPECTOR.group())))
                .containsExactlyInAnyOrder(
                        VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT, VIEW_MAILS, VIEW_ESCALATIONS);
    }

    @Test
    void nobodyTakesADangerBackThatIsNotYetSafe() {
        for (Role role : Role.values()) {
            assertThat(of(When.DANGEROUS, role.group())).doesNotContain(WITHDRAW, REOPEN);
        }
        assertThat(exceptAdding(of(When.DANGEROUS, Role.OPERATOR.group())))
                .containsExactlyInAnyOrder(
                        VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT, VIEW_MAILS, VIEW_ESCALATIONS);
        var own = new StaffMember("e", "E", List.of("agency-water-sewerage"), AGENCIES);
        assertThat(exceptAdding(Rights.of(own, of(When.DANGEROUS, AGENCIES, AGENCIES))))
                .as("the agency at work reads as with any other open appeal")
                .containsExactlyInAnyOrder(VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT);
    }

    @Test
    void anAgencyMeetsOnlyItsOwnAppealsAndTheResidentOnlyWhileItWorks() {
        var own = new StaffMember("e", "E", List.of("agency-water-sewerage"), AGENCIES);
        assertThat(exceptAdding(Rights.of(own, of(When.OPEN, AGENCIES, AGENCIES))))
                .containsExactlyInAnyOrder(VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT);
        assertThat(Rights.of(own, of(When.OPEN, AGENCIES, Set.of("health"))))
                .as("it went on to another agency")
                .containsExactly(VIEW);
        assertThat(Rights.of(own, of(When.CLOSED, AGENCIES, Set.of()))).containsExactly(VIEW);
        assertThat(Rights.of(own, of(When.OPEN, Set.of("health"), Set.of("health"))))
                .isEmpty();
        assertThat(Rights.of(own, of(When.OPEN, Set.of(), Set.of()))).isEmpty();
    }

    @Test
    void pharmacistsMeetMedicinesOnly() {
        var pharmacist = new StaffMember("p", "P", List.of(Role.PHARMACIST.group()), Set.of());
        assertThat(Rights.of(pharmacist, new Rights.Matter(When.OPEN, true, Set.of(), Set.of())))
                .containsExactlyInAnyOrder(VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_RESIDENT);
        assertThat(Rights.of(pharmacist, new Rights.Matter(When.CLOSED, true, Set.of(), Set.of())))
                .containsExactly(VIEW);
        assertThat(Rights.of(pharmacist, of(When.OPEN, AGENCIES, AGENCIES))).isEmpty();
    }

    @Test
    void aHeadReadsWhatWasSaidAboutTheOwnAgencysAppealsButNotWhoSaidIt() {
        var head = new StaffMember("h", "H", List.of("agency-heads", "agency-water-sewerage"), AGENCIES);
        for (When when : When.values()) {
            assertThat(Rights.of(head, of(when, AGENCIES, AGENCIES)))
                    .containsExactlyInAnyOrder(VIEW, VIEW_WORDS, VIEW_ATTACHMENTS, VIEW_MAILS, VIEW_ESCALATIONS);
        }
        assertThat(Rights.of(head, of(When.OPEN, Set.of("health"), Set.of("health"))))
                .isEmpty();
    }

    @Test
    void whoStandsNotInTheTableMayNothing() {
        assertThat(of(When.OPEN)).isEmpty();
        assertThat(of(When.OPEN, Role.PROCESS_OWNER.group()))
                .as("who owns the ladder sees what it sends, and nothing of the appeal")
                .containsExactly(VIEW_ESCALATIONS);
        assertThat(of(When.OPEN, Role.ADMINISTRATOR.group()))
                .containsExactlyInAnyOrder(VIEW, VIEW_MAILS, VIEW_ESCALATIONS);
    }

    @Test
    void filesAreAddedByWhoeverIsAtThatStepAndOnlyWhileItIsOpen() {
        var own = new StaffMember("e", "E", List.of("agency-water-sewerage"), AGENCIES);
        var head = new StaffMember("h", "H", List.of("agency-heads", "agency-water-sewerage"), AGENCIES);
        for (When open : List.of(When.OPEN, When.DANGEROUS)) {
            assertThat(adding(of(open, Role.OPERATOR.group()))).containsExactly(ATTACH_FROM_RESIDENT);
            assertThat(adding(of(open, Role.INSPECTOR.group()))).containsExactly(ATTACH_FROM_RESIDENT);
            assertThat(adding(of(open, Role.CONTROLLER.group()))).containsExactly(ATTACH_CONTROL);
            assertThat(adding(of(open, Role.SUPERVISOR.group())))
                    .containsExactlyInAnyOrder(ATTACH_FROM_RESIDENT, ATTACH_CONTROL);
            assertThat(adding(Rights.of(own, of(open, AGENCIES, AGENCIES)))).containsExactly(ATTACH_WORK);
            assertThat(adding(Rights.of(own, of(open, AGENCIES, Set.of("health")))))
                    .isEmpty();
            assertThat(adding(Rights.of(head, of(open, AGENCIES, AGENCIES)))).isEmpty();
        }
        for (Role role : Role.values()) {
            assertThat(adding(of(When.CLOSED, role.group()))).isEmpty();
        }
    }

    private static Set<Right> adding(Set<Right> rights) {
        return rights.stream().filter(ADDING::contains).collect(Collectors.toSet());
    }

    private static Set<Right> exceptAdding(Set<Right> rights) {
        return rights.stream().filter(right -> !ADDING.contains(right)).collect(Collectors.toSet());
    }

    @Test
    void whereARightReachesIsWhatTheTableSaysOfEachAppeal() {
        var operator = Rights.reach(member(Role.OPERATOR.group()), VIEW_RESIDENT);
        assertThat(operator.everywhere()).containsExactlyInAnyOrder(When.values());

        var pharmacist = Rights.reach(member(Role.PHARMACIST.group()), VIEW_WORDS);
        assertThat(pharmacist.everywhere()).isEmpty();
        assertThat(pharmacist.medicine()).containsExactlyInAnyOrder(When.OPEN, When.DANGEROUS);

        var executor = Rights.reach(new StaffMember("x", "X", List.of(), AGENCIES), VIEW_WORDS);
        assertThat(executor.everywhere()).isEmpty();
        assertThat(executor.own()).isEmpty();
        assertThat(executor.atWork()).containsExactlyInAnyOrder(When.OPEN, When.DANGEROUS);
        assertThat(Rights.reach(new StaffMember("x", "X", List.of(), AGENCIES), VIEW)
                        .own())
                .containsExactlyInAnyOrder(When.values());

        assertThat(Rights.reach(member(Role.PROCESS_OWNER.group()), VIEW))
                .isEqualTo(new Rights.Reach(Set.of(), Set.of(), Set.of(), Set.of()));
    }

    private static StaffMember member(String group) {
        return new StaffMember("x", "X", List.of(group), Set.of());
    }

    private static Set<Right> of(When when, String... groups) {
        return Rights.of(new StaffMember("x", "X", List.of(groups), Set.of()), of(when, AGENCIES, AGENCIES));
    }

    private static Rights.Matter of(When when, Set<String> agencies, Set<String> atWork) {
        return new Rights.Matter(when, false, agencies, atWork);
    }
}
