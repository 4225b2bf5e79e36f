package kz.ikomek.mail;

/** Mails were put into the outbox. Published inside the transaction of the step. */
record MailDemanded() {}
