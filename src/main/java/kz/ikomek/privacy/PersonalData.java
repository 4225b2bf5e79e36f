package kz.ikomek.privacy;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The registry: every column of the database that holds personal data, or could and does not. A test compares it with the
 * schema. What a person's report shows and what is anonymised is read from here, so that a column cannot be forgotten.
 */
@Component
public class PersonalData {

    private final List<PersonalTable> tables;

    PersonalData(List<Holdings> holdings) {
        this.tables = holdings.stream().flatMap(part -> part.tables().stream()).toList();
    }

    /** All tables, in the order in which their personal data goes. */
    public List<PersonalTable> tables() {
        return tables;
    }
}
