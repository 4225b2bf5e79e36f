package crooked.house.pantry.hidden;

/** Public and hidden at once; see RulesBiteTest. */
public class JarStore {}
