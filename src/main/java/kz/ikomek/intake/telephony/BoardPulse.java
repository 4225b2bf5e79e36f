package kz.ikomek.intake.telephony;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every two seconds whether the board has changed, while somebody looks at it at this node, and tells the pages.
 * It looks into the database, so that a change at any node is seen; appeals need not signal each of their steps.
 */
@Component
class BoardPulse {

    /** Topic of the pages that show the board. */
    static final String BOARD = "board";

    private static final Logger log = LoggerFactory.getLogger(BoardPulse.class);

    private final BoardViews board;
    private final LivePages pages;

    private @Nullable Board told;

    BoardPulse(BoardViews board, LivePages pages) {
        this.board = board;
        this.pages = pages;
    }

    @Scheduled(fixedDelay = 2_000)
    void beat() {
        if (!pages.anyFor(BOARD)) {
            return;
        }
        try {
            Board now = board.now();
            if (!now.equals(told)) {
                told = now;
                pages.changed(BOARD);
            }
        } catch (DataAccessException e) {
            log.warn("The board stands still, because the database does not answer");
        }
    }
}
