package kz.ikomek.intake.register;

import org.jspecify.annotations.Nullable;

/**
 * A category to choose.
 *
 * @param found the word by which it was found, where that is not in its name; else null
 */
record CategoryChoice(String code, String name, @Nullable String found, boolean dangerous) {}
