package kz.ikomek.intake.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kz.ikomek.catalog.Absence;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Contact;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.catalog.Deputy;
import kz.ikomek.catalog.EditContact;
import kz.ikomek.catalog.EnterAbsence;
import kz.ikomek.catalog.EnterAbsence.TypedAbsence;
import kz.ikomek.catalog.TypedDeputy;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.ContactRight;
import kz.ikomek.staff.ContactRights;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Whom escalation reaches: who stands in for whom, and in which language people are written to. The parameter is not
 * {@code language}, which would change the reader's own.
 */
@Controller
class ContactsPage {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final TypedDeputy NOBODY = new TypedDeputy("", "", Language.KK.tag());
    private static final String LIST = "/staff/contacts";

    private final Contacts contacts;
    private final Catalog catalog;
    private final EditContact edit;
    private final EnterAbsence absences;
    private final Sentences sentences;
    private final Clock clock;

    ContactsPage(
            Contacts contacts,
            Catalog catalog,
            EditContact edit,
            EnterAbsence absences,
            Sentences sentences,
            Clock clock) {
        this.contacts = contacts;
        this.catalog = catalog;
        this.edit = edit;
        this.absences = absences;
        this.sentences = sentences;
        this.clock = clock;
    }

    @GetMapping(LIST)
    String list(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        Language language = Language.of(locale);
        Map<AgencyCode, String> agencies = names(language);
        Map<String, List<ContactSheet>> groups = new LinkedHashMap<>();
        for (Contact contact : contacts.all(today())) {
            if (!rights(contact, reader).isEmpty()) {
                var sheet = sheet(contact, reader, agencies, language);
                String heading = sheet.agency() == null ? text("city", language) : sheet.agency();
                groups.computeIfAbsent(heading, name -> new ArrayList<>()).add(sheet);
            }
        }
        if (groups.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute(
                "groups",
                groups.entrySet().stream()
                        .map(group -> new ContactSheet.Group(group.getKey(), group.getValue()))
                        .toList());
        return "desk/contacts";
    }

    @GetMapping(LIST + "/{id}")
    String page(@PathVariable long id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        return show(visible(id, reader), reader, locale, model);
    }

    @PostMapping(LIST + "/{id}/language")
    String language(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String mailLanguage,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        return act(
                ContactRight.CHOOSE_LANGUAGE,
                id,
                reader,
                locale,
                model,
                actor -> edit.language(id, mailLanguage, actor));
    }

    @PostMapping(LIST + "/{id}/deputy")
    String deputy(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String deputyName,
            @RequestParam(defaultValue = "") String deputyEmail,
            @RequestParam(defaultValue = "") String mailLanguage,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var typed = new TypedDeputy(deputyName, deputyEmail, mailLanguage);
        model.addAttribute("deputy", typed);
        return act(
                ContactRight.NAME_DEPUTY, id, reader, locale, model, actor -> edit.deputy(id, typed, today(), actor));
    }

    @PostMapping(LIST + "/{id}/absences")
    String absence(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String firstDay,
            @RequestParam(defaultValue = "") String lastDay,
            @RequestParam(defaultValue = "") String deputyName,
            @RequestParam(defaultValue = "") String deputyEmail,
            @RequestParam(defaultValue = "") String mailLanguage,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var typed = new TypedAbsence(firstDay, lastDay, new TypedDeputy(deputyName, deputyEmail, mailLanguage));
        model.addAttribute("absence", typed);
        return act(
                ContactRight.NAME_DEPUTY,
                id,
                reader,
                locale,
                model,
                actor -> absences.enter(id, typed, today(), actor));
    }

    @PostMapping(LIST + "/{id}/absences/{absence}/end")
    String end(
            @PathVariable long id,
            @PathVariable long absence,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        return act(ContactRight.NAME_DEPUTY, id, reader, locale, model, actor -> absences.end(id, absence, actor));
    }

    /** By rights, and when the input is refused the page comes again with what was typed. */
    private String act(
            ContactRight right, long id, StaffMember reader, Locale locale, Model model, Consumer<Actor> action) {
        Contact contact = visible(id, reader);
        if (!rights(contact, reader).contains(right)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            action.accept(new Actor(reader.userId()));
            return "redirect:" + path(contact);
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            return show(contact, reader, locale, model);
        }
    }

    private String show(Contact contact, StaffMember reader, Locale locale, Model model) {
        Deputy deputy = contact.deputy();
        Language language = Language.of(locale);
        model.addAttribute("sheet", sheet(contact, reader, names(language), language));
        if (!model.containsAttribute("deputy")) {
            model.addAttribute(
                    "deputy",
                    deputy == null
                            ? NOBODY
                            : new TypedDeputy(
                                    deputy.name(),
                                    deputy.email(),
                                    deputy.language().tag()));
        }
        if (!model.containsAttribute("absence")) {
            model.addAttribute("absence", new TypedAbsence("", "", NOBODY));
        }
        return "desk/contact";
    }

    /** Who may do nothing with a contact is told that there is none. */
    private Contact visible(long id, StaffMember reader) {
        return contacts.all(today()).stream()
                .filter(contact -> contact.id() == id)
                .filter(contact -> !rights(contact, reader).isEmpty())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ContactSheet sheet(
            Contact contact, StaffMember reader, Map<AgencyCode, String> agencies, Language language) {
        Deputy deputy = contact.deputy();
        AgencyCode agency = contact.agency();
        return new ContactSheet(
                path(contact),
                sentences.of("catalog.role." + contact.role(), language),
                agency == null ? null : agencies.getOrDefault(agency, agency.value()),
                contact.name(),
                contact.email(),
                contact.language().tag(),
                deputy == null ? null : deputy.name() + " · " + deputy.email(),
                contact.absences().stream().map(away -> away(away, language)).toList(),
                rights(contact, reader));
    }

    private ContactSheet.Away away(Absence absence, Language language) {
        boolean now = absence.covers(today());
        return new ContactSheet.Away(
                absence.id(),
                sentences.of(
                        "desk.contacts." + (now ? "away" : "planned"),
                        language,
                        DAY.format(absence.first()),
                        DAY.format(absence.last()),
                        absence.deputy().name()),
                now);
    }

    private Map<AgencyCode, String> names(Language language) {
        return catalog.agencies().stream()
                .collect(Collectors.toMap(
                        Agency::code, (Agency agency) -> agency.name().in(language)));
    }

    private static Set<ContactRight> rights(Contact contact, StaffMember reader) {
        AgencyCode agency = contact.agency();
        return ContactRights.of(reader, agency == null ? null : agency.value());
    }

    private static String path(Contact contact) {
        return LIST + "/" + contact.id();
    }

    private String text(String key, Language language) {
        return sentences.of("desk.contacts." + key, language);
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate();
    }
}
