package kz.ikomek.workflow.models;

import java.util.List;
import kz.ikomek.catalog.CatalogChanged;
import kz.ikomek.catalog.EditCatalog.Entries;
import kz.ikomek.shared.Refusal;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Holds the deployed tables to a changed catalogue: a category that has no norm could not be registered. */
@Component
class NormForEveryCategory {

    private final DeployedModels models;

    NormForEveryCategory(DeployedModels models) {
        this.models = models;
    }

    @EventListener
    void check(CatalogChanged change) {
        if (change.list() != Entries.CATEGORY) {
            return;
        }
        byte[] norms = models.content("norms");
        List<Problem> problems = DmnRules.check("norms.dmn", norms, models.surroundings());
        if (!problems.isEmpty()) {
            throw new Refusal("models.category-without-norm", "category", change.code());
        }
    }
}
