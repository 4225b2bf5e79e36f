package kz.ikomek.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is answered to a request that failed before or outside of our own handlers: our page to a person, problem details
 * (RFC 9457) to a program, in the reader's language. Nothing of the inside: no class, no message, no version.
 */
@Controller
class ErrorAnswers implements ErrorController {

    private static final Set<Integer> TOLD_APART = Set.of(401, 403, 404, 405, 413, 415, 429, 503);

    private final ErrorAttributes attributes;
    private final Sentences sentences;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    ErrorAnswers(ErrorAttributes attributes, Sentences sentences, LocaleResolver languages, ObjectMapper json) {
        this.attributes = attributes;
        this.sentences = sentences;
        this.languages = languages;
        this.json = json;
    }

    /** Asked for by its own address it is a page that does not exist. */
    @RequestMapping("${server.error.path:/error}")
    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = status(request);
        response.setStatus(status.value());
        String kind = kind(status.value());
        if (wantsPage(request)) {
            var timestamp = attributes
                    .getErrorAttributes(new ServletWebRequest(request), ErrorAttributeOptions.of())
                    .get("timestamp");
            return new ModelAndView("error", Map.of("kind", kind, "timestamp", timestamp), status);
        }
        var language = Language.of(languages.resolveLocale(request));
        Object wait = request.getAttribute(RateLimiting.RETRY_AFTER);
        var problem = ProblemDetail.forStatusAndDetail(
                status,
                wait == null
                        ? sentences.of(heading(status), language)
                        : sentences.of("error.429.detail", language, wait));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
        return null;
    }

    /** Under which of our sentences a status is told: its own, or the general one of its class. */
    static String kind(int status) {
        return TOLD_APART.contains(status) ? Integer.toString(status) : status < 500 ? "400" : "500";
    }

    /** Key of the sentence that says what a status means to whoever reads it. */
    static String heading(HttpStatusCode status) {
        return "error." + kind(status.value()) + ".heading";
    }

    private static HttpStatus status(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri.substring(request.getContextPath().length())
                : "/";
        if (Programs.ask(path)) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT)).stream()
                    .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
