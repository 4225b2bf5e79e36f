package kz.ikomek.shared;

/** The application cannot start; the message is one sentence that says what is wrong and what to do. */
public final class StartupRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the sentence that the console is to show. */
    public StartupRefused(String sentence) {
        super(sentence);
    }

    /** With the sentence and the cause, which goes to the log at level DEBUG only. */
    public StartupRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
