package kz.ikomek.bench;

import java.util.Map;

/** What is told of each case, the same to all who are compared. */
final class Cases {

    static final String NAME = "Айгүл Серікқызы";
    static final String PHONE = "8 701 123 45 67";
    static final String ADDRESS = "Тәуке хан даңғылы, 12";
    static final String TEXT = "Үйіміздің жанындағы шам үш күннен бері жанбайды, кешке қараңғы";
    static final String REPORT = "Шам ауыстырылды, жарық жанып тұр";

    /** As variables, where there is no other place for them. */
    static final Map<String, Object> VARIABLES = Map.of(
            "residentName",
            NAME,
            "phone",
            PHONE,
            "language",
            "kk",
            "channel",
            "PHONE",
            "category",
            "street-lighting",
            "district",
            "abai",
            "address",
            ADDRESS,
            "text",
            TEXT,
            "danger",
            false);

    /** What stands in the form of each step. */
    static final Map<String, Map<String, Object>> FORMS = Map.of(
            "register", Map.of("kind", "COMPLAINT"),
            "inspect", Map.of("decision", "ROUTE", "agency", "street-lighting"),
            "execute", Map.of("decision", "SOLVED", "report", REPORT),
            "control", Map.of("decision", "CONFIRMED"));

    private Cases() {}
}
