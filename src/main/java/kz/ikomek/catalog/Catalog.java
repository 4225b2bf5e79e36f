package kz.ikomek.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.shared.Kept;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Revisions;
import kz.ikomek.shared.Revisions.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue as it stands in the database. */
@Component
public class Catalog {

    private static final String CATEGORY_COLUMNS =
            "SELECT code, name_kk, name_ru, name_en, agency_rule, kind, dangerous FROM catalog.category ";

    private final JdbcClient jdbc;
    private final Kept<String, Map<CategoryCode, Category>> offered;
    private final Kept<String, Set<String>> inUse;

    Catalog(JdbcClient jdbc, Revisions revisions) {
        this.jdbc = jdbc;
        this.offered = new Kept<>(revisions, Topic.CATALOG);
        this.inUse = new Kept<>(revisions, Topic.CATALOG);
    }

    /** All categories in the order of the catalogue. */
    public List<Category> categories() {
        return jdbc.sql(CATEGORY_COLUMNS + "ORDER BY position")
                .query(Catalog::category)
                .list();
    }

    /** The categories that a new appeal may have. */
    public List<Category> categoriesInUse() {
        return jdbc.sql(CATEGORY_COLUMNS + "WHERE NOT retired ORDER BY position")
                .query(Catalog::category)
                .list();
    }

    /**
     * One category.
     *
     * @throws Refusal naming the field {@code category} when there is none of this code
     */
    public Category category(CategoryCode code) {
        return jdbc.sql(CATEGORY_COLUMNS + "WHERE code = ?")
                .param(code.value())
                .query(Catalog::category)
                .optional()
                .orElseThrow(() -> new Refusal("catalog.category.unknown", "category", code.value()));
    }

    /**
     * A category that a new or corrected appeal may have.
     *
     * @throws Refusal naming the field {@code category} when there is none of this code, or it is retired
     */
    public Category offered(CategoryCode code) {
        Category category = offered.of(
                        "categories",
                        () -> categoriesInUse().stream().collect(Collectors.toMap(Category::code, one -> one)))
                .get(code);
        if (category == null) {
            throw new Refusal("catalog.category.unknown", "category", code.value());
        }
        return category;
    }

    /** All agencies in the order of the catalogue. */
    public List<Agency> agencies() {
        return jdbc.sql("SELECT code, name_kk, name_ru, name_en FROM catalog.agency ORDER BY position")
                .query((row, number) -> new Agency(new AgencyCode(row.getString("code")), name(row)))
                .list();
    }

    /** The agencies that an appeal may still be routed to. */
    public List<Agency> agenciesInUse() {
        return jdbc.sql("SELECT code, name_kk, name_ru, name_en FROM catalog.agency WHERE NOT retired"
                        + " ORDER BY position")
                .query((row, number) -> new Agency(new AgencyCode(row.getString("code")), name(row)))
                .list();
    }

    /**
     * Checks that an appeal may be routed to the agencies: they exist and are not retired.
     *
     * @throws Refusal naming the field and the first code that is unknown or retired
     */
    public void requireAgencies(Collection<AgencyCode> codes, String field) {
        Set<String> known = inUse("SELECT code FROM catalog.agency WHERE NOT retired");
        for (AgencyCode code : codes) {
            if (!known.contains(code.value())) {
                throw new Refusal("catalog.agency.unknown", field, code.value());
            }
        }
    }

    /** All districts in the order of the catalogue. */
    public List<District> districts() {
        return jdbc.sql("SELECT code, name_kk, name_ru, name_en FROM catalog.district ORDER BY position")
                .query((row, number) -> new District(new DistrictCode(row.getString("code")), name(row)))
                .list();
    }

    /** The districts that a new appeal may name. */
    public List<District> districtsInUse() {
        return jdbc.sql("SELECT code, name_kk, name_ru, name_en FROM catalog.district WHERE NOT retired"
                        + " ORDER BY position")
                .query((row, number) -> new District(new DistrictCode(row.getString("code")), name(row)))
                .list();
    }

    /** All names, retired ones too, in one statement. */
    public CatalogNames names() {
        Map<String, LocalizedText> categories = new HashMap<>();
        Map<String, LocalizedText> districts = new HashMap<>();
        jdbc.sql("SELECT true AS category, code, name_kk, name_ru, name_en FROM catalog.category UNION ALL"
                        + " SELECT false, code, name_kk, name_ru, name_en FROM catalog.district")
                .query(row -> {
                    (row.getBoolean("category") ? categories : districts).put(row.getString("code"), name(row));
                });
        return new CatalogNames(categories, districts);
    }

    /** Where an appeal is, for people: district and address, whichever are known; null when neither is. */
    public @Nullable String place(@Nullable DistrictCode code, @Nullable String address, Language language) {
        return names().place(code, address, language);
    }

    /**
     * Checks that a new or corrected appeal may name the district: it exists and is not retired.
     *
     * @throws Refusal naming the field {@code district}
     */
    public void requireDistrict(DistrictCode code) {
        if (!inUse("SELECT code FROM catalog.district WHERE NOT retired").contains(code.value())) {
            throw new Refusal("catalog.district.unknown", "district", code.value());
        }
    }

    private Set<String> inUse(String codes) {
        return inUse.of(codes, () -> jdbc.sql(codes).query(String.class).set());
    }

    private static Category category(ResultSet row, int number) throws SQLException {
        return new Category(
                new CategoryCode(row.getString("code")),
                name(row),
                row.getString("agency_rule"),
                CategoryKind.valueOf(row.getString("kind")),
                row.getBoolean("dangerous"));
    }

    private static LocalizedText name(ResultSet row) throws SQLException {
        return new LocalizedText(row.getString("name_kk"), row.getString("name_ru"), row.getString("name_en"));
    }
}
