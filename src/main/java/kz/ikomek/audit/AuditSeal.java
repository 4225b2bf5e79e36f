package kz.ikomek.audit;

import java.util.HexFormat;

/**
 * The name of a seal as it is noted outside the database: its number and its hash, as in {@code 17:9f86d0…}.
 *
 * @param number counted from 1
 * @param hash in hexadecimal digits
 */
record AuditSeal(long number, String hash) {

    static AuditSeal of(long number, byte[] hash) {
        return new AuditSeal(number, HexFormat.of().formatHex(hash));
    }

    /**
     * Reads a noted seal.
     *
     * @throws IllegalArgumentException when it is not a number, a colon and 64 hexadecimal digits
     */
    static AuditSeal parse(String noted) {
        if (!noted.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a noted seal is a number, a colon and 64 hexadecimal digits");
        }
        int colon = noted.indexOf(':');
        return new AuditSeal(Long.parseLong(noted.substring(0, colon)), noted.substring(colon + 1));
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
