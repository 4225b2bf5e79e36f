package kz.ikomek.workflow.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives a page of the engine's web applications the nonce of its own Content-Security-Policy. The engine hands the nonce
 * from the header to the page through the one servlet context, so that any other request in between puts its own there:
 * the browser then refuses all scripts, and a person sits before a spinner for good.
 */
final class OwnNonce extends OncePerRequestFilter {

    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"[^\"]*\"");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!asksForPage(request)) {
            chain.doFilter(request, response);
            return;
        }
        var held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        String policy = held.getHeader("Content-Security-Policy");
        Matcher nonce = IN_HEADER.matcher(policy == null ? "" : policy);
        if (nonce.find() && isHtml(held)) {
            String page = new String(held.getContentAsByteArray(), StandardCharsets.UTF_8);
            byte[] own = IN_PAGE.matcher(page)
                    .replaceAll(Matcher.quoteReplacement("nonce=\"" + nonce.group(1) + "\""))
                    .getBytes(StandardCharsets.UTF_8);
            held.resetBuffer();
            held.getOutputStream().write(own);
        }
        held.copyBodyToResponse();
    }

    /** Pages end in a slash; scripts, styles and pictures do not. */
    private static boolean asksForPage(HttpServletRequest request) {
        return request.getRequestURI().endsWith("/");
    }

    private static boolean isHtml(HttpServletResponse response) {
        String type = response.getContentType();
        return type != null && type.startsWith(MediaType.TEXT_HTML_VALUE);
    }
}
