package kz.ikomek.workflow.tasklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * JSON that says nothing ({@code null}), that is deeper or longer than the reader bears, or of other types than asked for, is
 * the client's mistake: the engine's REST interface would answer with 500 or with the reader's own words.
 */
@Component
class ReadableBodies implements ResourceConfigCustomizer, ReaderInterceptor {

    private static final String UNREADABLE = "tasklist.unreadable";

    @Override
    public void customize(ResourceConfig interfaces) {
        interfaces.register(this);
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        Object read;
        try {
            read = body.proceed();
        } catch (JsonProcessingException e) {
            throw refused();
        }
        if (read == null) {
            throw refused();
        }
        return read;
    }

    private static RestException refused() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(RefusalNote.REFUSAL, new Refusal(UNREADABLE, null), RequestAttributes.SCOPE_REQUEST);
        }
        return new RestException(Response.Status.BAD_REQUEST, UNREADABLE);
    }
}
