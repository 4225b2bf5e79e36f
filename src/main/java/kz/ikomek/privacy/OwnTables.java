package kz.ikomek.privacy;

import static kz.ikomek.privacy.PersonalTable.harmless;

import java.util.List;
import kz.ikomek.privacy.PersonalTable.Kind;
import kz.ikomek.privacy.PersonalTable.Way;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Our own tables. Whoever adds a column that can hold a text enters it here. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class OwnTables implements Holdings {

    private static final String OF_NUMBER = "number = ANY (:numbers)";

    /** Digests that tell of the appeal go with it; what else they tell of is as old. */
    private static final String MAILS = "id IN (SELECT m.id FROM mail.outbox m WHERE m.number = ANY (:numbers)"
            + " UNION SELECT m.digest FROM mail.outbox m WHERE m.number = ANY (:numbers))";

    /** The phone in a draft stands as it was typed. */
    private static final String TYPED = "number IS NULL AND"
            + " right(regexp_replace(typed ->> 'phone', '[^0-9]', '', 'g'), 10) = right(:phone, 10)";

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                PersonalTable.of("appeals.attachment_content", Way.ROWS)
                        .with(Kind.FILE, "file", "thumbnail")
                        .ofAppeals("attachment IN (SELECT id FROM appeals.attachment WHERE number = ANY (:numbers))"),
                PersonalTable.of("appeals.attachment", Way.ROWS)
                        .with(Kind.TEXT, "name")
                        .with(Kind.FILE, "sha256", "received_sha256")
                        .with(Kind.PLACE, "latitude", "longitude")
                        .beside("number", "kind", "type", "kept_in", "added_by", "agency")
                        .ofAppeals(OF_NUMBER),
                PersonalTable.of("appeals.assignment", Way.COLUMNS)
                        .with(Kind.TEXT, "said")
                        .beside("number", "agency", "state")
                        .ofAppeals(OF_NUMBER),
                PersonalTable.of("appeals.extension", Way.COLUMNS)
                        .with(Kind.TEXT, "reason")
                        .empty("''", "reason")
                        .beside("number", "agency", "norm_iso", "asked_by", "decided_by")
                        .ofAppeals(OF_NUMBER),
                PersonalTable.of("appeals.journal", Way.NOTES)
                        .with(Kind.TEXT, "note")
                        .beside("number", "actor", "step", "from_state", "to_state", "agency", "note_digest", "hash")
                        .ofAppeals(OF_NUMBER),
                PersonalTable.of("mail.outbox", Way.COLUMNS)
                        .with(Kind.TEXT, "subject", "body_text", "body_html", "notes", "last_error")
                        .with(Kind.PLACE, "place")
                        .empty("''", "subject", "notes")
                        .beside(
                                "number",
                                "rule",
                                "stage",
                                "role",
                                "address",
                                "addressee",
                                "language",
                                "state",
                                "agency",
                                "category")
                        .ofAppeals(MAILS),
                PersonalTable.of("telephony.call_back", Way.ROWS)
                        .with(Kind.PHONE, "phone")
                        .beside("taken_by", "outcome", "closed_by")
                        .ofAppeals("closed_at IS NOT NULL AND id IN"
                                + " (SELECT call_back FROM telephony.call WHERE appeal = ANY (:numbers))")
                        .ofPhone("closed_at IS NOT NULL AND phone = :phone"),
                PersonalTable.of("telephony.call", Way.COLUMNS)
                        .with(Kind.PHONE, "phone", "inner_number")
                        .beside(
                                "call_id",
                                "direction",
                                "line",
                                "queue",
                                "rings",
                                "answered_on",
                                "answered_by",
                                "cause",
                                "outcome",
                                "appeal")
                        .ofAppeals("appeal = ANY (:numbers)")
                        .ofPhone("phone = :phone AND ended_at IS NOT NULL"),
                PersonalTable.of("desk.call_draft", Way.ROWS)
                        .with(Kind.TEXT, "typed")
                        .beside("operator", "number")
                        .ofAppeals(OF_NUMBER)
                        .ofPhone(TYPED),
                PersonalTable.of("bulk.run", Way.COLUMNS)
                        .with(Kind.TEXT, "said")
                        .beside("actor", "action", "agency", "first")
                        .ofAppeals("id IN (SELECT run FROM bulk.item WHERE appeal = ANY (:numbers))"),
                harmless("bulk.item", "task", "appeal", "state", "code", "field", "quoted"),
                PersonalTable.of("appeals.appeal", Way.COLUMNS)
                        .with(Kind.NAME, "resident_name")
                        .with(Kind.PHONE, "phone")
                        .with(Kind.PLACE, "address")
                        .with(Kind.TEXT, "words", "answer")
                        .empty("''", "words")
                        .beside(
                                "number",
                                "state",
                                "outcome",
                                "kind",
                                "category",
                                "district",
                                "language",
                                "channel",
                                "duplicate_of",
                                "registered_by",
                                "norm_iso",
                                "norm_calendar",
                                "norm_reason",
                                "ladder",
                                "limit_registering",
                                "limit_inspecting",
                                "limit_accepting",
                                "limit_calling",
                                "extension_asked_by")
                        .ofAppeals(OF_NUMBER),
                PersonalTable.of("appeals.search", Way.FOLLOWS)
                        .with(Kind.TEXT, "words")
                        .with(Kind.PLACE, "place")
                        .with(Kind.PHONE, "phone_backwards")
                        .beside("number")
                        .ofAppeals(OF_NUMBER),
                // The digest would let who has the line say whose appeal it was.
                PersonalTable.of("appeals.imported", Way.COLUMNS)
                        .with(Kind.TEXT, "digest")
                        .with(Kind.PLACE, "latitude", "longitude")
                        .beside("source", "external_id", "number")
                        .ofAppeals(OF_NUMBER),
                harmless("appeals.pause", "number", "why"),
                harmless("audit.append_only", "relation"),
                harmless("audit.entry", "actor", "act", "subject", "detail", "hash"),
                harmless("audit.seal", "digest", "hash"),
                harmless("desk.start_key", "actor", "key", "digest", "answer"),
                harmless("login.account", "user_id"),
                harmless("login.session", "user_id", "ended"),
                harmless("privacy.access", "who", "via", "number"),
                harmless("privacy.erasure", "actor", "why", "reason", "number"),
                harmless("privacy.wish", "number", "asked_by", "why", "reason"),
                harmless("privacy.retention", "scope", "changed_by"),
                // About the city, its agencies and its staff: no resident stands in these.
                harmless("catalog.district", "code", "name_kk", "name_ru", "name_en"),
                harmless("catalog.agency", "code", "name_kk", "name_ru", "name_en"),
                harmless("catalog.category", "code", "name_kk", "name_ru", "name_en", "agency_rule", "kind"),
                harmless("catalog.synonym", "category", "language", "word"),
                harmless(
                        "catalog.contact",
                        "role",
                        "agency",
                        "name",
                        "email",
                        "language",
                        "file_language",
                        "deputy_name",
                        "deputy_email",
                        "deputy_language",
                        "changed_by"),
                harmless("catalog.absence", "deputy_name", "deputy_email", "deputy_language", "entered_by", "ended_by"),
                harmless("deadlines.calendar_version", "published_by", "note"),
                harmless("deadlines.calendar_day", "kind", "name_kk", "name_ru", "name_en", "source"),
                harmless("deadlines.calendar_draft", "owner", "content", "file_name", "file_text"),
                harmless("mail.told_today", "about"),
                harmless("mail.link_key", "key"),
                harmless("platform.chosen_language", "user_id", "language"),
                harmless("platform.revision", "topic"),
                harmless(
                        "directory.entry",
                        "external_id",
                        "kind",
                        "name_kk",
                        "name_ru",
                        "name_en",
                        "address_kk",
                        "address_ru",
                        "phones",
                        "hours",
                        "note_kk",
                        "note_ru",
                        "keywords",
                        "owner_agency",
                        "owner_group",
                        "changed_by",
                        "folded_kk",
                        "folded_ru",
                        "folded"),
                harmless("directory.word", "word"),
                harmless("directory.wrong_report", "note", "reported_by", "settled_by", "settlement"),
                harmless("directory.import_file", "owner", "file_name", "file_text"),
                harmless("telephony.seat", "user_id", "full_name", "extension", "lost_extension", "lost_to"),
                harmless("replies.reply", "seed", "use", "category", "title_kk", "title_ru", "text_kk", "text_ru"),
                harmless(
                        "replies.change",
                        "actor",
                        "kind",
                        "use",
                        "category",
                        "title_kk",
                        "title_ru",
                        "text_kk",
                        "text_ru"));
    }
}
