package kz.ikomek.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.annotation.Annotation;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The rules of the house, beyond the arrows between modules. Each has a proof in {@link RulesBiteTest}. */
final class Rules {

    static final ArchRule ONLY_WORKFLOW_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("kz.ikomek.workflow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..", "camunda..")
            .because("the way out of Camunda 7 stays short");

    static final ArchRule ONLY_MAIL_SENDS_MAIL = noClasses()
            .that()
            .resideOutsideOfPackage("kz.ikomek.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.mail..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.mail.Transport")
            .because("a mail is a row in the outbox before it is a mail");

    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "asks the machine for the time",
                    call -> readsTheMachinesClock(call.getTarget().getOwner().getName(), call.getTarget())))
            .orShould()
            .callConstructor(Date.class)
            .because("tests, the month and the engine live by one java.time.Clock");

    static final ArchRule CONSTRUCTORS_ARE_HANDED_WHAT_THEY_NEED = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .because("a class says in its constructor what it needs");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..helper..");

    static final ArchRule STORES_STAY_AT_HOME =
            classes().that().haveSimpleNameEndingWith("Store").should().notBePublic();

    static final ArchRule EVERY_PACKAGE_IS_NULL_SAFE = classes().should(liveInANullMarkedPackage());

    static final Set<ArchRule> ALL = Set.of(
            ONLY_WORKFLOW_KNOWS_THE_ENGINE,
            ONLY_MAIL_SENDS_MAIL,
            TIME_COMES_FROM_THE_CLOCK,
            CONSTRUCTORS_ARE_HANDED_WHAT_THEY_NEED,
            NAMES_SAY_WHAT_A_CLASS_IS,
            STORES_STAY_AT_HOME,
            EVERY_PACKAGE_IS_NULL_SAFE);

    private Rules() {}

    private static boolean readsTheMachinesClock(String owner, AccessTarget.CodeUnitCallTarget target) {
        boolean now = target.getName().equals("now")
                && owner.startsWith("java.time.")
                && target.getRawParameterTypes().isEmpty();
        return now || owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis");
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                JavaPackage home = item.getPackage();
                Class<? extends Annotation> mark = NullMarked.class;
                if (!home.isAnnotatedWith(mark)) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " lives in " + home.getName()));
                }
            }
        };
    }
}
