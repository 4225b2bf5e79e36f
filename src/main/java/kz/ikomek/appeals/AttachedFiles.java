package kz.ikomek.appeals;

import java.util.List;
import kz.ikomek.shared.Refusal;

/** What became of the files of one upload, in their order. */
public record AttachedFiles(List<Attachment> attached, List<RefusedFile> refused) {

    /** Copies the lists. */
    public AttachedFiles {
        attached = List.copyOf(attached);
        refused = List.copyOf(refused);
    }

    /**
     * A file that is not kept.
     *
     * @param name without a path
     */
    public record RefusedFile(String name, Refusal reason) {}
}
