package kz.ikomek.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes a mail in the language of the one who gets it. Names no resident and quotes nobody. */
@Component
class MailTemplates {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final Sentences sentences;
    private final Catalog catalog;
    private final AppealViews appeals;
    private final MailProperties properties;

    MailTemplates(
            MessageSource messages,
            Sentences sentences,
            Catalog catalog,
            AppealViews appeals,
            MailProperties properties) {
        this.sentences = sentences;
        this.catalog = catalog;
        this.appeals = appeals;
        this.properties = properties;
        engine.setTemplateEngineMessageSource(messages);
        engine.addTemplateResolver(resolver("*.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("*.txt", TemplateMode.TEXT));
    }

    /** One line of the table of facts. */
    record Fact(String label, String value) {}

    MailText write(Letter letter, AppealView appeal, Language language) {
        Stage stage = letter.stage();
        Instant deadline = stage == null ? appeal.due() : appeal.deadline(stage);
        Duration late = Duration.between(deadline, letter.at());
        String kind = letter.rule() == Letter.Rule.DANGER ? "danger" : late.isNegative() ? "warning" : "overdue";
        String category = catalog.category(appeal.category()).name().in(language);
        String number = appeal.number().display();
        var contact = letter.contact();
        ContactRole role = contact == null ? letter.asked() : contact.role();

        Map<String, Object> model = new HashMap<>();
        model.put("kind", kind);
        model.put("addressee", contact == null ? "" : contact.name());
        model.put("lead", sentences.of("mail.lead." + kind, language, number, sentences.span(late.abs(), language)));
        model.put("ask", sentences.of("mail.ask." + ("danger".equals(kind) ? "DANGER" : role), language));
        model.put(
                "link",
                properties.baseUrl() + "/staff/appeals/" + appeal.number().value());
        model.put("facts", facts(letter, appeal, language, category, deadline, late));
        String subject = sentences.of("mail.subject." + kind, language, number, category);
        model.put("subject", subject);
        var context = new Context(language.locale(), model);
        return new MailText(subject, engine.process("notice.txt", context), engine.process("notice.html", context));
    }

    private List<Fact> facts(
            Letter letter, AppealView appeal, Language language, String category, Instant deadline, Duration late) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "number", language, appeal.number().display());
        add(facts, "category", language, category);
        add(facts, "place", language, catalog.place(appeal.district(), appeal.address(), language));
        add(facts, "agency", language, agencies(appeal, language));
        Stage stage = letter.stage();
        if (stage != null) {
            boolean unsafe = stage == Stage.AGENCY
                    && appeals.openAgencies(appeal.number()).isEmpty();
            add(facts, "stage", language, sentences.of("mail.stage." + (unsafe ? "UNSAFE" : stage), language));
        }
        add(facts, "registered", language, DATE_TIME.format(appeal.registeredAt()));
        add(facts, "deadline", language, DATE_TIME.format(deadline));
        add(facts, late.isNegative() ? "left" : "late", language, sentences.span(late.abs(), language));
        return facts;
    }

    private void add(List<Fact> facts, String name, Language language, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(sentences.of("mail.fact." + name, language), value));
        }
    }

    private String agencies(AppealView appeal, Language language) {
        var open = Set.copyOf(appeals.openAgencies(appeal.number()));
        return open.isEmpty()
                ? ""
                : catalog.agencies().stream()
                        .filter(agency -> open.contains(agency.code()))
                        .map((Agency agency) -> agency.name().in(language))
                        .collect(Collectors.joining("; "));
    }

    private static ClassLoaderTemplateResolver resolver(String names, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/mail/");
        resolver.setCharacterEncoding("UTF-8");
        resolver.setTemplateMode(mode);
        resolver.setResolvablePatterns(Set.of(names));
        resolver.setCheckExistence(true);
        return resolver;
    }
}
