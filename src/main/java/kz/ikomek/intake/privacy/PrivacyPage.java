package kz.ikomek.intake.privacy;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.privacy.Anonymise;
import kz.ikomek.privacy.PersonReport;
import kz.ikomek.privacy.Retention;
import kz.ikomek.privacy.WhoSaw;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffNames;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Personal data, by permission. What is asked for is posted, so that no phone stands in an address that a browser or a
 * proxy keeps.
 */
@Controller
@RequestMapping("/staff/privacy")
class PrivacyPage {

    private static final String PAGE = "privacy/page";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    /** An appeal's number has fewer digits than any phone. */
    private static final int LONGEST_NUMBER = 8;

    private final WhoSaw whoSaw;
    private final PersonReport report;
    private final ReportFiles files;
    private final Anonymise anonymise;
    private final Retention retention;
    private final Catalog catalog;
    private final StaffNames names;
    private final Sentences sentences;

    PrivacyPage(
            WhoSaw whoSaw,
            PersonReport report,
            ReportFiles files,
            Anonymise anonymise,
            Retention retention,
            Catalog catalog,
            StaffNames names,
            Sentences sentences) {
        this.whoSaw = whoSaw;
        this.report = report;
        this.files = files;
        this.anonymise = anonymise;
        this.retention = retention;
        this.catalog = catalog;
        this.names = names;
        this.sentences = sentences;
    }

    /** A look at an appeal, in words. */
    record Look(String at, String who, String via, String number, String path) {}

    /** A line of the table of retention, in words. */
    record Kept(String scope, String name, int months, boolean removable) {}

    @GetMapping
    String page(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        require(reader, Permission.SEE_ACCESS);
        return show(reader, Language.of(locale), model);
    }

    @PostMapping("/seen")
    String seen(
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        require(reader, Permission.SEE_ACCESS);
        Language language = Language.of(locale);
        model.addAttribute("query", query);
        return answer("seen", reader, language, model, () -> {
            List<WhoSaw.Look> looks = looks(query);
            Map<String, String> people =
                    names.of(looks.stream().map(WhoSaw.Look::who).toList());
            model.addAttribute(
                    "looks",
                    looks.stream().map(look -> look(look, people, language)).toList());
            return PAGE;
        });
    }

    @PostMapping("/person")
    String person(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String iin,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        require(reader, Permission.REPORT_PERSON);
        model.addAttribute("phone", phone);
        model.addAttribute("iin", iin);
        return answer("person", reader, Language.of(locale), model, () -> {
            model.addAttribute("report", report.of(phone, iin, new Actor(reader.userId())));
            return PAGE;
        });
    }

    /** The report as a file: CSV, or JSON. */
    @PostMapping("/person/file")
    ResponseEntity<byte[]> file(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String iin,
            @RequestParam(defaultValue = "json") String format,
            @AuthenticationPrincipal StaffMember reader) {
        require(reader, Permission.REPORT_PERSON);
        PersonReport.Report person;
        try {
            person = report.of(phone, iin, new Actor(reader.userId()));
        } catch (Refusal refusal) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, refusal);
        }
        boolean csv = format.equals("csv");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(csv ? "person.csv" : "person.json")
                                .build()
                                .toString())
                .contentType(csv ? MediaType.parseMediaType("text/csv;charset=UTF-8") : MediaType.APPLICATION_JSON)
                .body(csv ? files.csv(person) : files.json(person));
    }

    @PostMapping("/forget")
    String forget(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        require(reader, Permission.FORGET);
        Language language = Language.of(locale);
        model.addAttribute("forgotten", query);
        model.addAttribute("reason", reason);
        return answer("forget", reader, language, model, () -> {
            var actor = new Actor(reader.userId());
            var erased = isNumber(query)
                    ? anonymise.appeal(AppealNumber.parse(query), reason, actor)
                    : anonymise.person(query, reason, actor);
            model.addAttribute("done", sentences.of("privacy.done", language, erased.anonymised(), erased.waiting()));
            model.addAttribute("forgotten", "");
            model.addAttribute("reason", "");
            return PAGE;
        });
    }

    @PostMapping("/retention")
    String retention(
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String months,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        require(reader, Permission.EDIT_RETENTION);
        model.addAttribute("scope", scope);
        model.addAttribute("months", months);
        return answer("retention", reader, Language.of(locale), model, () -> {
            retention.change(scope, months, new Actor(reader.userId()));
            return "redirect:/staff/privacy#retention";
        });
    }

    /** When it is refused, the page comes again with what was typed and the sentence at its form. */
    private String answer(String form, StaffMember reader, Language language, Model model, Supplier<String> work) {
        String view = PAGE;
        try {
            view = work.get();
        } catch (Refusal refusal) {
            model.addAttribute(form + "Error", sentences.of(refusal, language));
        }
        return view.equals(PAGE) ? show(reader, language, model) : view;
    }

    private String show(StaffMember reader, Language language, Model model) {
        var permissions = Permissions.of(reader);
        model.addAttribute("reports", permissions.contains(Permission.REPORT_PERSON));
        model.addAttribute("forgets", permissions.contains(Permission.FORGET));
        model.addAttribute("edits", permissions.contains(Permission.EDIT_RETENTION));
        model.addAttribute("kept", kept(language));
        model.addAttribute(
                "categories",
                catalog.categories().stream()
                        .collect(Collectors.toMap(
                                category -> category.code().value(),
                                category -> category.name().in(language),
                                (one, other) -> one,
                                TreeMap::new)));
        return PAGE;
    }

    private List<Kept> kept(Language language) {
        return retention.lines().stream()
                .map(line -> new Kept(line.scope(), name(line.scope(), language), line.months(), !isKind(line.scope())))
                .toList();
    }

    private String name(String scope, Language language) {
        return isKind(scope)
                ? sentences.of("privacy.kind." + scope, language)
                : catalog.categories().stream()
                        .filter(category -> category.code().value().equals(scope))
                        .map(category -> category.name().in(language))
                        .findFirst()
                        .orElse(scope);
    }

    private static boolean isKind(String scope) {
        return Arrays.stream(CategoryKind.values()).anyMatch(kind -> kind.name().equals(scope));
    }

    private List<WhoSaw.Look> looks(String query) {
        if (query.isBlank()) {
            throw new Refusal("shared.required", "query");
        }
        return isNumber(query) ? whoSaw.saw(AppealNumber.parse(query)) : whoSaw.saw(PhoneNumber.parse(query));
    }

    private static boolean isNumber(String typed) {
        long digits = typed.chars().filter(Character::isDigit).count();
        return digits > 0 && digits <= LONGEST_NUMBER;
    }

    private Look look(WhoSaw.Look look, Map<String, String> people, Language language) {
        return new Look(
                TIME.format(look.at()),
                Objects.requireNonNullElse(people.get(look.who()), look.who()),
                sentences.of("privacy.via." + look.via(), language),
                look.number().display(),
                "/staff/appeals/" + look.number().value());
    }

    private static void require(StaffMember reader, Permission permission) {
        if (!Permissions.of(reader).contains(permission)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
