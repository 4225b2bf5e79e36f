package kz.ikomek.intake.telephony;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the telephone system tells of calls, as a form or as JSON. It proves itself with a secret: {@code Authorization:
 * Bearer …}, or the last part of the path for systems that can only be given an address. Without the setting there is no
 * such endpoint.
 */
@RestController
class CtiEndpoint {

    private static final String PATH = "/api/telephony/events";
    private static final String BEARER = "Bearer ";

    /** Far above what an event is. */
    private static final int LARGEST = 64 * 1024;

    private final RecordCall record;
    private final TelephonyProperties properties;
    private final ObjectMapper json;
    private final Sentences sentences;

    CtiEndpoint(RecordCall record, TelephonyProperties properties, ObjectMapper json, Sentences sentences) {
        this.record = record;
        this.properties = properties;
        this.json = json;
        this.sentences = sentences;
    }

    @PostMapping({PATH, PATH + "/{secret}"})
    ResponseEntity<?> event(
            @PathVariable(required = false) @Nullable String secret, HttpServletRequest request, Locale locale)
            throws IOException {
        String expected = properties.secret();
        if (expected == null) {
            throw new ErrorResponseException(HttpStatus.NOT_FOUND);
        }
        Language language = Language.of(locale);
        if (!MessageDigest.isEqual(
                expected.getBytes(UTF_8), sent(secret, request).getBytes(UTF_8))) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, BEARER.strip())
                    .body(ProblemDetail.forStatusAndDetail(
                            HttpStatus.UNAUTHORIZED, sentences.of("telephony.event.secret", language)));
        }
        try {
            record.record(read(request));
            return ResponseEntity.ok(Map.of());
        } catch (Refusal refusal) {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, sentences.of(refusal, language));
            problem.setProperty("code", refusal.code());
            if (refusal.field() != null) {
                problem.setProperty("field", refusal.field());
            }
            return ResponseEntity.badRequest().body(problem);
        }
    }

    private static String sent(@Nullable String inPath, HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (inPath != null) {
            return inPath;
        }
        return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    }

    private CallEvent read(HttpServletRequest request) throws IOException {
        if (isJson(request.getContentType())) {
            byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw new Refusal("telephony.event.no-json", null);
            }
            try {
                return CallEvents.read(json.readTree(body));
            } catch (JsonProcessingException e) {
                throw new Refusal("telephony.event.no-json", null);
            }
        }
        return CallEvents.read(request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.copyOf(Arrays.asList(field.getValue())))));
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.valueOf(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
