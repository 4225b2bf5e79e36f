package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A page of Tasklist starts, whoever else asks for something in the same moment. */
class OwnNonceTest {

    private static final String POLICY = "base-uri 'self';script-src 'nonce-mine' 'strict-dynamic' https: 'self'";

    @Test
    void thePageHasTheNonceOfItsHeaderAndNotTheLastOne() throws Exception {
        var answer = asked(
                "/camunda/app/tasklist/default/",
                "text/html;charset=UTF-8",
                "<script nonce=\"others\" src=\"a\"></script>Қазақша<script nonce=\"others\"></script>");
        assertThat(answer.getContentAsString())
                .isEqualTo("<script nonce=\"mine\" src=\"a\"></script>Қазақша<script nonce=\"mine\"></script>");
        assertThat(answer.getHeader("Content-Security-Policy")).isEqualTo(POLICY);
    }

    @Test
    void whatIsNoPageIsLeftAlone() throws Exception {
        assertThat(asked("/camunda/app/tasklist/scripts/config.js", "text/javascript", "nonce=\"others\"")
                        .getContentAsString())
                .isEqualTo("nonce=\"others\"");
        assertThat(asked("/camunda/api/", "application/json", "nonce=\"others\"")
                        .getContentAsString())
                .isEqualTo("nonce=\"others\"");
    }

    private static MockHttpServletResponse asked(String path, String type, String body) throws Exception {
        var response = new MockHttpServletResponse();
        new OwnNonce().doFilter(new MockHttpServletRequest("GET", path), response, (request, held) -> {
            ((HttpServletResponse) held).setHeader("Content-Security-Policy", POLICY);
            held.setContentType(type);
            held.setCharacterEncoding("UTF-8");
            held.getWriter().write(body);
        });
        return response;
    }
}
