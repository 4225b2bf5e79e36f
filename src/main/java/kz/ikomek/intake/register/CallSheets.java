package kz.ikomek.intake.register;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.appeals.LikelyDuplicates;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.FindCategory;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.ExplanationWords;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.NormQuestion;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What the page of a call shows, in the operator's language. */
@Component
class CallSheets {

    private static final int MOST_DUPLICATES = 5;
    private static final int MOST_CATEGORIES = 7;
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("dd.MM HH:mm").withZone(WorkingCalendar.ZONE);

    private final LikelyDuplicates duplicates;
    private final AppealViews appeals;
    private final Catalog catalog;
    private final FindCategory find;
    private final DecisionTables tables;
    private final ExplanationWords words;
    private final DeadlineWords why;
    private final Sentences sentences;

    CallSheets(
            LikelyDuplicates duplicates,
            AppealViews appeals,
            Catalog catalog,
            FindCategory find,
            DecisionTables tables,
            ExplanationWords words,
            DeadlineWords why,
            Sentences sentences) {
        this.duplicates = duplicates;
        this.appeals = appeals;
        this.catalog = catalog;
        this.find = find;
        this.tables = tables;
        this.words = words;
        this.why = why;
        this.sentences = sentences;
    }

    CallHints hints(TypedCall typed, Language language) {
        Optional<Category> category = category(typed);
        CatalogNames names = catalog.names();
        List<CallHints.Duplicate> alike = duplicates.of(typed.matter(), MOST_DUPLICATES).stream()
                .map(likely -> duplicate(likely, names, language))
                .toList();
        if (category.isEmpty()) {
            return new CallHints(null, null, null, null, false, false, alike);
        }
        Category chosen = category.get();
        boolean danger = chosen.dangerous() || Boolean.parseBoolean(typed.danger());
        String channel = typed.channel().isBlank() ? Channel.PHONE.name() : typed.channel();
        NormDecision decision = tables.norm(new NormQuestion(chosen.code(), chosen.kind(), danger, channel));
        var registering = decision.limits().registering();
        return new CallHints(
                registering.elapsed().toSeconds(),
                words.norm(registering, language),
                words.norm(decision.norm(), language),
                agency(tables.proposal(chosen.code(), typed.matter().district()), language),
                chosen.kind() == CategoryKind.REFERENCE,
                chosen.dangerous(),
                alike);
    }

    List<CategoryChoice> categories(String typed, Language language) {
        return find.find(typed, MOST_CATEGORIES).stream()
                .map(found -> choice(found, language))
                .toList();
    }

    /** The category that was chosen; empty while none is. */
    Optional<CategoryChoice> chosen(TypedCall typed, Language language) {
        return category(typed)
                .map(category -> new CategoryChoice(
                        category.code().value(), category.name().in(language), null, category.dangerous()));
    }

    /** The category of an enquiry that is answered in the call. */
    CategoryChoice enquiry(Language language) {
        return catalog.categoriesInUse().stream()
                .filter(category -> category.kind() == CategoryKind.REFERENCE)
                .findFirst()
                .map(category -> new CategoryChoice(
                        category.code().value(), category.name().in(language), null, category.dangerous()))
                .orElseThrow();
    }

    /** Codes and names. */
    Map<String, String> districts(Language language) {
        Map<String, String> districts = new LinkedHashMap<>();
        catalog.districtsInUse()
                .forEach(district ->
                        districts.put(district.code().value(), district.name().in(language)));
        return districts;
    }

    /** Codes and names. */
    Map<String, String> channels(Language language) {
        Map<String, String> channels = new LinkedHashMap<>();
        Arrays.stream(Channel.values())
                .forEach(channel -> channels.put(channel.name(), sentences.of("desk.channel." + channel, language)));
        return channels;
    }

    /**
     * What is read out of a registered appeal.
     *
     * @throws ResponseStatusException 404 when there is none of this number
     */
    CallDone done(AppealNumber number, Language language) {
        var appeal = appeals.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new CallDone(
                number.display(),
                "/staff/appeals/" + number.value(),
                appeal.state() == AppealState.CLOSED,
                catalog.names().category(appeal.category(), language),
                why.of(appeal, language));
    }

    private Optional<Category> category(TypedCall typed) {
        return catalog.categoriesInUse().stream()
                .filter(category -> category.code().value().equals(typed.category()))
                .findFirst();
    }

    private static CategoryChoice choice(FindCategory.Found found, Language language) {
        String name = found.category().name().in(language);
        return new CategoryChoice(
                found.category().code().value(),
                name,
                name.equals(found.word()) ? null : found.word(),
                found.category().dangerous());
    }

    private @Nullable String agency(@Nullable AgencyCode code, Language language) {
        return code == null
                ? null
                : catalog.agencies().stream()
                        .filter(agency -> agency.code().equals(code))
                        .map((Agency agency) -> agency.name().in(language))
                        .findFirst()
                        .orElse(null);
    }

    private CallHints.Duplicate duplicate(LikelyDuplicates.Likely likely, CatalogNames names, Language language) {
        var matter = likely.matter();
        List<String> reasons = new ArrayList<>();
        add(reasons, likely.sameCaller(), "caller", language);
        add(reasons, likely.samePlace(), "place", language);
        add(reasons, likely.similarWords(), "words", language);
        String state = likely.outcome() == null
                ? sentences.of("desk.state." + likely.state(), language)
                : sentences.of("desk.outcome." + likely.outcome(), language);
        return new CallHints.Duplicate(
                matter.number().display(),
                "/staff/appeals/" + matter.number().value(),
                names.category(matter.category(), language),
                names.place(matter.district(), matter.address(), language),
                state,
                when(likely.registeredAt()),
                String.join(", ", reasons));
    }

    private void add(List<String> reasons, boolean holds, String reason, Language language) {
        if (holds) {
            reasons.add(sentences.of("register.duplicate." + reason, language));
        }
    }

    private static String when(Instant at) {
        return Objects.requireNonNull(DAY_AND_TIME.format(at));
    }
}
