package kz.ikomek.privacy;

import java.util.List;

/** A part of the registry. There are two: our own tables, and the engine's, which only {@code workflow} may name. */
public interface Holdings {

    /** The tables, in the order in which their personal data goes. */
    List<PersonalTable> tables();
}
