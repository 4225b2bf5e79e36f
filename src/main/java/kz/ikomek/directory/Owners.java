package kz.ikomek.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.staff.Role;
import org.springframework.stereotype.Component;

/** Who can answer for an entry: every agency in use, and the groups of the centre that look things up themselves. */
@Component
public class Owners {

    private static final List<Role> GROUPS = List.of(Role.SUPERVISOR, Role.OPERATOR, Role.PHARMACIST);

    private final Catalog catalog;

    Owners(Catalog catalog) {
        this.catalog = catalog;
    }

    /** All, by code: the centre's groups first, then the agencies in the order of the catalogue. */
    public Map<String, Owner> byCode() {
        Map<String, Owner> owners = new LinkedHashMap<>();
        GROUPS.forEach(group -> add(owners, new Owner(null, group)));
        catalog.agenciesInUse().forEach(agency -> add(owners, new Owner(agency.code(), null)));
        return owners;
    }

    private static void add(Map<String, Owner> owners, Owner owner) {
        owners.put(owner.code(), owner);
    }
}
