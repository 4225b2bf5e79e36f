package kz.ikomek.workflow.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import kz.ikomek.catalog.CatalogChanged;
import kz.ikomek.shared.StartupRefused;
import kz.ikomek.workflow.lifecycle.HumanStep;
import kz.ikomek.workflow.models.DeployedModels.Newest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the models and forms that the product ships: changed ones only, under stable names, and never over a version
 * that a process owner deployed, whatever the owner's file is called. Several nodes may start at once.
 */
@Component
@DependsOn("catalogSeed")
class ModelDeployment implements InitializingBean {

    /** Marks our own deployments; anything else is a process owner's. */
    static final String SOURCE = "ikomek-109";

    /** Marks an owner's form that was deployed again with the options of a changed catalogue. */
    static final String OWNERS_RENDERED = "ikomek-109-owner";

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);
    private static final long LOCK = 109_000_001L;

    private final RepositoryService repository;
    private final IdentityService identity;
    private final DeployedModels models;
    private final FormOptions options;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    ModelDeployment(
            RepositoryService repository,
            IdentityService identity,
            DeployedModels models,
            FormOptions options,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.repository = repository;
        this.identity = identity;
        this.models = models;
        this.options = options;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void afterPropertiesSet() {
        try {
            deploy(shipped());
        } catch (ModelRefused e) {
            throw new StartupRefused("The models that the product ships are refused: " + e.getMessage(), e);
        }
    }

    /**
     * Deploys those of these files, forms with the options of the catalogue, that differ from the newest deployed version, unless that version is an owner's.
     *
     * @return the names of the files that were deployed
     */
    Set<String> deploy(Map<String, byte[]> files) {
        return alone(() -> {
            Map<String, byte[]> changed = new TreeMap<>();
            files.forEach((name, file) -> {
                byte[] content = ModelGate.isForm(name) ? options.render(file) : file;
                if (isNew(name, content)) {
                    changed.put(name, content);
                }
            });
            store(changed, SOURCE);
            return changed.keySet();
        });
    }

    /** Renders the forms anew, in the transaction that changed the catalogue; only those that differ are deployed. */
    @EventListener
    void renderAgain(CatalogChanged change) {
        alone(() -> {
            Map<String, byte[]> ours = new TreeMap<>();
            Map<String, byte[]> owners = new TreeMap<>();
            for (HumanStep step : HumanStep.values()) {
                Newest newest = models.newest(step.form());
                if (newest == null) {
                    continue;
                }
                byte[] before = models.content(step.form());
                byte[] after = options.render(before);
                if (!Arrays.equals(before, after)) {
                    (SOURCE.equals(newest.source()) ? ours : owners).put(newest.resource(), after);
                }
            }
            store(ours, SOURCE);
            store(owners, OWNERS_RENDERED);
            return ours.keySet();
        });
    }

    /** The models and forms of this version of the product. */
    Map<String, byte[]> shipped() {
        Map<String, byte[]> files = new TreeMap<>();
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            for (String pattern : new String[] {"bpmn/*.bpmn", "bpmn/*.dmn", "forms/*.form"}) {
                for (Resource resource : resolver.getResources("classpath:" + pattern)) {
                    String name = Objects.requireNonNull(resource.getFilename());
                    files.put(name, resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** One node at a time, and as the system, whoever is logged in. */
    private Set<String> alone(Supplier<Set<String>> work) {
        var login = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            Set<String> done = transactions.execute(status -> {
                jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                        .param(LOCK)
                        .query((row, number) -> 1)
                        .list();
                return new TreeSet<>(work.get());
            });
            return Objects.requireNonNullElse(done, Set.of());
        } finally {
            if (login != null) {
                identity.setAuthentication(login);
            }
        }
    }

    private void store(Map<String, byte[]> files, String source) {
        if (files.isEmpty()) {
            return;
        }
        var deployment = repository.createDeployment().name("iKomek 109").source(source);
        files.forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        deployment.deploy();
        log.info("Deployed: {}", files.keySet());
    }

    private boolean isNew(String name, byte[] content) {
        boolean differs = false;
        for (String key : ModelGate.keys(name, content)) {
            Newest newest = models.newest(key);
            if (newest != null && !SOURCE.equals(newest.source())) {
                log.info("{} stays as a process owner deployed it.", name);
                return false;
            }
            differs |= newest == null || !Arrays.equals(content, models.content(key));
        }
        return differs;
    }
}
