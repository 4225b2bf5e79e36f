/**
 * Rule, template, outbox, SMTP: what the centre writes to agency heads and supervisors. Nothing else sends mail. May use
 * appeals, catalogue, deadlines, staff and the directory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog", "deadlines", "staff", "appeals", "directory"})
package kz.ikomek.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
