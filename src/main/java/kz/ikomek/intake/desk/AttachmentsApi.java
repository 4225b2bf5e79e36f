package kz.ikomek.intake.desk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.AttachmentViews;
import kz.ikomek.appeals.ReceivedFile;
import kz.ikomek.privacy.RecordAccess;
import kz.ikomek.privacy.Via;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.AuditedAct;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of an appeal for scripts and browsers. Who may not see them is told that there are none. */
@RestController
@RequestMapping("/staff/appeals/{number}/attachments")
class AttachmentsApi {

    private final AttachmentSheets sheets;
    private final RecordAccess access;
    private final ApplicationEventPublisher events;

    AttachmentsApi(AttachmentSheets sheets, RecordAccess access, ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.access = access;
        this.events = events;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AttachmentSheet> list(
            @PathVariable String number, @AuthenticationPrincipal StaffMember reader, CsrfToken token, Locale locale) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(found(sheets.of(parse(number), reader, token, Language.of(locale))));
    }

    /** 201 when any file was kept, else 422; the answer is the same and names every file that was not. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AttachmentSheet.Answer> add(
            @PathVariable String number,
            @RequestParam AttachmentKind kind,
            @RequestParam MultipartFile[] files,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale) {
        var answer = found(sheets.add(parse(number), kind, received(files), reader, Language.of(locale)));
        return ResponseEntity.status(answer.attached().isEmpty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.CREATED)
                .body(answer);
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> file(
            @PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal StaffMember reader) {
        AttachmentViews.File file = found(sheets.file(parse(number), id, reader));
        access.saw(new Actor(reader.userId()), Via.ATTACHMENT, parse(number));
        events.publishEvent(new AuditedAct(
                new Actor(reader.userId()),
                AuditedAct.Kind.DOWNLOADED,
                parse(number).value(),
                id.toString()));
        // A picture was written by us and is shown; a document was written by somebody else and is only handed out.
        return answer(
                file,
                file.attachment().picture() ? ContentDisposition.inline() : ContentDisposition.attachment(),
                MediaType.parseMediaType(file.attachment().type()));
    }

    @GetMapping("/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(
            @PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal StaffMember reader) {
        return answer(
                found(sheets.thumbnail(parse(number), id, reader)), ContentDisposition.inline(), MediaType.IMAGE_JPEG);
    }

    /** A form in which nothing was chosen sends a file without a name. */
    static List<ReceivedFile> received(MultipartFile[] files) {
        return Arrays.stream(files)
                .filter(file -> file.getSize() > 0
                        || !Objects.requireNonNullElse(file.getOriginalFilename(), "")
                                .isEmpty())
                .map(file -> new ReceivedFile(
                        Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getSize(), file::getBytes))
                .toList();
    }

    private static ResponseEntity<byte[]> answer(
            AttachmentViews.File file, ContentDisposition.Builder disposition, MediaType type) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(file.attachment().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .contentType(type)
                .body(file.content());
    }

    private static <T> T found(Optional<T> answer) {
        return answer.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    }

    private static AppealNumber parse(String number) {
        try {
            return AppealNumber.parse(number);
        } catch (Refusal e) {
            throw new ErrorResponseException(HttpStatus.NOT_FOUND, e);
        }
    }
}
