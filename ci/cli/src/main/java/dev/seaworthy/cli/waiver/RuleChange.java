package dev.seaworthy.cli.waiver;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.NotApplicable;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a change alters of how its release is judged, where that may let it off.
 *
 * @param name of the control, parameter, bundle, path, host or file it is about; of a setting, its
 *     key
 * @param before what stood there; empty where nothing did
 * @param after what stands there; empty where nothing does
 * @param at in the head's descriptor
 */
public record RuleChange(
    Kind kind,
    String name,
    Optional<CanonicalJson> before,
    Optional<CanonicalJson> after,
    Location at) {
  /** What is altered. */
  public enum Kind {
    /** A control is declared not to apply. */
    NOT_APPLICABLE("notApplicable"),
    /** A parameter has another value. */
    PARAMETER("parameter"),
    /** A bundle judges no more, or an earlier version of it. */
    BUNDLE("bundle"),
    /** Controls of another environment or architecture are asked. */
    SETTING("setting"),
    /** Evidence that is still there is no longer looked at. */
    PATH("path"),
    /** A server is no longer probed. */
    ENDPOINT("endpoint"),
    /** Certificates are no longer held to a name. */
    SERVES("serves"),
    /** Certificates or signatures are trusted by more. */
    TRUST("trust");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  static final Comparator<RuleChange> ORDER =
      Comparator.comparing(RuleChange::kind).thenComparing(RuleChange::name);

  /** For people. */
  public String title() {
    return switch (kind) {
      case NOT_APPLICABLE -> "%s is declared not applicable".formatted(name);
      case PARAMETER, SETTING -> "%s: %s → %s".formatted(name, shown(before), shown(after));
      case BUNDLE ->
          after.isEmpty()
              ? "bundle %s judges no more".formatted(name)
              : "bundle %s: %s → %s".formatted(name, shown(before), shown(after));
      case PATH, ENDPOINT -> "%s is no longer looked at".formatted(name);
      case SERVES -> "no certificate is held to %s any more".formatted(name);
      case TRUST -> "what %s stands for is trusted too".formatted(name);
    };
  }

  /** Whether it is this declaration that is new. */
  boolean declares(NotApplicable declaration) {
    return kind == Kind.NOT_APPLICABLE
        && after.stream().anyMatch(CanonicalJson.of(declaration.toTree())::equals);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("kind", kind.id());
    tree.put("name", name);
    before.ifPresent(one -> tree.put("before", one.node()));
    after.ifPresent(one -> tree.put("after", one.node()));
    return tree;
  }

  private static String shown(Optional<CanonicalJson> value) {
    return value.map(String::valueOf).orElse("the default");
  }
}
