package kz.ikomek.intake.desk;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealRights;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Assignment;
import kz.ikomek.appeals.AttachFiles;
import kz.ikomek.appeals.AttachedFiles;
import kz.ikomek.appeals.Attachment;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.AttachmentViews;
import kz.ikomek.appeals.ReceivedFile;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffNames;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Shows an appeal's files and takes new ones, by the reader's rights. */
@Component
class AttachmentSheets {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private static final String TYPES = "image/jpeg,image/png,image/webp,application/pdf";

    private static final List<String> WORDS =
            List.of("title", "kind", "choose", "sending", "sent", "place", "map", "failed");

    private static final long KILO = 1024;
    private static final long MEGA = KILO * KILO;

    private final AppealViews appeals;
    private final AttachmentViews attachments;
    private final AttachFiles attach;
    private final Catalog catalog;
    private final StaffNames names;
    private final MapProperties map;
    private final Sentences sentences;

    AttachmentSheets(
            AppealViews appeals,
            AttachmentViews attachments,
            AttachFiles attach,
            Catalog catalog,
            StaffNames names,
            MapProperties map,
            Sentences sentences) {
        this.appeals = appeals;
        this.attachments = attachments;
        this.attach = attach;
        this.catalog = catalog;
        this.names = names;
        this.map = map;
        this.sentences = sentences;
    }

    /**
     * The files and how to add some; empty when there is no such appeal, or no right to see its files.
     *
     * @param token for a script; null for a page, whose forms carry their own
     */
    Optional<AttachmentSheet> of(
            AppealNumber number, StaffMember reader, @Nullable CsrfToken token, Language language) {
        AppealView appeal = appeals.find(number).orElse(null);
        if (appeal == null) {
            return Optional.empty();
        }
        Set<Right> rights = AppealRights.of(appeal, appeals.assignments(number), reader);
        return rights.contains(Right.VIEW_ATTACHMENTS)
                ? Optional.of(new AttachmentSheet(
                        items(number, attachments.of(number), language),
                        upload(appeal, rights, token, language),
                        WORDS.stream().collect(Collectors.toMap(Function.identity(), word -> text(word, language)))))
                : Optional.empty();
    }

    private AttachmentSheet.@Nullable Upload upload(
            AppealView appeal, Set<Right> rights, @Nullable CsrfToken token, Language language) {
        List<AttachmentKind> offered = AttachmentKind.offered(rights);
        if (offered.isEmpty()) {
            return null;
        }
        AttachmentKind likely = AttachmentKind.likely(appeal.state(), offered);
        return new AttachmentSheet.Upload(
                path(appeal.number()),
                token == null ? null : new AttachmentSheet.Token(token.getHeaderName(), token.getToken()),
                offered.stream()
                        .map(kind -> new AttachmentSheet.Kind(kind.name(), title(kind, language), kind == likely))
                        .toList(),
                attach.largestFile(),
                attach.filesAStep(),
                TYPES,
                text("hint", language, attach.largestFile() / MEGA, attach.filesAStep()));
    }

    /**
     * Takes files.
     *
     * @return empty when the reader may not even see that there are files
     * @throws Refusal when nothing is sent, or the reader may see files but add none of this kind now
     */
    Optional<AttachmentSheet.Answer> add(
            AppealNumber number, AttachmentKind kind, List<ReceivedFile> files, StaffMember reader, Language language) {
        AppealView appeal = appeals.find(number).orElse(null);
        if (appeal == null) {
            return Optional.empty();
        }
        List<Assignment> assignments = appeals.assignments(number);
        Set<Right> rights = AppealRights.of(appeal, assignments, reader);
        if (!rights.contains(Right.VIEW_ATTACHMENTS)) {
            return Optional.empty();
        }
        if (!AttachmentKind.offered(rights).contains(kind)) {
            throw new Refusal("attachments.not-now", "attachmentKind", number.display());
        }
        if (files.isEmpty()) {
            throw new Refusal("shared.required", "file");
        }
        AttachedFiles result =
                attach.attach(number, kind, agency(assignments, reader), files, new Actor(reader.userId()));
        return Optional.of(new AttachmentSheet.Answer(
                items(number, result.attached(), language),
                result.refused().stream()
                        .map(file -> new AttachmentSheet.Refused(file.name(), sentences.of(file.reason(), language)))
                        .toList()));
    }

    /** The file, if the reader may see it. */
    Optional<AttachmentViews.File> file(AppealNumber number, UUID id, StaffMember reader) {
        return maySee(number, reader) ? attachments.file(number, id) : Optional.empty();
    }

    /** The thumbnail, if the reader may see it and it is a picture. */
    Optional<AttachmentViews.File> thumbnail(AppealNumber number, UUID id, StaffMember reader) {
        return maySee(number, reader) ? attachments.thumbnail(number, id) : Optional.empty();
    }

    private boolean maySee(AppealNumber number, StaffMember reader) {
        return appeals.find(number)
                .map(appeal -> AppealRights.of(appeal, appeals.assignments(number), reader))
                .filter(rights -> rights.contains(Right.VIEW_ATTACHMENTS))
                .isPresent();
    }

    /** The one at work for which the person works. */
    private static @Nullable AgencyCode agency(List<Assignment> assignments, StaffMember reader) {
        return assignments.stream()
                .filter(Assignment::open)
                .map(Assignment::agency)
                .filter(agency -> reader.agencies().contains(agency.value()))
                .findFirst()
                .orElse(null);
    }

    private List<AttachmentSheet.Item> items(AppealNumber number, List<Attachment> files, Language language) {
        Map<String, String> people =
                names.of(files.stream().map(Attachment::addedBy).toList());
        return files.stream()
                .map(file -> new AttachmentSheet.Item(
                        file.id().toString(),
                        file.kind().name(),
                        title(file.kind(), language),
                        file.name(),
                        about(file, people, language),
                        path(number) + "/" + file.id(),
                        file.picture() ? path(number) + "/" + file.id() + "/thumbnail" : null,
                        place(file.place())))
                .toList();
    }

    private String about(Attachment file, Map<String, String> people, Language language) {
        String size = file.size() < MEGA
                ? text("kilobytes", language, (file.size() + KILO - 1) / KILO)
                : text("megabytes", language, (double) file.size() / MEGA);
        return Stream.of(
                        size,
                        people.getOrDefault(file.addedBy(), file.addedBy()),
                        agencyName(file.agency(), language),
                        TIME.format(file.addedAt()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private String agencyName(@Nullable AgencyCode code, Language language) {
        return catalog.agencies().stream()
                .filter(agency -> agency.code().equals(code))
                .map(agency -> agency.name().in(language))
                .findFirst()
                .orElse("");
    }

    private AttachmentSheet.@Nullable Place place(Attachment.@Nullable Place place) {
        return place == null
                ? null
                : new AttachmentSheet.Place(
                        place.latitude(),
                        place.longitude(),
                        MapProperties.degrees(place.latitude()) + ", " + MapProperties.degrees(place.longitude()),
                        map.link(place));
    }

    private String title(AttachmentKind kind, Language language) {
        return text("kind." + kind, language);
    }

    private String text(String key, Language language, Object... values) {
        return sentences.of("attachments." + key, language, values);
    }

    private static String path(AppealNumber number) {
        return "/staff/appeals/" + number.value() + "/attachments";
    }
}
