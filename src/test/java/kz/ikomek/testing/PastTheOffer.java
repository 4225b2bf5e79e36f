package kz.ikomek.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Lets a test past the list of what the engine's REST interface offers, to what holds behind it: a guard that nobody
 * reaches is shown by nothing. Only requests with the header go past, and only in tests.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PastTheOffer {

    /** With any value it lets a request past. */
    public static final String HEADER = "X-Past-The-Offer";

    private static final List<String> GATES = List.of("nothingThatNobodyIsOffered", "nothingThatOthersAreOffered");

    @Bean
    FilterRegistrationBean<Filter> pastTheOfferOnDemand() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (((HttpServletRequest) request).getHeader(HEADER) != null) {
                // as OncePerRequestFilter marks a request that it has seen
                GATES.forEach(gate -> request.setAttribute(gate + ".FILTERED", true));
            }
            chain.doFilter(request, response);
        });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
