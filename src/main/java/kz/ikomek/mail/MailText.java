package kz.ikomek.mail;

/** The same words as HTML and as plain text. */
record MailText(String subject, String plain, String html) {}
