package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * A body of files that cannot be taken apart is told at once: a page of the error dispatch would try to take it apart once
 * more.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableBodies {

    private final Sentences sentences;
    private final Clock clock;

    UnreadableBodies(Sentences sentences, Clock clock) {
        this.sentences = sentences;
        this.clock = clock;
    }

    @ExceptionHandler
    Object unreadable(
            MultipartException unreadable, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var status = unreadable instanceof MaxUploadSizeExceededException
                ? HttpStatus.PAYLOAD_TOO_LARGE
                : HttpStatus.BAD_REQUEST;
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            response.setStatus(status.value());
            return new ModelAndView(
                    "error",
                    Map.of("kind", ErrorAnswers.kind(status.value()), "timestamp", Date.from(clock.instant())));
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        status, sentences.of(ErrorAnswers.heading(status), Language.of(locale))));
    }
}
