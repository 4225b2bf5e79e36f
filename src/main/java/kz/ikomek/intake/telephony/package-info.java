/**
 * The telephone system's calls at the operator's desk: events in, screen pop, missed calls to call back, the supervisor's
 * board. Knows no form: who registers an appeal from a call asks {@code CurrentCalls} and tells {@code LinkCall}.
 */
@NullMarked
package kz.ikomek.intake.telephony;

import org.jspecify.annotations.NullMarked;
