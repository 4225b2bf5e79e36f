package kz.ikomek.mail;

import java.util.List;
import kz.ikomek.shared.StartupNote;
import org.springframework.stereotype.Component;

/** Says under which address mails bring their readers here, because a wrong one is noticed only at night. */
@Component
class LinkNote implements StartupNote {

    private final MailProperties properties;

    LinkNote(MailProperties properties) {
        this.properties = properties;
    }

    @Override
    public List<String> lines(String base) {
        return List.of("  Links in mail  " + properties.baseUrl() + "/staff/appeals (setting ikomek.mail.base-url)");
    }
}
