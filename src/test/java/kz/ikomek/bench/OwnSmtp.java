package kz.ikomek.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** By talking SMTP itself, in the timer's own transaction. */
final class OwnSmtp implements Telling {

    private final MailServer mails;
    private final JavaMailSenderImpl smtp = new JavaMailSenderImpl();

    OwnSmtp(MailServer mails) {
        this.mails = mails;
        smtp.setHost(mails.host());
        smtp.setPort(mails.port());
    }

    @Override
    public void execute(DelegateExecution execution) throws MessagingException {
        String instance = execution.getProcessInstanceId();
        var message = new MimeMessage(smtp.createMimeMessage().getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + instance + "@bench.example>");
            }
        };
        var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom("109@bench.example");
        helper.setTo("shift@bench.example");
        helper.setSubject("Өтініш");
        helper.setText("Өтініш бойынша мерзім өтіп барады.");
        smtp.send(message);
        execution.setVariable(Stock.NEXT_ALERT, Date.from(Contestant.FAR));
    }

    @Override
    public void forget() {
        mails.forget();
    }

    @Override
    public int told() {
        return mails.mails();
    }

    @Override
    public List<Fired> fired(Map<String, Instant> timers) {
        return timers.entrySet().stream()
                .map(timer -> new Fired(timer.getKey(), timer.getValue(), null, mails.acceptedAt(timer.getKey())))
                .toList();
    }

    @Override
    public String toString() {
        return "with SMTP in the job";
    }
}
