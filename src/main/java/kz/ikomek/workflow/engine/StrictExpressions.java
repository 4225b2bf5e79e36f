package kz.ikomek.workflow.engine;

import java.beans.FeatureDescriptor;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.Assignments;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.joda.time.base.AbstractInstant;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that can compare values and name a bean of the models, but reach no class, class loader, process engine or
 * Spring context: properties and methods exist only on the few types listed here. Applies wherever the engine evaluates
 * an expression: models, filters, queries.
 */
final class StrictExpressions extends JuelExpressionManager {

    /** What an expression may ask something of: plain values, dates of filters, and the one bean that answers models. */
    private static final List<Class<?>> OPEN = List.of(
            String.class,
            Number.class,
            Boolean.class,
            Date.class,
            Collection.class,
            Map.class,
            AbstractInstant.class,
            Assignments.class);

    StrictExpressions(Map<Object, Object> beans) {
        super(beans);
    }

    @Override
    protected ELResolver createElResolver() {
        var resolver = new CompositeELResolver();
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new Absent());
        resolver.add(new ReadOnlyMapELResolver(beans));
        resolver.add(new ArrayELResolver(true));
        resolver.add(new ListELResolver(true));
        resolver.add(new MapELResolver(true));
        resolver.add(new OpenTypes());
        return resolver;
    }

    /** A variable of the lifecycle that nobody has set: false, 0, or null. */
    private static final class Absent extends ELResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
            if (base == null && property instanceof String name && AppealProcess.VARIABLES.containsKey(name)) {
                context.setPropertyResolved(true);
                return AppealProcess.WHEN_ABSENT.get(name);
            }
            return null;
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
            return null;
        }

        @Override
        public void setValue(
                ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {}

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
            return true;
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return null;
        }
    }

    /** Properties and methods of the open types; everything else is refused by name. */
    private static final class OpenTypes extends BeanELResolver {

        OpenTypes() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
            require(base, property);
            return super.getValue(context, base, property);
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
            require(base, property);
            return super.getType(context, base, property);
        }

        @Override
        public void setValue(
                ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
            require(base, property);
            super.setValue(context, base, property, value);
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                @Nullable Object method,
                Class<?> @Nullable [] types,
                Object @Nullable [] values) {
            require(base, method);
            return super.invoke(context, base, method, types, values);
        }

        private static void require(@Nullable Object base, @Nullable Object name) {
            if (base == null) {
                return;
            }
            String member = String.valueOf(name);
            if (member.equals("class")
                    || member.equals("getClass")
                    || OPEN.stream().noneMatch(type -> type.isInstance(base))) {
                throw new ELException("An expression may not ask for '" + member + "' of a "
                        + base.getClass().getSimpleName());
            }
        }
    }
}
