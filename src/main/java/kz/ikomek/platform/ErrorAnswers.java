package kz.ikomek.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import kz.ikomek.shared.FailureAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is answered to a request that failed before or outside of our own handlers: our page to a person, problem details
 * (RFC 9457) to a program, in the reader's language. Nothing of the inside: no class, no message, no version.
 */
@Controller
class ErrorAnswers implements ErrorController {

    private static final Set<Integer> TOLD_APART = Set.of(401, 403, 404, 405, 413, 415, 429, 503);

    private final FailureAnswer failure;
    private final Clock clock;

    ErrorAnswers(FailureAnswer failure, Clock clock) {
        this.failure = failure;
        this.clock = clock;
    }

    /** Asked for by its own address it is a page that does not exist. */
    @RequestMapping("${server.error.path:/error}")
    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = status(request);
        if (wantsPage(request)) {
            return new ModelAndView(
                    "error", Map.of("kind", kind(request, status), "timestamp", Date.from(clock.instant())), status);
        }
        Object wait = request.getAttribute(RateLimiting.RETRY_AFTER);
        if (wait == null) {
            failure.tell(request, response, status, heading(status));
        } else {
            failure.tell(request, response, status, "error." + kind(request, status) + ".detail", wait);
        }
        return null;
    }

    /** Under which of our sentences a status is told: its own, or the general one of its class. */
    static String kind(int status) {
        return TOLD_APART.contains(status) ? Integer.toString(status) : status < 500 ? "400" : "500";
    }

    private static String kind(HttpServletRequest request, HttpStatus status) {
        return request.getAttribute(Overload.BUSY) == null ? kind(status.value()) : Overload.BUSY;
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
        if (FailureAnswer.isForPrograms(path)) {
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
