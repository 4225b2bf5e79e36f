package kz.ikomek.workflow.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the models and forms that the product ships: changed ones only, under stable names, and never over a version
 * that a process owner deployed. Several nodes may start at once.
 */
@Component
@DependsOn("catalogSeed")
class ModelDeployment implements InitializingBean {

    /** Marks our own deployments; anything else is a process owner's. */
    static final String SOURCE = "ikomek-109";

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);
    private static final long LOCK = 109_000_001L;

    private final RepositoryService repository;
    private final FormOptions options;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    ModelDeployment(
            RepositoryService repository, FormOptions options, JdbcClient jdbc, TransactionTemplate transactions) {
        this.repository = repository;
        this.options = options;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void afterPropertiesSet() {
        deploy();
    }

    /** Deploys what differs from the newest deployed version. Returns how many resources that were. */
    int deploy() {
        Integer deployed = transactions.execute(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, number) -> 1)
                    .list();
            Map<String, String> changed = new TreeMap<>();
            shipped().forEach((name, content) -> {
                if (differs(name, content)) {
                    changed.put(name, content);
                }
            });
            if (!changed.isEmpty()) {
                var builder = repository.createDeployment().name("iKomek 109").source(SOURCE);
                changed.forEach(builder::addString);
                builder.deploy();
                log.info("Deployed: {}", changed.keySet());
            }
            return changed.size();
        });
        return deployed == null ? 0 : deployed;
    }

    private Map<String, String> shipped() {
        Map<String, String> resources = new TreeMap<>();
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            for (String pattern : new String[] {"bpmn/*.bpmn", "bpmn/*.dmn", "forms/*.form"}) {
                for (Resource resource : resolver.getResources("classpath:" + pattern)) {
                    String name = String.valueOf(resource.getFilename());
                    String content = resource.getContentAsString(StandardCharsets.UTF_8);
                    resources.put(name, name.endsWith(".form") ? options.render(content) : content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resources;
    }

    private boolean differs(String name, String content) {
        Deployment newest = newest(name);
        if (newest == null) {
            return true;
        }
        if (!SOURCE.equals(newest.getSource())) {
            log.info("{} stays as a process owner deployed it.", name);
            return false;
        }
        try (var stream = repository.getResourceAsStream(newest.getId(), name)) {
            return !content.equals(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Deployment newest(String name) {
        String id = jdbc.sql("SELECT d.id_ FROM act_re_deployment d JOIN act_ge_bytearray b ON b.deployment_id_ = d.id_"
                        + " WHERE b.name_ = ? ORDER BY d.deploy_time_ DESC LIMIT 1")
                .param(name)
                .query(String.class)
                .optional()
                .orElse(null);
        return id == null
                ? null
                : repository.createDeploymentQuery().deploymentId(id).singleResult();
    }
}
