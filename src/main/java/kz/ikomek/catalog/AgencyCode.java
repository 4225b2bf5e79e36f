package kz.ikomek.catalog;

/** An agency's stable code, for example {@code water-sewerage}. The engine's group is {@code agency-<code>}. */
public record AgencyCode(String value) {

    @Override
    public String toString() {
        return value;
    }
}
