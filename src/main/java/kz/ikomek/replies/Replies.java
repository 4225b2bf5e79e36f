package kz.ikomek.replies;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The read side of the canned replies, for those who look after them. */
@Component
public class Replies {

    private final ReplyStore store;

    Replies(ReplyStore store) {
        this.store = store;
    }

    /** All of them, retired ones too, by title. */
    public List<Reply> all() {
        return store.all();
    }

    /** The reply of this id, if there is one. */
    public Optional<Reply> find(long id) {
        return store.find(id);
    }

    /** Who did what with it and when, the newest first. */
    public List<ReplyChange> changes(long id) {
        return store.changes(id);
    }
}
