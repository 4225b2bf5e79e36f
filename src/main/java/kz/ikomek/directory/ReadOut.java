package kz.ikomek.directory;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.springframework.stereotype.Component;

/** What is read out to the caller of an entry. */
@Component
public class ReadOut {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Sentences sentences;

    ReadOut(Sentences sentences) {
        this.sentences = sentences;
    }

    /**
     * The answer.
     *
     * @param facts phones, address and so on, those that are known
     * @param offers of a medicine: where it is in stock
     */
    public record Answer(String name, List<Fact> facts, List<Offer> offers) {

        /** All of it as one text of several lines, as it is kept with the enquiry. */
        public String text() {
            return Stream.of(
                            Stream.of(name),
                            facts.stream().map(fact -> fact.label() + ": " + fact.value()),
                            offers.stream().map(offer -> offer.line()))
                    .flatMap(lines -> lines)
                    .collect(Collectors.joining("\n"));
        }
    }

    /**
     * One fact.
     *
     * @param name {@code phones}, {@code address}, {@code hours} or {@code note}
     */
    public record Fact(String name, String label, String value) {}

    /**
     * A pharmacy that has the medicine.
     *
     * @param price with its currency
     * @param asOf day on which that was so
     */
    public record Offer(String pharmacy, String price, String asOf, String address, String phones) {

        private String line() {
            return Stream.of(pharmacy, address, phones)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", ", "– ", ": " + price + " (" + asOf + ")"));
        }
    }

    /** What is read out of a hit. */
    public Answer of(Hit hit, Language language) {
        EntryFacts entry = hit.entry().facts();
        List<Fact> facts = new ArrayList<>();
        add(facts, "phones", String.join(", ", entry.phones()), language);
        add(facts, "address", entry.address().in(language), language);
        add(facts, "hours", entry.hours().words(sentences, language), language);
        add(facts, "note", entry.note().in(language), language);
        return new Answer(
                entry.name().in(language),
                facts,
                hit.stock().stream().map(stock -> offer(stock, language)).toList());
    }

    private Offer offer(Stock stock, Language language) {
        EntryFacts pharmacy = stock.pharmacy().facts();
        return new Offer(
                pharmacy.name().in(language),
                sentences.of("directory.price", language, stock.price()),
                DAY.format(stock.asOf()),
                pharmacy.address().in(language),
                String.join(", ", pharmacy.phones()));
    }

    private void add(List<Fact> facts, String name, String value, Language language) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, sentences.of("directory.fact." + name, language), value));
        }
    }
}
