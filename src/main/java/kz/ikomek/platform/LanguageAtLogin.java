package kz.ikomek.platform;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Who logs in reads on in the own language: the one clicked on this very login page, else the one chosen before, on
 * whatever machine; else the page's. The machine's cookie alone says nothing: a colleague may have sat there.
 */
final class LanguageAtLogin extends SavedRequestAwareAuthenticationSuccessHandler
        implements AuthenticationFailureHandler {

    private final ChosenLanguages chosen;
    private final LocaleResolver locales;

    LanguageAtLogin(ChosenLanguages chosen, LocaleResolver locales) {
        this.chosen = chosen;
        this.locales = locales;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws ServletException, IOException {
        Optional<Language> clicked = clicked(request);
        clicked.ifPresent(language -> chosen.remember(login.getName(), language));
        clicked.or(() -> chosen.of(login.getName()))
                .ifPresent(language -> locales.setLocale(request, response, language.locale()));
        super.onAuthenticationSuccess(request, response, login);
    }

    /** Back to the login page; what was clicked there is not lost. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String kept = clicked(request)
                .map(language -> "&" + Languages.SWITCH + "=" + language.tag())
                .orElse("");
        getRedirectStrategy().sendRedirect(request, response, "/login?error" + kept);
    }

    private static Optional<Language> clicked(HttpServletRequest request) {
        return language(request.getParameter(Languages.SWITCH));
    }

    /** The language of a tag; empty for none and for any other text. */
    static Optional<Language> language(@Nullable String tag) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}
