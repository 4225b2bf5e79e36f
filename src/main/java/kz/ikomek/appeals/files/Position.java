package kz.ikomek.appeals.files;

/**
 * Where a picture was taken, WGS 84.
 *
 * @param latitude degrees, north is positive
 * @param longitude degrees, east is positive
 */
public record Position(double latitude, double longitude) {}
