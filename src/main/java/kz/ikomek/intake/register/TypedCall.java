package kz.ikomek.intake.register;

import java.util.Locale;
import java.util.stream.Stream;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.LikelyDuplicates;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the fields of the page, as typed; empty when nothing does.
 *
 * @param category code of the chosen category
 * @param categoryTyped what was typed to find it
 * @param anonymous {@code true} when ticked, as is {@code danger}
 * @param talkLanguage language of the resident, as a tag
 * @param phoneCall id of the telephone call of which it comes; empty when there is none
 */
record TypedCall(
        String text,
        String answer,
        String category,
        String categoryTyped,
        String district,
        String address,
        String phone,
        String anonymous,
        String residentName,
        String talkLanguage,
        String channel,
        String danger,
        String phoneCall) {

    TypedCall {
        text = text(text);
        answer = text(answer);
        category = text(category);
        categoryTyped = text(categoryTyped);
        district = text(district);
        address = text(address);
        phone = text(phone);
        anonymous = text(anonymous);
        residentName = text(residentName);
        talkLanguage = text(talkLanguage);
        channel = text(channel);
        danger = text(danger);
        phoneCall = text(phoneCall);
    }

    /** Of a call that has only begun. */
    static TypedCall of(String phone, String phoneCall) {
        return new TypedCall("", "", "", "", "", "", phone, "", "", "kk", "PHONE", "", phoneCall);
    }

    /** Whether a person has typed anything that would be missed; the telephone's number alone is not. */
    boolean isWorthKeeping() {
        String own = phoneCall.isEmpty() ? phone : "";
        return Stream.of(text, answer, categoryTyped, address, own, residentName)
                .anyMatch(typed -> !typed.isBlank());
    }

    /**
     * What is to be registered.
     *
     * @throws Refusal naming a choice that is missing or unknown
     */
    NewAppeal told() {
        if (category.isBlank()) {
            throw new Refusal("shared.required", "category");
        }
        return new NewAppeal(
                residentName,
                phone,
                Boolean.parseBoolean(anonymous),
                choice(Language.class, talkLanguage, "language"),
                choice(Channel.class, channel, "channel"),
                new CategoryCode(category),
                place(),
                address,
                text,
                Boolean.parseBoolean(danger),
                answer);
    }

    LikelyDuplicates.Typed matter() {
        return new LikelyDuplicates.Typed(
                phone, category.isBlank() ? null : new CategoryCode(category), place(), given(address), given(text));
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String typed, String field) {
        try {
            return Enum.valueOf(type, typed.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal(typed.isBlank() ? "shared.required" : "shared.unknown-choice", field);
        }
    }

    private @Nullable DistrictCode place() {
        return district.isBlank() ? null : new DistrictCode(district);
    }

    private static @Nullable String given(String typed) {
        return typed.isBlank() ? null : typed;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.replace("\u0000", "");
    }
}
