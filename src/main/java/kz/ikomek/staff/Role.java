package kz.ikomek.staff;

/** What a staff member does; the engine's group of the same people stands beside it. */
public enum Role {
    OPERATOR("operators", "Операторлар / Операторы"),
    SUPERVISOR("supervisors", "Ауысым жетекшілері / Старшие смены"),
    INSPECTOR("inspectors", "Инспекторлар / Инспекторы"),
    CONTROLLER("controllers", "Бақылаушылар / Контролёры"),
    PHARMACIST("pharmacists", "Фармацевтер / Фармацевты"),
    AGENCY_HEAD("agency-heads", "Мекеме басшылары / Руководители ведомств"),
    PROCESS_OWNER("process-owners", "Процесс иелері / Владельцы процессов"),
    ADMINISTRATOR("camunda-admin", "Әкімшілер / Администраторы");

    private final String group;
    private final String label;

    Role(String group, String label) {
        this.group = group;
        this.label = label;
    }

    /** The engine's group. */
    public String group() {
        return group;
    }

    /** Kazakh and Russian, for lists that cannot be translated. */
    public String label() {
        return label;
    }
}
