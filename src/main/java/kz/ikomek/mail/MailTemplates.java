package kz.ikomek.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.catalog.Agency;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.directory.Entry;
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

    static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    /** So many numbers stand in an alarm. */
    private static final int MOST_NUMBERS = 20;

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final Sentences sentences;
    private final Catalog catalog;
    private final AppealViews appeals;
    private final DeadlineWords why;
    private final Links links;
    private final MailProperties properties;

    MailTemplates(
            MessageSource messages,
            Sentences sentences,
            Catalog catalog,
            AppealViews appeals,
            DeadlineWords why,
            Links links,
            MailProperties properties) {
        this.sentences = sentences;
        this.catalog = catalog;
        this.appeals = appeals;
        this.why = why;
        this.links = links;
        this.properties = properties;
        engine.setTemplateEngineMessageSource(messages);
        engine.addTemplateResolver(resolver("*.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("*.txt", TemplateMode.TEXT));
    }

    /** One line of the table of facts. */
    record Fact(String label, String value) {}

    /** One line of a digest. */
    record Row(String number, String category, String place, String deadline, boolean late, String span, String link) {}

    /** The subject of a mail about one appeal, as it is at an instant. */
    String subject(Letter.Rule rule, Letter.Line line, Language language, Instant at) {
        return sentences.of(
                "mail.subject." + kind(rule, line, at), language, line.number().display(), line.category());
    }

    /**
     * A mail about one appeal, as it is at an instant.
     *
     * @param asked the role that the rule names
     * @param addressee name of the person it goes to; empty when nobody is entered
     */
    MailText write(
            Letter.Rule rule, ContactRole asked, String addressee, Language language, Letter.Line line, Instant at) {
        AppealView appeal = appeals.find(line.number()).orElseThrow();
        Duration late = Duration.between(line.due(), at);
        String kind = kind(rule, line, at);
        String number = line.number().display();

        Map<String, Object> model = new HashMap<>();
        model.put("kind", kind);
        model.put("addressee", addressee);
        model.put("notes", line.notes().lines().toList());
        model.put("lead", sentences.of("mail.lead." + kind, language, number, sentences.span(late.abs(), language)));
        model.put("ask", sentences.of("mail.ask." + ask(rule, asked, line), language));
        model.put("link", page(line.number()));
        if (rule != Letter.Rule.DANGER) {
            model.put("take", links.to(line.id(), at));
        }
        model.put("facts", facts(appeal, language, line, late));
        return process("notice", subject(rule, line, language, at), language, model);
    }

    private static String kind(Letter.Rule rule, Letter.Line line, Instant at) {
        return rule == Letter.Rule.DANGER ? "danger" : at.isBefore(line.due()) ? "warning" : "overdue";
    }

    /** What is asked: of the centre, where a danger has no agency yet, that it finds one. */
    private static String ask(Letter.Rule rule, ContactRole asked, Letter.Line line) {
        if (rule != Letter.Rule.DANGER) {
            return line.role().name();
        }
        return asked == ContactRole.SHIFT_SUPERVISOR ? "DANGER_UNROUTED" : "DANGER";
    }

    /** One mail about several appeals, the latest of them first. */
    MailText digest(UUID id, Letter.Recipient recipient, List<Letter.Line> lines, Instant at) {
        Language language = recipient.language();
        List<Row> rows = lines.stream()
                .map(line -> {
                    Duration late = Duration.between(line.due(), at);
                    return new Row(
                            line.number().display(),
                            line.category(),
                            line.place(),
                            DATE_TIME.format(line.due()),
                            !late.isNegative(),
                            sentences.of(
                                    late.isNegative() ? "mail.digest.left" : "mail.digest.late",
                                    language,
                                    sentences.span(late.abs(), language)),
                            page(line.number()));
                })
                .toList();
        long late = rows.stream().filter(Row::late).count();
        String kind = late == rows.size() ? "overdue" : late == 0 ? "warning" : "mixed";

        Map<String, Object> model = new HashMap<>();
        model.put("kind", kind);
        model.put("addressee", recipient.addressee());
        model.put(
                "notes",
                lines.stream().flatMap(line -> line.notes().lines()).distinct().toList());
        model.put("lead", sentences.of("mail.digest.lead." + kind, language, rows.size(), late));
        model.put("rows", rows);
        model.put("take", links.to(id, at));
        return process(
                "digest", sentences.of("mail.digest.subject." + kind, language, rows.size(), late), language, model);
    }

    /**
     * Tells the shift what is never to be wrong and is.
     *
     * @param invariant its tag
     * @param numbers of the appeals; the first twenty are named
     */
    MailText invariant(String invariant, List<String> numbers, Language language) {
        List<Fact> facts = new ArrayList<>();
        String named =
                numbers.stream().limit(MOST_NUMBERS).map(MailTemplates::display).collect(Collectors.joining(", "));
        add(facts, "number", language, numbers.size() > MOST_NUMBERS ? named + ", …" : named);
        return alarm(
                "invariant",
                sentences.of("mail.invariant.subject", language, numbers.size()),
                sentences.of("mail.invariant.lead." + invariant, language),
                facts,
                "/staff",
                language);
    }

    /** As people read it; of a process without an appeal, what names it. */
    private static String display(String number) {
        return number.matches("\\d{8}") ? new AppealNumber(number).display() : number;
    }

    /**
     * Tells the shift that an address takes no mail.
     *
     * @param instead who gets its mails now; empty when there is nobody
     */
    MailText alarm(String address, ContactRole role, @Nullable String agency, List<String> instead, Language language) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "address", language, address);
        add(facts, "role", language, sentences.of("catalog.role." + role, language));
        add(facts, "agency", language, agency);
        add(facts, "instead", language, String.join(", ", instead));
        return alarm(
                "alarm",
                sentences.of("mail.alarm.subject", language, address),
                sentences.of("mail.alarm.lead", language, address),
                facts,
                "/staff/contacts",
                language);
    }

    /** Asks for an entry of the directory to be corrected. What is said to be wrong stands on the page, not in the mail. */
    MailText correction(Entry entry, Language language) {
        String name = entry.facts().name().in(language);
        List<Fact> facts = new ArrayList<>();
        add(facts, "entry", language, name);
        add(facts, "phones", language, String.join(", ", entry.facts().phones()));
        add(facts, "checked", language, DATE.format(entry.facts().checkedOn()));
        return alarm(
                "correction",
                sentences.of("mail.correction.subject", language, name),
                sentences.of("mail.correction.lead", language, name),
                facts,
                "/desk/directory/reports",
                language);
    }

    /** A mail about no single appeal: what is wrong, the facts, what to do and where. */
    private MailText alarm(String key, String subject, String lead, List<Fact> facts, String page, Language language) {
        Map<String, Object> model = new HashMap<>();
        model.put("lead", lead);
        model.put("facts", facts);
        model.put("ask", sentences.of("mail." + key + ".ask", language));
        model.put("open", sentences.of("mail." + key + ".open", language));
        model.put("link", properties.baseUrl() + page);
        return process("alarm", subject, language, model);
    }

    private MailText process(String template, String subject, Language language, Map<String, Object> model) {
        model.put("subject", subject);
        var context = new Context(language.locale(), model);
        return new MailText(
                subject, engine.process(template + ".txt", context), engine.process(template + ".html", context));
    }

    private String page(AppealNumber number) {
        return properties.baseUrl() + "/staff/appeals/" + number.value();
    }

    private List<Fact> facts(AppealView appeal, Language language, Letter.Line line, Duration late) {
        var atWork = Set.copyOf(appeals.openAgencies(appeal.number()));
        List<Fact> facts = new ArrayList<>();
        add(facts, "number", language, appeal.number().display());
        add(facts, "category", language, line.category());
        add(facts, "place", language, line.place());
        add(facts, "agency", language, agencies(atWork, language));
        Stage stage = line.stage();
        if (stage != null) {
            boolean nobody = stage == Stage.AGENCY && atWork.isEmpty();
            add(facts, "stage", language, sentences.of("mail.stage." + (nobody ? Stage.INSPECTION : stage), language));
        }
        add(facts, "registered", language, DATE_TIME.format(appeal.registeredAt()));
        add(facts, "deadline", language, DATE_TIME.format(line.due()));
        if (line.due().equals(appeal.due())) {
            add(facts, "why", language, why.of(appeal, language));
        }
        add(facts, late.isNegative() ? "left" : "late", language, sentences.span(late.abs(), language));
        return facts;
    }

    private void add(List<Fact> facts, String name, Language language, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(sentences.of("mail.fact." + name, language), value));
        }
    }

    private String agencies(Set<AgencyCode> atWork, Language language) {
        return atWork.isEmpty()
                ? ""
                : catalog.agencies().stream()
                        .filter(agency -> atWork.contains(agency.code()))
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
