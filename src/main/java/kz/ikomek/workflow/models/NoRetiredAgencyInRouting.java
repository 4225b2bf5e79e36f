package kz.ikomek.workflow.models;

import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogChanged;
import kz.ikomek.catalog.EditCatalog.Entries;
import kz.ikomek.shared.Refusal;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps an agency in use while the deployed routing table names it: a danger would be routed to nobody. */
@Component
class NoRetiredAgencyInRouting {

    private final DeployedModels models;
    private final Catalog catalog;

    NoRetiredAgencyInRouting(DeployedModels models, Catalog catalog) {
        this.models = models;
        this.catalog = catalog;
    }

    @EventListener
    void check(CatalogChanged change) {
        if (change.list() != Entries.AGENCY) {
            return;
        }
        boolean inUse = catalog.agenciesInUse().stream()
                .anyMatch(agency -> agency.code().value().equals(change.code()));
        if (!inUse && DmnRules.namesAgency(models.content("routing"), change.code())) {
            throw new Refusal("models.agency-in-routing", "agency", change.code());
        }
    }
}
