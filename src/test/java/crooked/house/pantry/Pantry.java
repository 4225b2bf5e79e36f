package crooked.house.pantry;

/** The pantry's own door. */
public class Pantry {}
