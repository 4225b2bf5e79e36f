package kz.ikomek.replies;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Assignment;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses the replies for a step of an appeal and fills them with what is known of it. */
@Component
public class OfferReplies {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);
    private static final AppealNumber SAMPLE = new AppealNumber("10000012");
    private static final String SAMPLE_ADDRESS = "Тәуке хан даңғылы, 12";
    private static final Instant SAMPLE_DEADLINE = Instant.parse("2026-11-25T13:00:00Z");

    private final ReplyStore store;
    private final AppealViews appeals;
    private final Catalog catalog;
    private final DecisionTables tables;
    private final Sentences sentences;

    OfferReplies(ReplyStore store, AppealViews appeals, Catalog catalog, DecisionTables tables, Sentences sentences) {
        this.store = store;
        this.appeals = appeals;
        this.catalog = catalog;
        this.tables = tables;
        this.sentences = sentences;
    }

    /**
     * The replies for a step, those of the appeal's category first.
     *
     * @param step id of the step's element in the model
     * @param agency whose work it is; null when it is not an agency's
     */
    public List<OfferedReply> of(String step, AppealView appeal, @Nullable AgencyCode agency) {
        List<Reply> replies = store.inUse(ReplyUse.in(step), appeal.category());
        if (replies.isEmpty()) {
            return List.of();
        }
        Facts facts = facts(appeal, agency);
        return replies.stream().map(reply -> offered(reply, facts)).toList();
    }

    /**
     * A reply as it would read for an appeal that is made up.
     *
     * @param category of the appeal; null for any
     */
    public LocalizedText sample(String textKk, String textRu, @Nullable CategoryCode category) {
        CategoryCode code = category == null ? usual() : category;
        var district = catalog.districtsInUse().get(0).code();
        AgencyCode agency = Optional.ofNullable(tables.proposal(code, district))
                .orElseGet(() -> catalog.agenciesInUse().get(0).code());
        var facts = new Facts(
                SAMPLE,
                catalog.category(code).name(),
                names(List.of(agency)),
                SAMPLE_DEADLINE,
                text(language -> catalog.place(district, SAMPLE_ADDRESS, language)));
        return new LocalizedText(fill(textKk, facts, Language.KK), fill(textRu, facts, Language.RU), "");
    }

    private CategoryCode usual() {
        return catalog.categoriesInUse().stream()
                .filter(category -> category.kind() == CategoryKind.STANDARD)
                .findFirst()
                .map(Category::code)
                .orElseThrow();
    }

    private OfferedReply offered(Reply reply, Facts facts) {
        return new OfferedReply(
                reply.use().decision(),
                reply.use().field(),
                reply.category() != null,
                reply.titleKk(),
                reply.titleRu(),
                fill(reply.textKk(), facts, Language.KK),
                fill(reply.textRu(), facts, Language.RU));
    }

    private Facts facts(AppealView appeal, @Nullable AgencyCode agency) {
        return new Facts(
                appeal.number(),
                catalog.category(appeal.category()).name(),
                names(agency == null ? agencies(appeal) : List.of(agency)),
                appeal.due(),
                text(language -> catalog.place(appeal.district(), appeal.address(), language)));
    }

    /** Who works on it, else who did, else whom the routing table names. */
    private List<AgencyCode> agencies(AppealView appeal) {
        List<AgencyCode> open = appeals.openAgencies(appeal.number());
        if (!open.isEmpty()) {
            return open;
        }
        List<AgencyCode> before = appeals.assignments(appeal.number()).stream()
                .map(Assignment::agency)
                .toList();
        AgencyCode proposed = before.isEmpty() ? tables.proposal(appeal.category(), appeal.district()) : null;
        return proposed == null ? before : List.of(proposed);
    }

    private @Nullable LocalizedText names(List<AgencyCode> codes) {
        Map<AgencyCode, LocalizedText> names =
                catalog.agencies().stream().collect(Collectors.toMap(Agency::code, Agency::name));
        return codes.isEmpty()
                ? null
                : text(language -> codes.stream()
                        .map(code -> Objects.requireNonNull(names.get(code)).in(language))
                        .collect(Collectors.joining(", ")));
    }

    private static @Nullable LocalizedText text(Translated translated) {
        String kk = translated.in(Language.KK);
        String ru = translated.in(Language.RU);
        return kk == null || ru == null ? null : new LocalizedText(kk, ru, ru);
    }

    @FunctionalInterface
    private interface Translated {
        @Nullable
        String in(Language language);
    }

    /** What is known of an appeal. */
    private record Facts(
            AppealNumber number,
            LocalizedText category,
            @Nullable LocalizedText agency,
            Instant deadline,
            @Nullable LocalizedText place) {}

    private String fill(String text, Facts facts, Language language) {
        return Placeholder.fill(text, placeholder -> switch (placeholder) {
            case NUMBER -> facts.number().display();
            case CATEGORY -> facts.category().in(language);
            case DEADLINE -> TIME.format(facts.deadline());
            case AGENCY -> orGap(facts.agency(), placeholder, language);
            case PLACE -> orGap(facts.place(), placeholder, language);
        });
    }

    /** Where nothing is known, a gap that people see and fill. */
    private String orGap(@Nullable LocalizedText known, Placeholder placeholder, Language language) {
        return known == null
                ? "[" + sentences.of("replies.gap." + placeholder.name().toLowerCase(Locale.ROOT), language) + "]"
                : known.in(language);
    }
}
