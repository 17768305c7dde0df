package dev.seaworthy.collectors.tls;

/**
 * Traefik's full names: {@code name@file} for what a file defines, {@code namespace-name} and
 * {@code @kubernetescrd} for what an object does.
 */
final class Names {
  static final String DEFAULT = "default";
  private static final String OBJECT = "@kubernetescrd";

  private Names() {}

  static String ofObject(String namespace, String name) {
    return name.contains("@") ? name : namespace + "-" + name + OBJECT;
  }

  /** What {@code name} means where {@code owner}, a full name, says it. */
  static String beside(String owner, String name) {
    int at = owner.indexOf('@');
    return name.contains("@") || at < 0 ? name : name + owner.substring(at);
  }

  /** A Service that Ingresses lead to. */
  static String ofService(String namespace, String name) {
    return namespace + "-" + name + "@kubernetes";
  }

  static String ofFile(String name) {
    return of("file", name);
  }

  /** What a name means where {@code provider} has it. */
  static String of(String provider, String name) {
    return name.contains("@") ? name : name + "@" + provider;
  }
}
