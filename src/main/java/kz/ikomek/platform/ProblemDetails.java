package kz.ikomek.platform;

import java.util.Locale;
import kz.ikomek.shared.DatabaseUnreachable;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * What our own interfaces answer when they do not do what was asked: problem details (RFC 9457) with a sentence in the
 * reader's language, never the words of an exception.
 */
@RestControllerAdvice(annotations = RestController.class)
class ProblemDetails extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemDetails.class);

    private final Sentences sentences;

    ProblemDetails(Sentences sentences) {
        this.sentences = sentences;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY, sentences.of(refusal, language(LocaleContextHolder.getLocale())));
        problem.setProperty("code", refusal.code());
        if (refusal.field() != null) {
            problem.setProperty("field", refusal.field());
        }
        return super.handleExceptionInternal(
                refusal, problem, new HttpHeaders(), HttpStatus.UNPROCESSABLE_ENTITY, request);
    }

    /** A header or parameter that nobody types: the firewall looks at it only when somebody reads it. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unreadable(RequestRejectedException rejected, WebRequest request) {
        return handleExceptionInternal(rejected, null, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> failed(Exception failure, WebRequest request) throws Exception {
        if (DatabaseUnreachable.caused(failure)) {
            // Answered by DatabaseOutage, the same for all programs.
            throw failure;
        }
        log.error("{} failed", LoggedPath.of(request.getDescription(false)), failure);
        return handleExceptionInternal(failure, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(
                status, sentences.of(ErrorAnswers.heading(status), language(LocaleContextHolder.getLocale())));
        return super.handleExceptionInternal(exception, problem, headers, status, request);
    }

    private static Language language(Locale locale) {
        return Language.of(locale);
    }
}
