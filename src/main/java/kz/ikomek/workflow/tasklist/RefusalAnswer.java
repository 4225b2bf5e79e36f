package kz.ikomek.workflow.tasklist;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kz.ikomek.shared.DatabaseUnreachable;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.workflow.engine.Conflicts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * What the engine's REST interface answers when our rules refuse something: problem details (RFC 9457) with our sentence
 * in the reader's language and the field it is about. The engine would answer 500 and its own words around a code.
 */
@Configuration(proxyBeanMethods = false)
class RefusalAnswer {

    private static final Logger log = LoggerFactory.getLogger(RefusalAnswer.class);

    private static final Set<String> CONFLICTS =
            Set.of(RefusalNote.CLAIMED, RefusalNote.FASTER, Conflicts.REFUSED, Conflicts.TASK_GONE);

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> refusalAnswers(
            Sentences sentences, LocaleResolver languages, ObjectMapper json) {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                request.setAttribute(RefusalNote.ENGINE_REQUEST, true);
                var withheld = new Withheld(request, response);
                chain.doFilter(request, withheld);
                Refusal refusal = withheld.refusal();
                if (refusal != null) {
                    Language language = Language.of(languages.resolveLocale(request));
                    HttpStatus status = status(refusal);
                    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
                        log.error(
                                "The database cannot be reached or has no room: {} {} is answered with 503",
                                request.getMethod(),
                                request.getRequestURI());
                        response.setHeader(
                                HttpHeaders.RETRY_AFTER, Long.toString(DatabaseUnreachable.TRY_AGAIN.toSeconds()));
                    }
                    byte[] body = json.writeValueAsBytes(problem(refusal, sentences.of(refusal, language), status));
                    response.setStatus(status.value());
                    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                    response.setContentLength(body.length);
                    response.getOutputStream().write(body);
                }
            }
        });
        filter.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
        filter.setOrder(110);
        return filter;
    }

    private static HttpStatus status(Refusal refusal) {
        if (refusal.code().equals(DatabaseUnreachable.SENTENCE)) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return CONFLICTS.contains(refusal.code()) ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY;
    }

    private static Map<String, Object> problem(Refusal refusal, String sentence, HttpStatus status) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", sentence);
        problem.put("code", refusal.code());
        if (refusal.field() != null) {
            problem.put("field", refusal.field());
        }
        // The name under which clients of the engine look for what to show.
        problem.put("message", sentence);
        return problem;
    }

    /** Lets everything through but the engine's own words about a refusal. */
    private static final class Withheld extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        Withheld(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        /** Null when nothing was refused. */
        @Nullable
        Refusal refusal() {
            return getStatus() >= HttpServletResponse.SC_BAD_REQUEST
                            && request.getAttribute(RefusalNote.REFUSAL) instanceof Refusal refusal
                    ? refusal
                    : null;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return refusal() == null ? super.getOutputStream() : new Nowhere();
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return refusal() == null ? super.getWriter() : new PrintWriter(Writer.nullWriter());
        }

        @Override
        public void setContentLength(int length) {
            if (refusal() == null) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (refusal() == null) {
                super.setContentLengthLong(length);
            }
        }

        @Override
        public void flushBuffer() throws IOException {
            if (refusal() == null) {
                super.flushBuffer();
            }
        }
    }

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int octet) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
