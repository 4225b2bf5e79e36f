package kz.ikomek.intake.desk;

import jakarta.validation.constraints.NotBlank;
import java.util.Locale;
import kz.ikomek.appeals.Attachment.Place;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The map that people look at places on.
 *
 * @param link address of a page that shows a place, with {@code {latitude}} and {@code {longitude}}, degrees of WGS 84
 */
@Validated
@ConfigurationProperties("ikomek.map")
record MapProperties(
        @DefaultValue("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}")
        @NotBlank
        String link) {

    /** The page for a place. */
    String link(Place place) {
        return link.replace("{latitude}", degrees(place.latitude())).replace("{longitude}", degrees(place.longitude()));
    }

    /** Five digits: about a metre. */
    static String degrees(double angle) {
        return String.format(Locale.ROOT, "%.5f", angle);
    }
}
