package kz.ikomek.workflow.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.dmn.engine.impl.spi.el.ElExpression;
import org.camunda.bpm.dmn.engine.impl.spi.el.ElProvider;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.scripting.ExecutableScript;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/** Runs no script in any language: not in BPMN, and in DMN nothing but FEEL, which needs none of this. */
final class NoScripts extends ScriptFactory implements ScriptEngineResolver, ElProvider {

    private static ProcessEngineException refused(String language) {
        return new ProcessEngineException("Models are not allowed to run scripts or expressions in " + language + ".");
    }

    @Override
    public ExecutableScript createScriptFromResource(String language, String resource) {
        throw refused(language);
    }

    @Override
    public ExecutableScript createScriptFromResource(String language, Expression resource) {
        throw refused(language);
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, String source) {
        throw refused(language);
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, Expression source) {
        throw refused(language);
    }

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
        throw refused(factory.getLanguageName());
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
        throw refused("any language");
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean cached) {
        throw refused(language);
    }

    @Override
    public ElExpression createExpression(String expression) {
        throw refused("JUEL");
    }
}
