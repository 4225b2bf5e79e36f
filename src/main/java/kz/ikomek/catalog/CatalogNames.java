package kz.ikomek.catalog;

import java.util.Map;
import java.util.Objects;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The names of categories and districts as they were when asked for; for texts about many appeals. */
public final class CatalogNames {

    private final Map<String, LocalizedText> categories;
    private final Map<String, LocalizedText> districts;

    CatalogNames(Map<String, LocalizedText> categories, Map<String, LocalizedText> districts) {
        this.categories = categories;
        this.districts = districts;
    }

    /** A category's name; its code where there is none of it. */
    public String category(CategoryCode code, Language language) {
        LocalizedText name = categories.get(code.value());
        return name == null ? code.value() : name.in(language);
    }

    /** District and address, whichever are known; null when neither is. */
    public @Nullable String place(@Nullable DistrictCode code, @Nullable String address, Language language) {
        LocalizedText name = code == null ? null : districts.get(code.value());
        String district = name == null ? null : name.in(language);
        return district == null
                ? address
                : address == null ? district : Objects.requireNonNull(district) + ", " + address;
    }
}
