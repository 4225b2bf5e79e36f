package kz.ikomek.workflow.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Settings of the engine that no property offers. */
@Component
@DependsOnDatabaseInitialization
@Order(1)
class EngineSettings extends AbstractProcessEnginePlugin {

    private final ApplicationContext context;

    EngineSettings(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setExpressionManager(new JuelExpressionManager(new AllowedBeans(context)));
        configuration.setCustomHistoryLevels(List.of(new LeanHistory()));
        configuration.setHistory("ikomek");
        configuration.setEnableScriptEngineLoadExternalResources(false);
        configuration.setQueryMaxResultsLimit(1000);
        configuration.setPasswordEncryptor(new SlowPasswords());
        configuration.setResourceAuthorizationProvider(new NoAuthorizationRows());
    }
}
