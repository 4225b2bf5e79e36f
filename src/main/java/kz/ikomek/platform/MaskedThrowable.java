package kz.ikomek.platform;

import ch.qos.logback.classic.spi.ILoggingEvent;
import kz.ikomek.shared.PersonalText;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** Errors, which may quote what they failed at, without phones and IINs. */
public class MaskedThrowable extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return PersonalText.masked(super.convert(event));
    }
}
