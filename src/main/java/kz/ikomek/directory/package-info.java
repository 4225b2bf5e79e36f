/**
 * The reference desk: institutions, phones, addresses, opening hours, pharmacies and medicines, and a search that forgives
 * typing errors, missing Kazakh letters and the wrong keyboard layout. May use the catalogue and the table of rights.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog", "staff"})
package kz.ikomek.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
