package kz.ikomek.catalog;

/**
 * The catalogue has changed; published in the transaction that changed it, so that what is made from the catalogue
 * changes with it or not at all.
 *
 * @param list what changed
 * @param code of the entry
 */
public record CatalogChanged(EditCatalog.Entries list, String code) {}
