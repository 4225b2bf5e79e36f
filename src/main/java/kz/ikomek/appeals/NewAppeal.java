package kz.ikomek.appeals;

import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * What an operator, or a channel, writes down. Blank texts count as null.
 *
 * @param phone as typed; required unless anonymous
 * @param danger ticked by the operator; a dangerous category makes the appeal dangerous in any case
 * @param answer the answer given in the call; for enquiries only, which are then closed at once
 */
public record NewAppeal(
        @Nullable String residentName,
        @Nullable String phone,
        boolean anonymous,
        Language language,
        Channel channel,
        CategoryCode category,
        @Nullable DistrictCode district,
        @Nullable String address,
        String text,
        boolean danger,
        @Nullable String answer) {

    NewAppeal named(@Nullable String name) {
        return new NewAppeal(
                name, phone, anonymous, language, channel, category, district, address, text, danger, answer);
    }
}
