package kz.ikomek.operations.backup;

/** A backup that cannot be made or restored; the message is one sentence that says why and what to do. */
final class BackupRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupRefused(String sentence) {
        super(sentence);
    }

    BackupRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
