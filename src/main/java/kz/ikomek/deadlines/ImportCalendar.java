package kz.ikomek.deadlines;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.shared.UploadedTable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings days from a file into an administrator's draft: comma-separated values or iCalendar, told apart by their first
 * line. The file waits until it is confirmed; up to then nothing of it is in the draft.
 */
@Component
@Transactional
public class ImportCalendar {

    /** The most bytes that a file may have. */
    public static final int LARGEST = 1024 * 1024;

    private static final int LONGEST_NAME = 100;

    private final DraftStore drafts;
    private final EditCalendar edit;
    private final Sentences sentences;
    private final Clock clock;

    ImportCalendar(DraftStore drafts, EditCalendar edit, Sentences sentences, Clock clock) {
        this.drafts = drafts;
        this.edit = edit;
        this.sentences = sentences;
        this.clock = clock;
    }

    /**
     * Takes a file to look at.
     *
     * @throws Refusal naming the field {@code file} when it is empty, too large, not UTF-8, or neither of the two kinds
     */
    public void offer(String name, byte[] content, Actor actor) {
        if (content.length == 0) {
            throw new Refusal("calendar.file.empty", "file");
        }
        if (content.length > LARGEST) {
            throw tooLarge();
        }
        String text = UploadedTable.text(content, "calendar.file.encoding");
        String shortName = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
        var file = new DraftStore.File(shortName.isBlank() ? "?" : shortName, text);
        read(file, edit.draft(actor));
        drafts.keep(actor.userId(), file);
    }

    /** The refusal of a file above {@link #LARGEST}. */
    public static Refusal tooLarge() {
        return new Refusal("calendar.file.too-large", "file");
    }

    /** What the waiting file would do to the draft as it is now; empty when none waits. */
    @Transactional(readOnly = true)
    public Optional<ImportPreview> preview(Actor actor) {
        return drafts.file(actor.userId()).map(file -> read(file, edit.draft(actor)));
    }

    /**
     * Brings the lines that were not refused into the draft.
     *
     * @return how many days it changed; 0 when no file waits
     */
    public int confirm(Actor actor) {
        drafts.lock(actor.userId());
        Optional<ImportPreview> preview = preview(actor);
        preview.ifPresent(read -> {
            var entered = read.lines().stream().map(ImportPreview.Line::entered).toList();
            drafts.keep(actor.userId(), edit.draft(actor).with(entered));
            cancel(actor);
        });
        return preview.map(read -> Math.toIntExact(read.changes())).orElse(0);
    }

    /** Drops the waiting file. */
    public void cancel(Actor actor) {
        drafts.keep(actor.userId(), (DraftStore.File) null);
    }

    private ImportPreview read(DraftStore.File file, CalendarDraft draft) {
        var reading = new ImportedLines(file.name(), draft, sentences);
        if (IcsFile.is(file.text())) {
            int thisYear =
                    LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE).getYear();
            new IcsFile(reading, draft, thisYear).read(file.text());
        } else {
            new CsvFile(reading).read(file.text());
        }
        return reading.preview();
    }
}
