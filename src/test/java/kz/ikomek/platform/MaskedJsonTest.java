package kz.ikomek.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import kz.ikomek.shared.LoggedAppeal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** A line of the log as JSON, by the product's own settings. */
class MaskedJsonTest {

    private static final String PHONE = "8 701 123 45 67";
    private static final String IIN = "900101300017";

    @Test
    void aLineIsJsonHasTheAppealAndNamesNobody() throws IOException {
        var context = context();
        var lines = new ListAppender<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                line.prepareForDeferredProcessing();
                super.append(line);
            }
        };
        lines.setContext(context);
        lines.start();
        var log = context.getLogger("kz.ikomek.test");
        log.addAppender(lines);
        context.getMDCAdapter().put(LoggedAppeal.KEY, "1000001");
        var cause = new IllegalStateException("Key (iin)=(" + IIN + ") exists", new IOException("call " + PHONE));
        log.error("The resident {} with {} was not found\nat all", PHONE, IIN, cause);
        context.getMDCAdapter().clear();
        log.info("Nothing");

        String written = encoded(context, lines.list.get(0));
        assertThat(written).endsWith("\n").doesNotContain("701", "45 67", IIN);
        assertThat(written.strip()).doesNotContain("\n");
        JsonNode line = new ObjectMapper().readTree(written);
        assertThat(line.path("message").asText()).isEqualTo("The resident *** with *** was not found\nat all");
        assertThat(line.at("/log/level").asText()).isEqualTo("ERROR");
        assertThat(line.path(LoggedAppeal.KEY).asText()).isEqualTo("1000001");
        assertThat(line.at("/error/message").asText()).isEqualTo("Key (iin)=(***) exists");
        assertThat(line.at("/error/stack_trace").asText())
                .contains("IllegalStateException", "call ***", "MaskedJsonTest");
        assertThat(new ObjectMapper()
                        .readTree(encoded(context, lines.list.get(1)))
                        .has(LoggedAppeal.KEY))
                .isFalse();
    }

    private static String encoded(LoggerContext context, ILoggingEvent event) {
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(UTF_8);
        encoder.start();
        return new String(encoder.encode(event), UTF_8);
    }

    private static LoggerContext context() throws IOException {
        var settings = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .forEach(settings.getPropertySources()::addLast);
        var context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), settings);
        return context;
    }
}
