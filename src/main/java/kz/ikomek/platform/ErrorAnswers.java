package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/** Who did not ask for a page is answered by problem details (RFC 9457), whatever part of the server failed. */
@Controller
class ErrorAnswers extends BasicErrorController {

    private final Sentences sentences;

    ErrorAnswers(
            ErrorAttributes attributes,
            ServerProperties settings,
            ObjectProvider<ErrorViewResolver> views,
            Sentences sentences) {
        super(attributes, settings.getError(), views.orderedStream().collect(Collectors.toList()));
        this.sentences = sentences;
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        Object wait = request.getAttribute(RateLimiting.RETRY_AFTER);
        problem.put(
                "detail",
                wait == null
                        ? sentences.of(sentence(status), Language.of(LocaleContextHolder.getLocale()))
                        : sentences.of("error.429.detail", Language.of(LocaleContextHolder.getLocale()), wait));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Key of the sentence that says what such a status means to whoever reads it. */
    static String sentence(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, SERVICE_UNAVAILABLE -> "error." + status.value() + ".heading";
            default -> status.is5xxServerError() ? "error.500.heading" : "error.400.heading";
        };
    }
}
