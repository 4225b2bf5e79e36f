package kz.ikomek.directory;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.SearchText;

/**
 * An entry as somebody typed it, or as it stands in a file. Nothing is null.
 *
 * @param kind code, for example {@code service-centre}
 * @param phones separated by semicolons
 * @param hours as {@link OpeningHours} spells them
 * @param owner code of an agency, or a group of the centre's staff: {@code supervisors}
 * @param checkedOn ISO, or as people here write it: {@code 24.11.2026}
 */
public record TypedEntry(
        String externalId,
        String kind,
        String nameKk,
        String nameRu,
        String nameEn,
        String addressKk,
        String addressRu,
        String phones,
        String hours,
        String noteKk,
        String noteRu,
        String keywords,
        String owner,
        String checkedOn,
        boolean closed) {

    private static final int LINE = 200;
    private static final int NOTE = 1_000;
    private static final int MOST_PHONES = 10;
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9._:-]{1,80}");
    private static final Pattern PHONE = Pattern.compile("[+(]?\\d[\\d ()-]{1,30}");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029\\s]+");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    /** As it stands in the form of an entry. */
    public static TypedEntry of(EntryFacts facts) {
        return new TypedEntry(
                facts.externalId(),
                facts.kind().code(),
                facts.name().kk(),
                facts.name().ru(),
                facts.name().en(),
                facts.address().kk(),
                facts.address().ru(),
                String.join("; ", facts.phones()),
                facts.hours().code(),
                facts.note().kk(),
                facts.note().ru(),
                facts.keywords(),
                facts.owner().code(),
                facts.checkedOn().toString(),
                facts.closed());
    }

    /**
     * What was meant.
     *
     * @param owners that there are, by code
     * @param today in Shymkent
     * @throws Refusal naming the first field that is wrong
     */
    EntryFacts read(Map<String, Owner> owners, LocalDate today) {
        String id = externalId.strip();
        if (id.isEmpty()) {
            throw new Refusal("shared.required", "externalId");
        }
        if (!EXTERNAL_ID.matcher(id).matches()) {
            throw new Refusal("directory.external-id.invalid", "externalId");
        }
        EntryKind type = EntryKind.of(required(kind, "kind"));
        var name = new EntryFacts.Text(
                required(nameKk, "nameKk"), required(nameRu, "nameRu"), line(nameEn, "nameEn", LINE));
        if (SearchText.fold(name.kk()).isEmpty()) {
            throw new Refusal("directory.name.no-letters", "nameKk");
        }
        if (SearchText.fold(name.ru()).isEmpty()) {
            throw new Refusal("directory.name.no-letters", "nameRu");
        }
        Owner answers = owners.get(required(owner, "owner"));
        if (answers == null) {
            throw new Refusal("directory.owner.unknown", "owner", line(owner, "owner", LINE));
        }
        return new EntryFacts(
                id,
                type,
                name,
                new EntryFacts.Text(line(addressKk, "addressKk", LINE), line(addressRu, "addressRu", LINE), ""),
                readPhones(),
                OpeningHours.of(hours),
                new EntryFacts.Text(line(noteKk, "noteKk", NOTE), line(noteRu, "noteRu", NOTE), ""),
                line(keywords, "keywords", NOTE),
                answers,
                day(checkedOn, "checkedOn", today),
                closed);
    }

    /**
     * A day that has come.
     *
     * @throws Refusal naming the field
     */
    static LocalDate day(String text, String field, LocalDate today) {
        String typed = required(text, field);
        LocalDate day;
        try {
            day = typed.contains(".") ? LocalDate.parse(typed, DAY) : LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            throw new Refusal("directory.date.invalid", field);
        }
        if (day.isAfter(today)) {
            throw new Refusal("directory.date.future", field);
        }
        return day;
    }

    private List<String> readPhones() {
        List<String> numbers = Arrays.stream(phones.split(";"))
                .map(number -> BREAKS.matcher(number).replaceAll(" ").strip())
                .filter(number -> !number.isEmpty())
                .toList();
        if (numbers.size() > MOST_PHONES
                || !numbers.stream().allMatch(number -> PHONE.matcher(number).matches())) {
            throw new Refusal("directory.phones.invalid", "phones", MOST_PHONES);
        }
        return numbers;
    }

    static String required(String text, String field) {
        String line = line(text, field, LINE);
        if (line.isEmpty()) {
            throw new Refusal("shared.required", field);
        }
        return line;
    }

    private static String line(String text, String field, int longest) {
        String line = BREAKS.matcher(text).replaceAll(" ").strip();
        if (line.length() > longest) {
            throw new Refusal("shared.too-long", field, longest);
        }
        return line;
    }
}
