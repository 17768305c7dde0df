package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;

/** Reads the ports of policies and containers. */
public final class Ports {
  /**
   * A port of a policy or container.
   *
   * @param name empty where it is a number
   * @param number 0 where it is a name or absent
   */
  public record Port(String name, long number, String protocol) {}

  private static final int MAX_NAME_CHARS = 15;

  private Ports() {}

  /** A port of a policy's rule. */
  public static Port of(Tree.Mapping port) {
    return new Port(
        port.text("port").orElse(""), number(port, "port"), port.text("protocol").orElse("TCP"));
  }

  /** Whether {@code key} is present and not null. */
  public static boolean has(Tree.Mapping mapping, String key) {
    return mapping
        .get(key)
        .filter(
            tree -> !(tree instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL))
        .isPresent();
  }

  /** The number under {@code key}; 0 where there is none, -1 where it is beyond all ports. */
  public static long number(Tree.Mapping mapping, String key) {
    return mapping
        .get(key)
        .map(
            tree ->
                tree instanceof Tree.Scalar scalar && scalar.value() instanceof Number number
                    ? number instanceof Long whole ? whole : -1L
                    : 0L)
        .orElse(0L);
  }

  /** Whether {@code name} is a service name (RFC 6335, section 5.1) in lower case. */
  static boolean isName(String name) {
    return name.length() <= MAX_NAME_CHARS
        && name.matches("[a-z0-9]+(-[a-z0-9]+)*")
        && name.chars().anyMatch(Character::isLetter);
  }
}
