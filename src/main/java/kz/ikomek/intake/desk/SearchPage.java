package kz.ikomek.intake.desk;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.FindAppeals;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.PersonalText;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Finds an appeal by number, phone, address or words. A number leads to the appeal itself; who may not see an appeal is
 * told that there is none.
 */
@Controller
class SearchPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    /** Enough to tell one appeal from another. */
    private static final int EXCERPT = 160;

    private static final int DIGITS = 8;

    private final FindAppeals find;
    private final AppealSheets sheets;
    private final Catalog catalog;
    private final RecordAccess access;
    private final Sentences sentences;

    SearchPage(FindAppeals find, AppealSheets sheets, Catalog catalog, RecordAccess access, Sentences sentences) {
        this.find = find;
        this.sheets = sheets;
        this.catalog = catalog;
        this.access = access;
        this.sentences = sentences;
    }

    @GetMapping("/staff")
    String search(
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        if (query.isBlank()) {
            return "desk/search";
        }
        Language language = Language.of(locale);
        model.addAttribute("query", query);
        try {
            Optional<String> path = number(query).map(number -> path(number, reader));
            if (path.isPresent()) {
                return "redirect:" + path.get();
            }
            var found = find.find(query, reader);
            if (found.hits().isEmpty() && isNumberLike(query)) {
                AppealNumber.parse(query);
            }
            access.saw(
                    new Actor(reader.userId()),
                    Via.SEARCH,
                    found.hits().stream()
                            .filter(FindAppeals.Hit::words)
                            .map(hit -> hit.appeal().number())
                            .toList());
            CatalogNames names = catalog.names();
            model.addAttribute(
                    "hits",
                    found.hits().stream().map(hit -> line(hit, names, language)).toList());
            model.addAttribute("more", found.more());
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, language));
        }
        return "desk/search";
    }

    private String path(AppealNumber number, StaffMember reader) {
        Set<Right> rights = sheets.rights(number, reader);
        if (rights.contains(Right.VIEW)) {
            return "/staff/appeals/" + number.value();
        }
        if (rights.contains(Right.VIEW_ESCALATIONS)) {
            return "/staff/appeals/" + number.value() + "/escalations";
        }
        throw new Refusal("appeals.not-found", "number", number.display());
    }

    /** The number that is typed, if it is one by its check digit. */
    private static Optional<AppealNumber> number(String query) {
        if (!isNumberLike(query)) {
            return Optional.empty();
        }
        try {
            return Optional.of(AppealNumber.parse(query));
        } catch (Refusal otherDigits) {
            return Optional.empty();
        }
    }

    private static boolean isNumberLike(String query) {
        return query.chars().noneMatch(Character::isLetter)
                && query.chars().filter(Character::isDigit).count() == DIGITS;
    }

    private FoundAppeal line(FindAppeals.Hit hit, CatalogNames names, Language language) {
        AppealView appeal = hit.appeal();
        return new FoundAppeal(
                appeal.number().display(),
                "/staff/appeals/" + appeal.number().value(),
                names.category(appeal.category(), language),
                names.place(appeal.district(), appeal.address(), language),
                hit.words() ? excerpt(PersonalText.masked(appeal.words())) : null,
                appeal.danger() && !appeal.safe(),
                appeal.outcome() == null
                        ? sentences.of("desk.state." + appeal.state(), language)
                        : sentences.of("desk.outcome." + appeal.outcome(), language),
                TIME.format(appeal.registeredAt()));
    }

    private static String excerpt(String words) {
        return words.length() <= EXCERPT
                ? words
                : words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, EXCERPT))) + "…";
    }
}
