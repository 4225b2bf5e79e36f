package kz.ikomek.appeals;

/** How the appeal reached the centre. */
public enum Channel {
    PHONE,
    WHATSAPP,
    WEB,
    MOBILE,
    OPEN311,
    WALK_IN
}
