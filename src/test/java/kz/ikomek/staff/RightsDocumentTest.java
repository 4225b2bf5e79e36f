package kz.ikomek.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.staff.Rights.Matter;
import kz.ikomek.staff.Rights.When;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rights.md} says what the tables in Java say: it is written from them, asked as the product asks them. With
 * {@code -Drights.write=true} it is written anew.
 */
class RightsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/rights.md");
    private static final Set<String> OWN = Set.of("own");

    /** Somebody, and how the appeal concerns them. */
    private record Reader(StaffMember member, boolean medicine, Set<String> agencies, Set<String> atWork) {

        Set<Right> rights(When when) {
            return Rights.of(member, new Matter(when, medicine, agencies, atWork));
        }
    }

    @Test
    void theDocumentSaysWhatTheTablesSay() throws IOException {
        String written = document();
        if (Boolean.getBoolean("rights.write")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(written);
    }

    private static String document() {
        return """
                # Rights

                Written by `RightsDocumentTest` from the tables in `kz.ikomek.staff`; change those, then
                `./mvnw test -Dtest=RightsDocumentTest -Drights.write=true`. What has no mark is denied.
                `RightCellsTest` tries every cell of the first table at the pages of the product.

                ## One appeal
                `staff.Rights`. O: while it is open; D: while it is a danger that is not yet safe; C: when it is closed.

                %s
                %s
                ## Beside appeals
                `staff.Permissions`

                %s
                %s
                ## The directory
                `staff.DirectoryRights`. "Own" is an entry of the own agency or group.

                %s
                %s
                ## Contacts of escalation
                `staff.ContactRights`. Whoever may do nothing with a contact does not see it.

                %s
                %s
                ## Steps taken together
                `staff.BulkRights`. Each step asks for the right to its task all the same.

                %s
                %s
                ## Tasks and the engine
                Whose tasks somebody finds and works on stands in `docs/adr/0002-agencies-apart.md`.
                """.formatted(
                        table(readers(), Right.values(), RightsDocumentTest::states),
                        meanings(Right.values()),
                        table(
                                staff(),
                                Permission.values(),
                                mark((member, it) -> Permissions.of(member).contains(it))),
                        meanings(Permission.values()),
                        table(staff(), DirectoryRight.values(), RightsDocumentTest::entry),
                        meanings(DirectoryRight.values()),
                        table(staff(), ContactRight.values(), RightsDocumentTest::contact),
                        meanings(ContactRight.values()),
                        table(
                                staff(),
                                BulkRight.values(),
                                mark((member, it) -> BulkRights.of(member).contains(it))),
                        meanings(BulkRight.values()));
    }

    private static String states(Reader reader, Right right) {
        return Arrays.stream(When.values())
                .filter(when -> reader.rights(when).contains(right))
                .map(when -> when.name().substring(0, 1))
                .collect(Collectors.joining(" "));
    }

    private static String entry(StaffMember member, DirectoryRight right) {
        if (DirectoryRights.of(member).contains(right)) {
            return "yes";
        }
        boolean own = DirectoryRights.of(member, "own", null).contains(right)
                || EnumSet.allOf(Role.class).stream()
                        .anyMatch(
                                group -> DirectoryRights.of(member, null, group).contains(right));
        return own ? "own" : "";
    }

    private static String contact(StaffMember member, ContactRight right) {
        if (ContactRights.of(member, null).contains(right)) {
            return "yes";
        }
        return ContactRights.of(member, "own").contains(right) ? "own agency" : "";
    }

    private static Map<String, Reader> readers() {
        Map<String, Reader> readers = new LinkedHashMap<>();
        for (Role role : List.of(Role.OPERATOR, Role.SUPERVISOR, Role.INSPECTOR, Role.CONTROLLER)) {
            readers.put(name(role), of(member(Set.of(), role)));
        }
        readers.put("pharmacist, medicine", new Reader(member(Set.of(), Role.PHARMACIST), true, Set.of(), Set.of()));
        readers.put("pharmacist, anything else", of(member(Set.of(), Role.PHARMACIST)));
        readers.put("agency at work", new Reader(member(OWN), false, OWN, OWN));
        readers.put("agency that was", new Reader(member(OWN), false, OWN, Set.of()));
        readers.put("its head", new Reader(member(OWN, Role.AGENCY_HEAD), false, OWN, OWN));
        readers.put("head of the one that was", new Reader(member(OWN, Role.AGENCY_HEAD), false, OWN, Set.of()));
        readers.put("head of another agency", of(member(OWN, Role.AGENCY_HEAD)));
        readers.put("another agency", of(member(OWN)));
        readers.put(name(Role.ADMINISTRATOR), of(member(Set.of(), Role.ADMINISTRATOR)));
        readers.put(name(Role.PROCESS_OWNER), of(member(Set.of(), Role.PROCESS_OWNER)));
        return readers;
    }

    private static Reader of(StaffMember member) {
        return new Reader(member, false, Set.of("other"), Set.of("other"));
    }

    private static Map<String, StaffMember> staff() {
        Map<String, StaffMember> staff = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            staff.put(name(role), member(role == Role.AGENCY_HEAD ? OWN : Set.of(), role));
        }
        staff.put("executor", member(OWN));
        return staff;
    }

    private static StaffMember member(Set<String> agencies, Role... roles) {
        return new StaffMember("x", "X", Arrays.stream(roles).map(Role::group).toList(), agencies);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Who stands in the lines, the rights in the columns. */
    private static <W, R extends Enum<R>> String table(Map<String, W> who, R[] rights, BiFunction<W, R, String> cell) {
        var table = new StringBuilder("| |");
        for (R right : rights) {
            table.append(' ').append(name(right)).append(" |");
        }
        table.append("\n|---|").append("---|".repeat(rights.length)).append('\n');
        who.forEach((name, one) -> {
            table.append("| ").append(name).append(" |");
            for (R right : rights) {
                String may = cell.apply(one, right);
                table.append(may.isEmpty() ? " |" : " " + may + " |");
            }
            table.append('\n');
        });
        return table.toString();
    }

    /** What each right means: the first sentences of its Javadoc. */
    private static <R extends Enum<R>> String meanings(R[] rights) {
        String source = source(rights[0].getDeclaringClass().getSimpleName());
        var meanings = new StringBuilder();
        for (R right : rights) {
            var said = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*" + right.name() + "\\b", Pattern.DOTALL)
                    .matcher(source);
            assertThat(said.find()).as("Javadoc of " + right).isTrue();
            String sentence =
                    said.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
            meanings.append("- **")
                    .append(name(right))
                    .append("**: ")
                    .append(sentence)
                    .append('\n');
        }
        return meanings.toString();
    }

    private static String source(String type) {
        try {
            return Files.readString(Path.of("src/main/java/kz/ikomek/staff", type + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <R> BiFunction<StaffMember, R, String> mark(BiPredicate<StaffMember, R> may) {
        return (member, right) -> may.test(member, right) ? "yes" : "";
    }
}
