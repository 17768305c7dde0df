package dev.seaworthy.collectors.tls;

/**
 * Traefik's full names: {@code name@file} for what a file defines, {@code namespace-name} and
 * {@code @kubernetescrd} for what an object does.
 */
final class Names {
  static final String DEFAULT = "default";
  private static final String FILE = "@file";
  private static final String OBJECT = "@kubernetescrd";

  private Names() {}

  static String ofObject(String namespace, String name) {
    return name.contains("@") ? name : namespace + "-" + name + OBJECT;
  }

  static String ofFile(String name) {
    return name.contains("@") ? name : name + FILE;
  }
}
