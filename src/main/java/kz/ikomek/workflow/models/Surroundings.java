package kz.ikomek.workflow.models;

import java.util.Map;
import java.util.Set;
import kz.ikomek.catalog.CategoryKind;

/**
 * What stands outside the models that are looked at, and that they may rely on.
 *
 * @param forms ids of the forms deployed before
 * @param decisions ids of the decision tables deployed before
 * @param agencies codes of the agencies that a table may name
 * @param categories all categories by code
 * @param districts codes of all districts
 */
record Surroundings(
        Set<String> forms,
        Set<String> decisions,
        Set<String> agencies,
        Map<String, CategoryKind> categories,
        Set<String> districts) {}
