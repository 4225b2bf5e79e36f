/** How late escalation is under load, beside stock Camunda on the same server; a command, no part of the test run. */
@NullMarked
package kz.ikomek.bench;

import org.jspecify.annotations.NullMarked;
