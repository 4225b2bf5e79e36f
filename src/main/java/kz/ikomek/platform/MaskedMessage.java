package kz.ikomek.platform;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import kz.ikomek.shared.PersonalText;

/** What is logged, without phones and IINs: the last line of defence, behind not logging them. */
public class MaskedMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        String message = super.convert(event);
        return message == null ? "" : PersonalText.masked(message);
    }
}
