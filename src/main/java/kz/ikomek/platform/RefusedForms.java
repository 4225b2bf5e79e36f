package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A form that is shown again with what is wrong with it is answered with 422, whichever page it is on: its model names the
 * fault as {@code error}, or {@code …Error} where a page has several forms. A part of a page that htmx asked for stays 200, because htmx shows nothing else.
 */
@Configuration(proxyBeanMethods = false)
class RefusedForms implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView shown) {
        if (shown != null
                && shown.getModel().entrySet().stream().anyMatch(RefusedForms::isFault)
                && HttpMethod.POST.matches(request.getMethod())
                && request.getHeader("HX-Request") == null
                && response.getStatus() == HttpServletResponse.SC_OK) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
    }

    private static boolean isFault(Map.Entry<String, Object> attribute) {
        return attribute.getValue() != null
                && (attribute.getKey().equals("error") || attribute.getKey().endsWith("Error"));
    }
}
