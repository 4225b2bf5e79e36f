package kz.ikomek.simulation;

import java.time.Duration;
import java.time.Instant;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/** What is to become of one appeal; the planner deals, the month plays. */
final class Plan {

    /** How the appeal ends within the month. */
    enum Ending {
        ANSWERED_IN_CALL,
        ANSWERED_BY_OPERATOR,
        ANSWERED_BY_INSPECTOR,
        REJECTED,
        FORWARDED,
        DUPLICATE,
        SOLVED,
        UNCONFIRMED,
        WITHDRAWN,
        MEDICINE_FOUND,
        MEDICINE_NOT_FOUND,
        OPEN
    }

    final int ordinal;
    final Instant at;
    final CategoryCode category;
    final DistrictCode district;
    final Language language;
    CategoryCode registeredAs;
    String street = "";
    int house;
    String words = "";
    Ending ending = Ending.SOLVED;

    /** The operator, or the pharmacist, hands it on to the inspector. */
    boolean passedOn;

    boolean dangerTicked;
    boolean dangerCleared;
    int questions;
    boolean severalAgencies;
    int refusals;
    boolean sameAgencyAgain;
    boolean inspectedAgain;
    boolean residentAsked;

    boolean residentNotReached;

    /** The question to the resident is never answered. */
    boolean residentSilent;

    boolean moreTime;
    boolean moreTimeRefused;
    boolean takenOnLate;
    int reworks;
    int silentCalls;
    boolean late;

    @Nullable
    Duration withdrawnAfter;

    @Nullable
    Duration reopenedAfter;

    /** The task at which an open appeal waits when the month ends. */
    @Nullable
    String stopsAt;

    @Nullable
    Plan original;

    Plan(int ordinal, Instant at, CategoryCode category, DistrictCode district, Language language) {
        this.ordinal = ordinal;
        this.at = at;
        this.category = category;
        this.district = district;
        this.language = language;
        this.registeredAs = category;
    }

    boolean staysOpen() {
        return ending == Ending.OPEN;
    }

    boolean corrected() {
        return !registeredAs.equals(category);
    }
}
