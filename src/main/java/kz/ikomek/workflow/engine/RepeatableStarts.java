package kz.ikomek.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import kz.ikomek.shared.FailureAnswer;
import kz.ikomek.workflow.engine.StartKeys.Attempt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Whoever starts a case at the engine's interface and gets no answer may send the same again: with the header {@code
 * Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header) the case is started once, and the answer is the same. The
 * key is kept in the transaction that starts the case. The same key with other words is refused with 422. Without the
 * header nothing changes.
 */
final class RepeatableStarts extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Pattern STARTS = Pattern.compile(".*/process-definition/(key/)?[^/]+/(submit-form|start)");
    private static final List<String> TOLD = List.of("id", "definitionId", "businessKey", "ended", "suspended");
    private static final int LARGEST = 1 << 20;

    private final StartKeys keys;
    private final TransactionTemplate transactions;
    private final FailureAnswer answer;
    private final ObjectMapper json;

    RepeatableStarts(StartKeys keys, TransactionTemplate transactions, FailureAnswer answer, ObjectMapper json) {
        this.keys = keys;
        this.transactions = transactions;
        this.answer = answer;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !request.getMethod().equals("POST")
                || !STARTS.matcher(FailureAnswer.path(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            answer.tell(request, response, HttpStatus.BAD_REQUEST, "workflow.start-key.unreadable");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer.tell(request, response, HttpStatus.PAYLOAD_TOO_LARGE, "error.413.heading");
            return;
        }
        String actor = Objects.requireNonNull(request.getUserPrincipal()).getName();
        String digest = digest(FailureAnswer.path(request), body);
        var held = new ContentCachingResponseWrapper(response);
        Attempt before = attempted(actor, key, digest, new Again(request, body), held, chain);
        if (before.digest() == null) {
            held.copyBodyToResponse();
        } else if (MessageDigest.isEqual(
                before.digest().getBytes(StandardCharsets.UTF_8), digest.getBytes(StandardCharsets.UTF_8))) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write(Objects.requireNonNull(before.answer()).getBytes(StandardCharsets.UTF_8));
        } else {
            answer.tell(request, response, HttpStatus.UNPROCESSABLE_ENTITY, "workflow.start-key.of-another");
        }
    }

    /** What became of it before; if nothing, it is done now. */
    private Attempt attempted(
            String actor,
            String key,
            String digest,
            HttpServletRequest request,
            ContentCachingResponseWrapper held,
            FilterChain chain)
            throws ServletException {
        try {
            return Objects.requireNonNull(transactions.execute(status -> {
                Attempt before = keys.lock(actor, key);
                if (before.digest() == null) {
                    try {
                        chain.doFilter(request, held);
                        if (held.getStatus() == HttpServletResponse.SC_OK) {
                            keys.answered(actor, key, digest, told(held.getContentAsByteArray()));
                        } else {
                            status.setRollbackOnly();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (ServletException e) {
                        throw new Failed(e);
                    }
                }
                return before;
            }));
        } catch (Failed failed) {
            throw failed.why;
        }
    }

    /** What the engine tells of the case that was started, without its variables. */
    private String told(byte[] started) throws IOException {
        JsonNode all = json.readTree(started);
        ObjectNode told = json.createObjectNode();
        TOLD.forEach(field -> told.set(field, all.path(field)));
        return told.toString();
    }

    private static String digest(String path, byte[] body) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Carries a checked exception out of the transaction, which is taken back. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final ServletException why;

        Failed(ServletException why) {
            super(why);
            this.why = why;
        }
    }

    /** A request whose body was read already. */
    private static final class Again extends HttpServletRequestWrapper {

        private final byte[] body;

        Again(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    return in.read(into, from, most);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(@Nullable ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
