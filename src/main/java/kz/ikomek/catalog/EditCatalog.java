package kz.ikomek.catalog;

import java.sql.Types;
import java.util.regex.Pattern;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the catalogue. Nothing is ever deleted, because appeals keep their category, agency and district: what is no
 * longer wanted is retired and stands in no list any more.
 */
@Component
@Transactional
public class EditCatalog {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 60;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    EditCatalog(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The lists of the catalogue. */
    public enum Entries {
        CATEGORY,
        AGENCY,
        DISTRICT;

        private String table() {
            return switch (this) {
                case CATEGORY -> "catalog.category";
                case AGENCY -> "catalog.agency";
                case DISTRICT -> "catalog.district";
            };
        }

        private String unknown() {
            return "catalog." + field() + ".unknown";
        }

        private String field() {
            return switch (this) {
                case CATEGORY -> "category";
                case AGENCY -> "agency";
                case DISTRICT -> "district";
            };
        }
    }

    /**
     * Adds a category at the end of the list.
     *
     * @throws Refusal when the code is malformed or taken, a name is missing, or the agency is unknown
     */
    public void add(Category category) {
        String code = fresh(Entries.CATEGORY, category.code().value(), category.name());
        String rule = category.agencyRule();
        if (rule != null && !category.needsDistrict() && !exists(Entries.AGENCY, rule)) {
            throw new Refusal("catalog.agency.unknown", "agency", rule);
        }
        jdbc.sql("INSERT INTO catalog.category"
                        + " (code, position, name_kk, name_ru, name_en, agency_rule, kind, dangerous)"
                        + " SELECT :code, coalesce(max(position), 0) + 1, :kk, :ru, :en, :rule, :kind, :dangerous"
                        + " FROM catalog.category")
                .param("code", code)
                .param("kk", category.name().kk())
                .param("ru", category.name().ru())
                .param("en", category.name().en())
                .param("rule", rule, Types.VARCHAR)
                .param("kind", category.kind().name())
                .param("dangerous", category.dangerous())
                .update();
        publish(Entries.CATEGORY, code);
    }

    /**
     * Adds an agency at the end of the list.
     *
     * @throws Refusal when the code is malformed or taken, or a name is missing
     */
    public void add(Agency agency) {
        add(Entries.AGENCY, agency.code().value(), agency.name());
    }

    /**
     * Adds a district at the end of the list.
     *
     * @throws Refusal when the code is malformed or taken, or a name is missing
     */
    public void add(District district) {
        add(Entries.DISTRICT, district.code().value(), district.name());
    }

    /**
     * Gives an entry other names; its code stays.
     *
     * @throws Refusal when there is none of this code or a name is missing
     */
    public void rename(Entries list, String code, LocalizedText name) {
        requireNames(list, name);
        change(
                list,
                code,
                jdbc.sql("UPDATE " + list.table() + " SET name_kk = ?, name_ru = ?, name_en = ? WHERE code = ?")
                        .params(name.kk(), name.ru(), name.en(), code)
                        .update());
    }

    /**
     * Takes an entry out of the lists to choose from; what has it keeps it.
     *
     * @throws Refusal when there is none of this code
     */
    public void retire(Entries list, String code) {
        change(
                list,
                code,
                jdbc.sql("UPDATE " + list.table() + " SET retired = true WHERE code = ?")
                        .param(code)
                        .update());
    }

    private void add(Entries list, String code, LocalizedText name) {
        fresh(list, code, name);
        jdbc.sql("INSERT INTO " + list.table() + " (code, position, name_kk, name_ru, name_en)"
                        + " SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ? FROM " + list.table())
                .params(code, name.kk(), name.ru(), name.en())
                .update();
        publish(list, code);
    }

    private String fresh(Entries list, @Nullable String code, LocalizedText name) {
        if (code == null || code.length() > LONGEST || !CODE.matcher(code).matches()) {
            throw new Refusal("catalog.code.invalid", list.field(), String.valueOf(code));
        }
        requireNames(list, name);
        if (exists(list, code)) {
            throw new Refusal("catalog.code.taken", list.field(), code);
        }
        return code;
    }

    private boolean exists(Entries list, String code) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM " + list.table() + " WHERE code = ?)")
                .param(code)
                .query(Boolean.class)
                .single();
    }

    private static void requireNames(Entries list, LocalizedText name) {
        if (name.kk().isBlank() || name.ru().isBlank() || name.en().isBlank()) {
            throw new Refusal("catalog.name.missing", list.field());
        }
    }

    private void change(Entries list, String code, int rows) {
        if (rows == 0) {
            throw new Refusal(list.unknown(), list.field(), code);
        }
        publish(list, code);
    }

    private void publish(Entries list, String code) {
        events.publishEvent(new CatalogChanged(list, code));
    }
}
