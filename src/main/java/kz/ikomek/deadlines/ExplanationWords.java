package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Sentences;
import org.springframework.stereotype.Component;

/** Says to people, in one sentence, how a deadline came about. Times of Asia/Almaty. */
@Component
public class ExplanationWords {

    private final Sentences sentences;

    ExplanationWords(Sentences sentences) {
        this.sentences = sentences;
    }

    /**
     * The sentence, for example "2 working days from Fri 20 March 2026 16:30: weekend and Nauryz 21 to 25 March not
     * counted → Fri 27 March 16:30; 3 h 10 min paused for the resident's answer → Mon 30 March 10:40 (norm «Trade», row
     * 12, version 4)".
     *
     * @param subject what the norm is about, in the language of the sentence: the name of the category
     */
    public String sentence(Explanation explanation, String subject, Language language) {
        return new Writing(explanation, language).sentence(subject);
    }

    /** A norm in words, for example "2 working days". */
    public String norm(Norm norm, Language language) {
        String kind = norm.calendar().name();
        return norm.inDays()
                ? sentences.of("deadlines.norm.days." + kind, language, norm.days())
                : sentences.of(
                        "deadlines.norm.time." + kind, language, time(Duration.ofMinutes(norm.minutes()), language));
    }

    /** A span of the clock's time in hours and minutes: a day of it would be said wrongly. */
    private String time(Duration time, Language language) {
        long hours = time.toHours();
        String minutes = sentences.of("shared.span.minutes", language, time.toMinutesPart());
        if (hours == 0) {
            return time.toMinutes() == 0 ? sentences.of("shared.span.moment", language) : minutes;
        }
        String whole = sentences.of("shared.span.hours", language, hours);
        return time.toMinutesPart() == 0 ? whole : whole + " " + minutes;
    }

    private final class Writing {

        private final Explanation explanation;
        private final Language language;

        Writing(Explanation explanation, Language language) {
            this.explanation = explanation;
            this.language = language;
        }

        String sentence(String subject) {
            List<String> parts = new ArrayList<>();
            for (Explanation.Move move : explanation.moves()) {
                String uncounted = move.uncounted().stream().map(this::days).collect(Collectors.joining(", "));
                parts.add(what(move)
                        + (uncounted.isEmpty() ? "" : ": " + text("uncounted", uncounted))
                        + " → "
                        + moment(move.due()));
            }
            String source = explanation.normRow() == 0
                    ? text("source.name", subject)
                    : text("source.row", subject, explanation.normRow(), explanation.normVersion());
            return String.join("; ", parts) + " (" + source + ")";
        }

        private String what(Explanation.Move move) {
            if (move instanceof Explanation.Move.Extended extended) {
                return text("extended", norm(extended.by(), language));
            }
            if (move instanceof Explanation.Move.Paused paused) {
                return text("paused." + paused.why(), time(paused.time(), language));
            }
            return text(
                    explanation.outsideHours() ? "counted.opening" : "counted",
                    norm(explanation.norm(), language),
                    format("EEE d MMMM y HH:mm", explanation.from()));
        }

        /** The year is said once, at the beginning, and again where it changes. */
        private String moment(Instant instant) {
            boolean sameYear = year(instant) == year(explanation.from());
            return format(sameYear ? "EEE d MMMM HH:mm" : "EEE d MMMM y HH:mm", instant);
        }

        private String days(Uncounted span) {
            String why = Stream.concat(
                            span.weekend() ? Stream.of(text("weekend")) : Stream.of(),
                            span.holidays().stream().map((LocalizedText name) -> name.in(language)))
                    .collect(Collectors.joining(" " + text("and") + " "));
            return why + " " + dates(span.from(), span.to());
        }

        private String dates(LocalDate from, LocalDate to) {
            String last = format("d MMMM", to);
            if (from.equals(to)) {
                return last;
            }
            boolean sameMonth = from.getMonth() == to.getMonth();
            return text("span", sameMonth ? Integer.toString(from.getDayOfMonth()) : format("d MMMM", from), last);
        }

        private String format(String pattern, Instant instant) {
            return DateTimeFormatter.ofPattern(pattern, language.locale())
                    .withZone(WorkingCalendar.ZONE)
                    .format(instant);
        }

        private String format(String pattern, LocalDate day) {
            return DateTimeFormatter.ofPattern(pattern, language.locale()).format(day);
        }

        private static int year(Instant instant) {
            return instant.atZone(WorkingCalendar.ZONE).getYear();
        }

        private String text(String key, Object... values) {
            return sentences.of("deadlines." + key, language, values);
        }
    }
}
