package crooked.house.attic;

import crooked.house.pantry.hidden.JarStore;
import java.time.Instant;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.MailSender;

/** Breaks every rule of the house at once; see RulesBiteTest. */
public class CrookedUtil {

    @Autowired
    RuntimeService runtime;

    @Autowired
    MailSender mail;

    JarStore jars = new JarStore();

    Instant now() {
        return Instant.now();
    }
}
