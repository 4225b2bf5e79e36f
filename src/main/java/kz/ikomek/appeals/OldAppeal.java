package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.catalog.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * An appeal that was registered in another system before, put into words of ours. Instants in UTC.
 *
 * @param source name of the other system
 * @param id what the other system knows it by; one of a source
 * @param digest of the line that it comes from: tells whether the line has changed since
 * @param told what was written down; its answer is the resolution of the other system
 * @param agency whose business it is or was; null when not known
 * @param due the deadline there; null for none, and ours is counted
 * @param ending null while it is open
 * @param place null when not known
 */
public record OldAppeal(
        String source,
        String id,
        String digest,
        NewAppeal told,
        @Nullable AgencyCode agency,
        Instant registered,
        @Nullable Instant due,
        @Nullable Ending ending,
        @Nullable Place place) {

    /** How and when it ended. */
    public record Ending(Outcome outcome, Instant at) {}

    /** Where it is, in degrees of WGS 84. */
    public record Place(double latitude, double longitude) {}
}
