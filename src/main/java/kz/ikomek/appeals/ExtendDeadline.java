package kz.ikomek.appeals;

import java.util.List;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An executor asks for more time, a controller decides. */
@Component
@Transactional
public class ExtendDeadline {

    /** What can be asked for and granted, as the forms offer it: ISO 8601, in time of the norm's calendar (proposal). */
    public static final List<String> OFFERED = List.of("PT1H", "PT2H", "PT4H", "P1D", "P2D", "P3D", "P5D", "P10D");

    private final Change change;

    ExtendDeadline(Change change) {
        this.change = change;
    }

    /**
     * Asks; the clock goes on meanwhile.
     *
     * @param extension one of {@link #OFFERED}
     * @throws Refusal naming the field {@code extension} or {@code reason} when it is missing, or when an agency has
     *     asked already and nobody has decided yet
     */
    public void ask(
            AppealNumber number, AgencyCode agency, @Nullable String extension, @Nullable String reason, Actor actor) {
        String iso = offered(extension);
        String why = Texts.required(reason, "reason");
        change.apply(number, Step.EXTENSION_ASKED, agency, iso + ": " + why, actor, appeal -> {
            if (appeal.extensionAskedBy != null) {
                throw new Refusal("appeals.extension.asked", "extension", number.display());
            }
            Norm more = new Norm(iso, appeal.decision.norm().calendar());
            change.store.askExtension(number, agency, more, why, change.now(), actor);
            appeal.extensionAskedBy = agency;
        });
    }

    /**
     * Grants what was asked, or another time; the deadline moves, and who was told of the old one is told of the new one
     * too.
     *
     * @param extension one of {@link #OFFERED}; null grants what was asked
     * @throws Refusal naming the field {@code extension}, or when nothing is asked any more
     */
    public void grant(AppealNumber number, @Nullable String extension, @Nullable String note, Actor actor) {
        String asked = asked(number);
        String iso = extension == null ? asked : offered(extension);
        String said = Texts.optional(note, "note", Texts.LONG);
        change.apply(number, Step.EXTENSION_GRANTED, said == null ? iso : iso + ": " + said, actor, appeal -> {
            Norm more = new Norm(iso, appeal.decision.norm().calendar());
            change.store.decideExtension(number, more, change.now(), actor);
            appeal.extensionAskedBy = null;
            appeal.extend(more, change.calendar(appeal));
            if (appeal.due.isAfter(change.now())) {
                appeal.forgetTold();
            }
        });
    }

    /**
     * Refuses.
     *
     * @throws Refusal naming the field {@code reason} when it is missing, or when nothing is asked any more
     */
    public void refuse(AppealNumber number, @Nullable String reason, Actor actor) {
        asked(number);
        change.apply(number, Step.EXTENSION_REFUSED, Texts.required(reason, "reason"), actor, appeal -> {
            change.store.decideExtension(number, null, change.now(), actor);
            appeal.extensionAskedBy = null;
        });
    }

    private String asked(AppealNumber number) {
        String asked = change.store.askedExtension(number);
        if (asked == null) {
            throw new Refusal("appeals.extension.not-asked", null, number.display());
        }
        return asked;
    }

    private static String offered(@Nullable String extension) {
        if (extension == null) {
            throw new Refusal("shared.required", "extension");
        }
        if (!OFFERED.contains(extension)) {
            throw new Refusal("shared.unknown-choice", "extension");
        }
        return extension;
    }
}
