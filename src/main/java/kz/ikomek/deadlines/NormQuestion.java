package kz.ikomek.deadlines;

import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;

/**
 * What the table of norms is asked.
 *
 * @param channel through which the appeal came, in the words of the table: {@code PHONE}, {@code WEB} …
 */
public record NormQuestion(CategoryCode category, CategoryKind kind, boolean danger, String channel) {}
