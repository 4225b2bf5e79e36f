package kz.ikomek.workflow.engine;

import java.util.AbstractMap;
import java.util.Set;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** The only beans that an expression in a model can see; resolved when first called, because they need the engine. */
final class AllowedBeans extends AbstractMap<Object, Object> {

    private final ApplicationContext context;

    AllowedBeans(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && AppealProcess.BEANS.contains(text);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String text && containsKey(name) ? context.getBean(AppealProcess.beanName(text)) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Set.of();
    }
}
