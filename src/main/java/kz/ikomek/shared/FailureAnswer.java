package kz.ikomek.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * What a request is answered that fails before any handler of it: for people our error page, for programs problem
 * details (RFC 9457).
 */
@Component
public class FailureAnswer {

    private static final List<String> PROGRAMS = List.of("/api/", "/camunda/api/", "/engine-rest/", "/actuator/");

    private final Sentences sentences;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    FailureAnswer(Sentences sentences, LocaleResolver languages, ObjectMapper json) {
        this.sentences = sentences;
        this.languages = languages;
        this.json = json;
    }

    /**
     * Answers, when nothing has been answered yet. Headers that are set already stay.
     *
     * @param sentence key of what a program is told
     * @param values of the sentence
     * @throws IOException when whoever asked is gone
     */
    public void send(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String sentence,
            Object... values)
            throws IOException {
        if (!isForPrograms(path(request))) {
            response.sendError(status.value());
            return;
        }
        tell(request, response, status, sentence, values);
    }

    /**
     * Answers by problem details, whoever asked: also where the error page could not be made, because it would read once
     * more what cannot be read.
     */
    public void tell(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String sentence,
            Object... values)
            throws IOException {
        var language = Language.of(languages.resolveLocale(request));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(json.writeValueAsBytes(
                        ProblemDetail.forStatusAndDetail(status, sentences.of(sentence, language, values))));
    }

    /** The path of a request below the application's own, whatever servlet it belongs to. */
    public static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /**
     * Whether programs ask there, and scripts of pages: what goes wrong is told as problem details, not as a page.
     *
     * @param path as {@link #path} gives it
     */
    public static boolean isForPrograms(String path) {
        return PROGRAMS.stream().anyMatch(prefix -> (path + "/").startsWith(prefix));
    }
}
