package kz.ikomek.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often may be asked what. The figures are proposals.
 *
 * @param login tries of a password from one address; a right one does not count
 * @param publicPages requests without a login from one address
 * @param links links in mails from one address
 * @param telephony events of the telephone system from one address
 * @param searches searches and lists of one person
 * @param office networks, as {@code 10.1.0.0/16} or one address, in which many people share an address
 * @param officeFactor how many times more is allowed from there
 * @param atOnce requests that are worked on at once; fewer than connections of the database
 * @param waiting requests that wait to be worked on, from the desk and the telephone; others half as many
 * @param remembered how many addresses, or people, each limit remembers; whoever asked least is forgotten first
 */
@Validated
@ConfigurationProperties("ikomek.limits")
record LimitProperties(
        @NotNull @Valid Rate login,
        @NotNull @Valid Rate publicPages,
        @NotNull @Valid Rate links,
        @NotNull @Valid Rate telephony,
        @NotNull @Valid Rate searches,
        @NotNull List<String> office,
        @Min(1) @Max(100_000) int officeFactor,
        @Min(1) @Max(1_000) int atOnce,
        @Min(2) @Max(10_000) int waiting,
        @Min(100) @Max(1_000_000) int remembered) {

    /**
     * So many at once at most, and so many in each such time.
     *
     * @param per a second at least
     */
    record Rate(
            @Positive int requests,
            @NotNull @DurationMin(seconds = 1) Duration per) {}

    /** Copies the list. */
    LimitProperties {
        office = List.copyOf(office);
    }

    Rate of(Limit limit) {
        return switch (limit) {
            case LOGIN -> login;
            case PUBLIC_PAGES -> publicPages;
            case LINKS -> links;
            case TELEPHONY -> telephony;
            case SEARCHES -> searches;
        };
    }
}
