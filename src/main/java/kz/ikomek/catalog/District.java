package kz.ikomek.catalog;

import kz.ikomek.shared.LocalizedText;

/** A district of the city. */
public record District(DistrictCode code, LocalizedText name) {}
