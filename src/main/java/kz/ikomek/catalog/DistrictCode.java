package kz.ikomek.catalog;

/** A city district's stable code, for example {@code al-farabi}. */
public record DistrictCode(String value) {

    @Override
    public String toString() {
        return value;
    }
}
