package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A click on the switch counts for this browser at once, and for the person on every machine. */
@Configuration(proxyBeanMethods = false)
class LanguageSwitch implements WebMvcConfigurer, HandlerInterceptor {

    private final ChosenLanguages chosen;
    private final LocaleResolver locales;

    LanguageSwitch(ChosenLanguages chosen, LocaleResolver locales) {
        this.chosen = chosen;
        this.locales = locales;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        LanguageAtLogin.language(request.getParameter(Languages.SWITCH)).ifPresent(language -> {
            locales.setLocale(request, response, language.locale());
            Principal person = request.getUserPrincipal();
            if (person != null) {
                chosen.remember(person.getName(), language);
            }
        });
        return true;
    }
}
