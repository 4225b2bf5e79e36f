package kz.ikomek.intake.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.OldAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.intake.imports.Mapping.Codes;
import kz.ikomek.intake.imports.Mapping.Column;
import kz.ikomek.intake.imports.SourceFile.Line;
import org.jspecify.annotations.Nullable;

/** Puts lines of a file into words of ours, by its mapping. */
final class Translation {

    private static final int LONGEST_ID = 100;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,20})?");
    private static final double MOST_LATITUDE = 90;
    private static final double MOST_LONGITUDE = 180;

    private final Mapping mapping;
    private final SourceFile file;
    private final List<String> digested;

    Translation(Mapping mapping, SourceFile file) {
        this.mapping = mapping;
        this.file = file;
        this.digested =
                mapping.columns().stream().map(Column::name).distinct().sorted().toList();
    }

    /** What stands in the line as its id, whatever it is. */
    String id(Line line) {
        return value(mapping.id(), line);
    }

    /**
     * Checks that the line is a whole one and can be told from others.
     *
     * @throws LineRefused when it cannot
     */
    void requireWhole(Line line) throws LineRefused {
        int columns = file.headings().size();
        if (line.values().size() != columns) {
            throw new LineRefused(
                    "line",
                    "has another number of columns than the line of headings",
                    line.values().size() + " instead of " + columns);
        }
        for (int i = 0; i < columns; i++) {
            if (line.values().get(i).indexOf(SourceFile.UNREADABLE) >= 0) {
                throw new LineRefused(
                        "line",
                        "has bytes that are no text in " + mapping.encoding().name(),
                        "column " + file.headings().get(i));
            }
        }
        String id = id(line);
        if (id.isEmpty()) {
            throw new LineRefused("id", "is empty");
        }
        if (id.length() > LONGEST_ID || CONTROL.matcher(id).find()) {
            throw new LineRefused("id", "is longer than " + LONGEST_ID + " characters, or no plain text");
        }
    }

    /** A digest of all that the mapping takes from the line. */
    String digest(Line line) {
        var all = new StringBuilder();
        for (String column : digested) {
            String value = file.value(line, column);
            all.append(column).append('=').append(value.length()).append(':').append(value);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The appeal that the line tells of.
     *
     * @throws LineRefused naming the field of the mapping that is wrong
     */
    OldAppeal appeal(Line line, String digest) throws LineRefused {
        Instant registered = requiredTime(mapping.registered(), line, "registered");
        String channel = required(mapping.channel(), line, "channel");
        String category = required(mapping.category(), line, "category");
        String district = code(mapping.district(), line, "district");
        String agency = code(mapping.agency(), line, "agency");
        String phone = optional(mapping.phone(), line);
        OldAppeal.Ending ending = ending(line);
        var told = new NewAppeal(
                optional(mapping.name(), line),
                phone,
                phone.isEmpty(),
                mapping.language(),
                Channel.valueOf(channel),
                new CategoryCode(category),
                district == null ? null : new DistrictCode(district),
                optional(mapping.address(), line),
                text(line),
                false,
                optional(mapping.answer(), line));
        return new OldAppeal(
                mapping.source(),
                id(line),
                digest,
                told,
                agency == null ? null : new AgencyCode(agency),
                registered,
                due(line, registered, ending == null),
                ending,
                place(line));
    }

    private String text(Line line) {
        return mapping.text().stream()
                .map(column -> value(column, line))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(mapping.between()));
    }

    private OldAppeal.@Nullable Ending ending(Line line) throws LineRefused {
        String status = required(mapping.status(), line, "status");
        Mapping.Closed closed = mapping.closed();
        if (status.equals(Mapping.OPEN)) {
            if (closed != null
                    && !closed.ignoredWhenOpen()
                    && !value(closed.column(), line).isEmpty()) {
                throw new LineRefused("closed", "is filled, and the status says that it is open");
            }
            return null;
        }
        if (closed == null) {
            throw new LineRefused("closed", "is empty, and the status says that it is closed");
        }
        Instant at = time(closed.column(), line, "closed");
        if (at == null) {
            throw new LineRefused("closed", "is empty, and the status says that it is closed");
        }
        return new OldAppeal.Ending(Outcome.valueOf(status), at);
    }

    /** Of an open one it only goes to the journal, so that it may be missing. */
    private @Nullable Instant due(Line line, Instant registered, boolean open) throws LineRefused {
        Mapping.Due due = mapping.due();
        if (due == null) {
            return null;
        }
        Instant at = time(due.column(), line, "due");
        if (at != null || open || due.whenEmpty().equals(Mapping.NORM)) {
            return at;
        }
        if (due.whenEmpty().equals(Mapping.REFUSE)) {
            throw new LineRefused("due", "is empty");
        }
        return registered.plus(new Norm(due.whenEmpty(), CalendarKind.ROUND_THE_CLOCK).elapsed());
    }

    private OldAppeal.@Nullable Place place(Line line) throws LineRefused {
        Double latitude = degrees(mapping.latitude(), line, "latitude", MOST_LATITUDE);
        Double longitude = degrees(mapping.longitude(), line, "longitude", MOST_LONGITUDE);
        if (latitude == null && longitude == null) {
            return null;
        }
        if (latitude == null || longitude == null) {
            throw new LineRefused(latitude == null ? "latitude" : "longitude", "is empty, and the other one is not");
        }
        return new OldAppeal.Place(latitude, longitude);
    }

    private @Nullable Double degrees(@Nullable Column column, Line line, String field, double most) throws LineRefused {
        String value = optional(column, line);
        if (value.isEmpty()) {
            return null;
        }
        if (!DEGREES.matcher(value).matches()) {
            throw new LineRefused(field, "is no number of degrees");
        }
        double degrees = Double.parseDouble(value);
        if (Math.abs(degrees) > most) {
            throw new LineRefused(field, "is out of range");
        }
        return degrees;
    }

    private Instant requiredTime(Column column, Line line, String field) throws LineRefused {
        Instant at = time(column, line, field);
        if (at == null) {
            throw new LineRefused(field, "is empty");
        }
        return at;
    }

    /** Of a time that came twice, because the clock was put back, the first is meant. */
    private @Nullable Instant time(Column column, Line line, String field) throws LineRefused {
        String value = value(column, line);
        if (value.isEmpty()) {
            return null;
        }
        try {
            var parsed = mapping.format().parseBest(value, OffsetDateTime::from, LocalDateTime::from);
            if (parsed instanceof OffsetDateTime complete) {
                return complete.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
            LocalDateTime local = LocalDateTime.from(parsed);
            List<ZoneOffset> offsets = mapping.zone().getRules().getValidOffsets(local);
            if (!offsets.isEmpty()) {
                return local.toInstant(offsets.get(0)).truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException e) {
            throw new LineRefused(field, "is no time in the format of the mapping", value);
        }
        throw new LineRefused(field, "never was: the clocks were put forward then", value);
    }

    private static LineRefused notTaken(String field, String value) {
        return value.isEmpty()
                ? new LineRefused(field, "is empty")
                : new LineRefused(field, "has a value that the mapping does not take", value);
    }

    private String required(Codes codes, Line line, String field) throws LineRefused {
        String code = code(codes, line, field);
        if (code == null) {
            throw notTaken(field, "");
        }
        return code;
    }

    /** Our code; null for none. */
    private @Nullable String code(@Nullable Codes codes, Line line, String field) throws LineRefused {
        if (codes == null) {
            return null;
        }
        String value = optional(codes.column(), line);
        String code = codes.of(value);
        if (code.equals(Mapping.REFUSE)) {
            throw notTaken(field, value);
        }
        return code.equals(Mapping.NONE) ? null : code;
    }

    private String optional(@Nullable Column column, Line line) {
        return column == null ? "" : value(column, line);
    }

    private String value(Column column, Line line) {
        return file.value(line, column.name());
    }
}
