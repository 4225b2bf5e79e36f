package kz.ikomek.workflow.engine;

import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the claims of the city's own login mean here.
 *
 * @param loginClaim names the person; letters, digits and hyphens
 * @param groupsClaim lists the person's groups there
 * @param groups our group by the group there; groups that are not in it mean nothing here
 * @param agencyPrefix begins each group there that means work for an agency; the agency's code follows
 */
@Validated
@ConfigurationProperties("ikomek.oidc.claims")
record CityLoginProperties(
        @DefaultValue("preferred_username") @NotBlank String loginClaim,
        @DefaultValue("groups") @NotBlank String groupsClaim,
        @DefaultValue Map<String, String> groups,
        @DefaultValue("ikomek-agency-") @NotBlank String agencyPrefix) {

    CityLoginProperties {
        groups = Map.copyOf(groups);
    }
}
