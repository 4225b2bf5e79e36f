package kz.ikomek.intake.telephony;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The pages that are open at this node and wait to hear that something has changed. What is not told before the next
 * change is told once: a page only looks again. A page that takes nothing up holds up no other for long.
 */
@Component
class LivePages implements SmartLifecycle {

    /** When it stops: those of a larger number stop before. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private static final int THREADS = 4;

    private final Set<Page> pages = ConcurrentHashMap.newKeySet();
    private final ExecutorService telling = Executors.newFixedThreadPool(THREADS, work -> {
        var thread = new Thread(work, "live-pages");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean open;

    /** The way to one open page. */
    interface Line {

        /** The page is to look again. */
        void changed() throws IOException;

        /** Nothing has changed; keeps the way open, and finds out whether it still is. */
        void alive() throws IOException;

        /** Nothing more will come. */
        void end();
    }

    /** One open page; lets go of it when it is closed. */
    final class Page {

        private final String userId;
        private final Set<String> topics;
        private final Line line;
        private final AtomicBoolean pending = new AtomicBoolean();

        private Page(String userId, Set<String> topics, Line line) {
            this.userId = userId;
            this.topics = topics;
            this.line = line;
        }

        /** The page hears of nothing any more. */
        void close() {
            pages.remove(this);
        }

        private void tell() {
            if (pending.compareAndSet(false, true)) {
                run(() -> {
                    pending.set(false);
                    line.changed();
                });
            }
        }

        /** In the thread of the request, so that no other begins the answer while this one still writes its headers. */
        private void tellHere() {
            try {
                line.changed();
            } catch (IOException | IllegalStateException gone) {
                close();
            }
        }

        private void run(Telling what) {
            try {
                telling.execute(() -> {
                    try {
                        what.run();
                    } catch (IOException | IllegalStateException gone) {
                        close();
                    }
                });
            } catch (RejectedExecutionException ending) {
                close();
            }
        }
    }

    private interface Telling {
        void run() throws IOException;
    }

    /**
     * Tells a page, once now and then whenever one of the topics has changed.
     *
     * @param userId who reads it
     */
    Page add(String userId, Set<String> topics, Line line) {
        var page = new Page(userId, topics, line);
        if (open) {
            pages.add(page);
            page.tellHere();
        } else {
            line.end();
        }
        return page;
    }

    /** A topic has changed. */
    void changed(String topic) {
        pages.stream().filter(page -> page.topics.contains(topic)).forEach(Page::tell);
    }

    /** Anything may have changed, because for a while nothing was heard. */
    void allChanged() {
        pages.forEach(Page::tell);
    }

    /** Finds the pages that are gone, and keeps the others. */
    void keepAlive() {
        pages.forEach(page -> page.run(page.line::alive));
    }

    /** Whether anybody waits to hear of a topic. */
    boolean anyFor(String topic) {
        return pages.stream().anyMatch(page -> page.topics.contains(topic));
    }

    /** The logins of those who have their desk open. */
    Collection<String> atDesks() {
        return pages.stream()
                .filter(page -> page.topics.contains(Signals.desk(page.userId)))
                .map(page -> page.userId)
                .collect(Collectors.toSet());
    }

    @Override
    public void start() {
        open = true;
    }

    /** Before the web server waits for its requests to end: these would not. */
    @Override
    public void stop() {
        open = false;
        List.copyOf(pages).forEach(page -> {
            page.close();
            page.line.end();
        });
    }

    /** After the notice that this node stops, before the web server closes its doors. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
