package kz.ikomek.workflow.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.shared.LoggedAppeal;
import kz.ikomek.shared.Revisions;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<MeterRegistry> meters;
    private final MatchedRows rows;
    private final ObjectProvider<Accounts> accounts;
    private final LoginProperties login;
    private final Revisions revisions;

    EngineSettings(
            ApplicationContext context,
            ObjectProvider<MeterRegistry> meters,
            MatchedRows rows,
            ObjectProvider<Accounts> accounts,
            LoginProperties login,
            Revisions revisions) {
        this.revisions = revisions;
        this.login = login;
        this.context = context;
        this.accounts = accounts;
        this.rows = rows;
        this.meters = meters;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setExpressionManager(new StrictExpressions(new AllowedBeans(context)));
        var noScripts = new NoScripts();
        configuration.setScriptFactory(noScripts);
        configuration.setScriptEngineResolver(noScripts);
        configuration.setDmnElProvider(noScripts);
        var dmn = new DefaultDmnEngineConfiguration();
        dmn.setFeelEngineFactory(RememberedTests.factory());
        dmn.setCustomPostDecisionTableEvaluationListeners(List.of(rows));
        configuration.setDmnEngineConfiguration(dmn);
        configuration.setBpmnParseFactory(GuardedParse::new);
        configuration.getCustomPostBPMNParseListeners().add(LoneInstance.listener());
        configuration.setDeserializationTypeValidationEnabled(true);
        configuration.setCustomHistoryLevels(List.of(new LeanHistory()));
        configuration.setHistory("ikomek");
        configuration.setEnableScriptEngineLoadExternalResources(false);
        // Tasklist asks for its filters in pages of this size.
        configuration.setQueryMaxResultsLimit(2000);
        boolean demo = context.getEnvironment().getRequiredProperty("ikomek.demo", Boolean.class);
        configuration.setPasswordEncryptor(demo ? SlowPasswords.ofDemoStaff() : SlowPasswords.strong());
        configuration.setCustomPasswordChecker(List.of(SlowPasswords.strong(), SlowPasswords.ofDemoStaff()));
        configuration.setIdentityProviderSessionFactory(StaffIdentities.factory(accounts));
        configuration.setPasswordPolicy(new EnginesPasswordPolicy());
        configuration.setEnablePasswordPolicy(!login.easyPasswords());
        configuration.setResourceAuthorizationProvider(new NoAuthorizationRows());
        configuration.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
        configuration.setCmmnEnabled(false);
        configuration.setStandaloneTasksEnabled(false);
        configuration.setCommandCheckers(new ArrayList<>(List.of(new TenantCommandChecker(), new OwnTasksChecker())));
        List<SessionFactory> sessions = new ArrayList<>(KeptDefinitions.factories(revisions));
        sessions.add(OwnTasksOnly.factory(revisions));
        sessions.add(AdministratorsLog.factory());
        sessions.add(WholeBatches.factory());
        sessions.add(CaseVariables.factory());
        configuration.setCustomSessionFactories(sessions);
        configuration.setCustomIncidentHandlers(List.of(new IncidentAlarm(meters)));
        configuration.setDelegateInterceptor(new AppealInLog());
        // For what the engine itself logs of a job or a command that fails.
        configuration.setLoggingContextBusinessKey(LoggedAppeal.KEY);
        var forms = new FormFields(revisions);
        configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new Conflicts()));
        configuration.setCustomPostCommandInterceptorsTxRequired(interceptors(forms));
        configuration.setCustomPostCommandInterceptorsTxRequiresNew(interceptors(forms));
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        UnstoredObjects.replace(configuration.getVariableSerializers());
        CaseVariables.addTo(configuration.getSqlSessionFactory().getConfiguration());
    }

    private static List<CommandInterceptor> interceptors(FormFields forms) {
        return List.of(new NoCodeInQueries(), new StaffCommands(forms));
    }
}
