package kz.ikomek.intake.register;

/**
 * What is read out at the end of a call.
 *
 * @param number in groups, as it is read out
 * @param path of the appeal's page
 * @param closed whether it was answered in the call
 * @param deadline in words; without meaning when closed
 */
record CallDone(String number, String path, boolean closed, String category, String deadline) {}
