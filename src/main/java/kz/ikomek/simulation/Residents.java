package kz.ikomek.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.Language;
import kz.ikomek.simulation.Plan.Ending;
import org.apache.commons.csv.CSVRecord;

/**
 * Who calls and what they say. Surnames mean "example", "model", "invented" and the like, and the telephone numbers are
 * all of +7 700 000, so that nobody takes them for real.
 */
final class Residents {

    private static final int NUMBERS = 10_000;
    private static final List<String> PHONE_STYLES =
            List.of("8 700 000 %s %s", "+7 (700) 000-%s-%s", "8700000%s%s", "+7 700 000 %s %s", "700 000 %s %s");

    private final Map<CategoryCode, List<CSVRecord>> texts = new HashMap<>();
    private final Map<String, CSVRecord> phrases = new HashMap<>();
    private final List<CSVRecord> people = Csv.read("people.csv");

    Residents() {
        for (CSVRecord row : Csv.read("texts.csv")) {
            texts.computeIfAbsent(new CategoryCode(row.get("category")), category -> new ArrayList<>())
                    .add(row);
        }
        Csv.read("phrases.csv").forEach(row -> phrases.put(row.get("key"), row));
    }

    /** What staff or residents usually say at such a moment; in Kazakh or Russian. */
    String phrase(String key, Plan plan) {
        CSVRecord row = phrases.get(key);
        if (row == null) {
            throw new IllegalStateException("phrases.csv has no " + key);
        }
        return filled(row.get(plan.language == Language.KK ? "kk" : "ru"), plan);
    }

    /** Gives the appeal its place and its words. */
    void tell(Plan plan, Random random) {
        CSVRecord street = any(people("street"), random);
        plan.street = street.get(plan.language == Language.KK ? "kk" : "ru");
        plan.house = 1 + random.nextInt(180);
        Plan original = plan.original;
        if (original != null) {
            plan.street = original.street;
            plan.house = original.house;
        }
        List<CSVRecord> rows = texts.getOrDefault(plan.category, List.of());
        List<CSVRecord> own = rows.stream()
                .filter(row -> row.get("language").equals(plan.language.tag()))
                .toList();
        plan.words = rows.isEmpty()
                ? ""
                : filled(any(own.isEmpty() ? rows : own, random).get("text"), plan);
        if (plan.words.isBlank()) {
            throw new IllegalStateException("texts.csv has no text for " + plan.category);
        }
        if (original != null) {
            plan.words = phrase("again", plan).replace("{text}", plan.words);
        }
    }

    /** The appeal as the operator types it. */
    NewAppeal appeal(Plan plan, RandomGenerator random) {
        boolean enquiry = plan.registeredAs.value().startsWith("reference");
        boolean anonymous = enquiry && random.nextInt(3) == 0;
        return new NewAppeal(
                anonymous ? null : name(plan.language, random),
                anonymous ? null : phone(random),
                anonymous,
                plan.language,
                channel(random),
                plan.registeredAs,
                enquiry ? null : plan.district,
                enquiry ? null : plan.street + ", " + plan.house,
                plan.words,
                plan.dangerTicked,
                plan.ending == Ending.ANSWERED_IN_CALL ? phrase("answer", plan) : null);
    }

    private String name(Language language, RandomGenerator random) {
        boolean male = random.nextBoolean();
        String column = language == Language.KK ? "kk" : "ru";
        String surname = any(people("surname"), random).get(column);
        boolean declined = surname.endsWith("в");
        return any(people(male ? "male" : "female"), random).get(column)
                + " "
                + surname
                + (declined && !male ? "а" : "");
    }

    private static String phone(RandomGenerator random) {
        String digits = "%04d".formatted(random.nextInt(NUMBERS));
        return any(PHONE_STYLES, random).formatted(digits.substring(0, 2), digits.substring(2));
    }

    private static Channel channel(RandomGenerator random) {
        int drawn = random.nextInt(100);
        return drawn < 84 ? Channel.PHONE : drawn < 97 ? Channel.WHATSAPP : Channel.WEB;
    }

    private static String filled(String text, Plan plan) {
        return text.replace("{street}", plan.street)
                .replace("{house}", Integer.toString(plan.house))
                .replace("{n}", Integer.toString(2 + plan.ordinal % 3))
                .replace("{text}", plan.words);
    }

    private List<CSVRecord> people(String kind) {
        return people.stream().filter(row -> row.get("kind").equals(kind)).toList();
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
