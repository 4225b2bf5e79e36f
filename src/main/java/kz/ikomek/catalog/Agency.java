package kz.ikomek.catalog;

import kz.ikomek.shared.LocalizedText;

/** An executive body that solves appeals: a department, a district akimat or a utility. */
public record Agency(AgencyCode code, LocalizedText name) {}
