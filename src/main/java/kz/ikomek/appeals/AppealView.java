package kz.ikomek.appeals;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.Stage;
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
        Clocks clocks,
        int level,
        int attempts,
        int hops,
        int reworks,
        int reopenings,
        @Nullable Instant closedAt,
        @Nullable Instant nextLook) {

    /**
     * What the appeal is watched for, and its limits.
     *
     * @param stage the stage in hand; without meaning for a closed appeal
     * @param deadlines the deadline that counts for each stage
     * @param stepLimited whether the step in hand has a limit of its own
     * @param heldUntil until when nobody above is told, because somebody has taken the case under their control
     * @param extensions how often more time was granted
     * @param extensionAskedBy the agency that asks for more time
     */
    public record Clocks(
            Stage stage,
            Map<Stage, Instant> deadlines,
            boolean stepLimited,
            Instant forwardDue,
            @Nullable Instant heldUntil,
            int extensions,
            @Nullable AgencyCode extensionAskedBy) {

        /** Copies the deadlines. */
        public Clocks {
            deadlines = Map.copyOf(deadlines);
        }
    }

    /** What it is about, without the resident. */
    public Matter matter() {
        return new Matter(number, category, district, address, danger);
    }

    /** The deadline that counts for a stage. */
    public Instant deadline(Stage stage) {
        return Objects.requireNonNullElse(clocks.deadlines().get(stage), due);
    }
}
