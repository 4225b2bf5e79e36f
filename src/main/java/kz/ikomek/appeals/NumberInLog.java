package kz.ikomek.appeals;

import java.lang.reflect.Method;
import java.util.Arrays;
import kz.ikomek.shared.LoggedAppeal;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.ClassUtils;

/**
 * While a use case is told the number of an appeal, that number stands beside each line of the log: around everything of
 * ours that is transactional and takes an {@link AppealNumber}, whoever calls it.
 */
@Configuration(proxyBeanMethods = false)
class NumberInLog {

    private static final String OURS = "kz.ikomek.";

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor useCasesNameTheirAppeal() {
        MethodInterceptor named = NumberInLog::named;
        var advisor = new DefaultPointcutAdvisor(new ToldANumber(), named);
        // Around the transaction, so that its end is logged with the number too.
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    private static Object named(MethodInvocation call) throws Throwable {
        String number = Arrays.stream(call.getArguments())
                .filter(AppealNumber.class::isInstance)
                .findFirst()
                .map(told -> ((AppealNumber) told).value())
                .orElse(null);
        try (var working = LoggedAppeal.of(number)) {
            return call.proceed();
        }
    }

    private static final class ToldANumber extends StaticMethodMatcherPointcut {

        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            Class<?> type = ClassUtils.getUserClass(targetClass);
            return type.getName().startsWith(OURS)
                    && Arrays.asList(method.getParameterTypes()).contains(AppealNumber.class)
                    && (AnnotatedElementUtils.hasAnnotation(type, Transactional.class)
                            || AnnotatedElementUtils.hasAnnotation(method, Transactional.class));
        }
    }
}
