package kz.ikomek.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import kz.ikomek.catalog.AgencyCode;

/** Entries of a city that does not exist, in Kazakh and Russian. The same seed makes the same city. */
final class InventedCity {

    private static final List<String> KINDS_KK = List.of(
            "дәріханасы",
            "емханасы",
            "мектебі",
            "балабақшасы",
            "ауруханасы",
            "орталығы",
            "дүкені",
            "кітапханасы",
            "бөлімшесі",
            "шаштаразы",
            "базары",
            "асханасы",
            "нотариусы",
            "банкі",
            "қонақүйі",
            "мұражайы");
    private static final List<String> KINDS_RU = List.of(
            "аптека",
            "поликлиника",
            "школа",
            "детский сад",
            "больница",
            "центр",
            "магазин",
            "библиотека",
            "отделение",
            "парикмахерская",
            "рынок",
            "столовая",
            "нотариус",
            "банк",
            "гостиница",
            "музей");
    private static final List<String> SYLLABLES = List.of(
            "ай", "бек", "гүл", "нұр", "қай", "рат", "сәу", "ле", "тай", "жан", "ер", "лан", "мұ", "хит", "шы", "ғыс",
            "дәу", "рен", "өр", "кен", "бол", "ат", "ата", "қар", "лы", "ғаш", "то", "был", "са", "мал", "кө", "кше",
            "тең", "із", "ұл", "тан", "жар", "қын", "бай", "тер", "ек", "мей", "рам", "қо", "ңыр", "үміт", "әл", "фа");
    private static final String RUSSIAN_FOR = "әғқңөұүһі";
    private static final String RUSSIAN = "агкноуухи";

    private final Random random;
    private final List<String> names;
    private final List<String> streets;

    InventedCity(long seed) {
        this.random = new Random(seed);
        this.names = invented(20_000, 2, 4);
        this.streets = invented(1_500, 2, 3);
    }

    List<EntryFacts> entries(int count) {
        List<EntryFacts> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(i));
        }
        return entries;
    }

    private EntryFacts entry(int i) {
        int kind = common(KINDS_KK.size());
        String name = names.get(common(names.size()));
        boolean numbered = random.nextInt(3) == 0;
        String number = Integer.toString(1 + common(200));
        String street = streets.get(common(streets.size()));
        int house = 1 + random.nextInt(180);
        return new EntryFacts(
                "city-" + i,
                KINDS_RU.get(kind).equals("аптека") ? EntryKind.PHARMACY : EntryKind.OTHER,
                new EntryFacts.Text(
                        (numbered ? "№" + number + " " : "") + "«" + name + "» " + KINDS_KK.get(kind),
                        capital(KINDS_RU.get(kind)) + (numbered ? " №" + number : "") + " «" + russian(name) + "»",
                        ""),
                new EntryFacts.Text(street + " көшесі, " + house, "улица " + russian(street) + ", " + house, ""),
                List.of("8 (7252) %02d-%02d-%02d"
                        .formatted(random.nextInt(100), random.nextInt(100), random.nextInt(100))),
                OpeningHours.of("Mo-Fr 09:00-18:00"),
                new EntryFacts.Text("", "", ""),
                "",
                new Owner(new AgencyCode("health"), null),
                LocalDate.of(2026, 11, 20),
                false);
    }

    private List<String> invented(int count, int fewest, int most) {
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < count) {
            var word = new StringBuilder();
            int syllables = fewest + random.nextInt(most - fewest + 1);
            for (int i = 0; i < syllables; i++) {
                word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            words.add(capital(word.toString()));
        }
        return List.copyOf(words);
    }

    /** Few are common and most are rare, as everywhere. */
    private int common(int bound) {
        double part = random.nextDouble();
        return (int) (bound * part * part * part);
    }

    static String russian(String kazakh) {
        var text = new StringBuilder(kazakh.length());
        kazakh.chars().forEach(letter -> {
            int small = RUSSIAN_FOR.indexOf(Character.toLowerCase(letter));
            text.append(small < 0 ? (char) letter : RUSSIAN.charAt(small));
        });
        return capital(text.toString());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
