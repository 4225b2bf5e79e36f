package kz.ikomek.workflow.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How logins are guarded.
 *
 * @param attempts wrong passwords in a row after which an account is locked
 * @param firstWait how long nobody gets in after the first wrong password; it doubles with each further one
 * @param longestWait what the wait grows to at most
 * @param administratorsLock after which an administrator's lock ends by itself, since nobody else might be there to end
 *     it
 * @param sessions how many sessions somebody may have at once, over all nodes
 * @param easyPasswords whether a password that is set for somebody may be any, and need not be changed at the first
 *     login; for the published passwords of demo staff, true in the default run only
 */
@Validated
@ConfigurationProperties("ikomek.login")
public record LoginProperties(
        @DefaultValue("10") @Min(3) @Max(100) int attempts,
        @DefaultValue("3s") Duration firstWait,
        @DefaultValue("5m") Duration longestWait,
        @DefaultValue("1h") Duration administratorsLock,
        @DefaultValue("3") @Min(1) int sessions,
        @DefaultValue("false") boolean easyPasswords) {}
