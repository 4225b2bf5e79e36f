package kz.ikomek.workflow.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first administrator, outside the demo.
 *
 * @param id login
 * @param password the first password
 */
@ConfigurationProperties("ikomek.first-administrator")
record FirstAdministrator(@Nullable String id, @Nullable String password) {}
