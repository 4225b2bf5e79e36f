package kz.ikomek.catalog;

/** A category's stable code, for example {@code open-manhole}. */
public record CategoryCode(String value) {

    @Override
    public String toString() {
        return value;
    }
}
