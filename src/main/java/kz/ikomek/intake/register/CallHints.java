package kz.ikomek.intake.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the typed tells already.
 *
 * @param limitSeconds how long the call should take, by the norm of the category; null while none is chosen
 * @param limit the same in words
 * @param norm for the whole matter, in words; null while no category is chosen
 * @param agency that the routing table names; null where an inspector decides
 * @param enquiry whether the category is one that is answered in the call
 * @param dangerous whether it is dangerous in any case
 */
record CallHints(
        @Nullable Long limitSeconds,
        @Nullable String limit,
        @Nullable String norm,
        @Nullable String agency,
        boolean enquiry,
        boolean dangerous,
        List<Duplicate> duplicates) {

    /** An appeal that may be about the same, in words. */
    record Duplicate(
            String number,
            String path,
            String category,
            @Nullable String place,
            String state,
            String when,
            String why) {}
}
