package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * An appeal as staff read it. Name, phone and words are personal data: shown by right only.
 *
 * @param phone E.164
 * @param due the deadline in force
 * @param nextLook when the ladder of escalation is to be looked at again; null when closed
 * @param normReason why the norm is so, as the decision table says
 */
public record AppealView(
        AppealNumber number,
        AppealState state,
        @Nullable Outcome outcome,
        CategoryKind kind,
        CategoryCode category,
        @Nullable DistrictCode district,
        @Nullable String address,
        String words,
        @Nullable String residentName,
        @Nullable String phone,
        Language language,
        Channel channel,
        boolean danger,
        boolean safe,
        @Nullable String answer,
        @Nullable String duplicateOf,
        Instant registeredAt,
        Instant due,
        String normIso,
        String normReason,
        @Nullable Instant pausedSince,
        @Nullable Instant controlDue,
        int level,
        int attempts,
        int hops,
        int reworks,
        int reopenings,
        @Nullable Instant closedAt,
        @Nullable Instant nextLook) {}
