package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.DependencyForm;
import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One package as a file names it, told bit by bit. */
final class Dependency {
  /** Where a package comes from; only what a registry gives can be held to a hash by all tools. */
  enum Origin {
    REGISTRY,
    VCS,
    URL,
    LOCAL
  }

  private final String ecosystem;
  private final String name;
  private final Tree.Mark mark;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> hashes = new ArrayList<>();
  private final Map<String, Boolean> flags = new LinkedHashMap<>();
  private Origin origin = Origin.REGISTRY;
  private boolean exact;

  /**
   * A package.
   *
   * @param mark where it is named
   */
  Dependency(DependencyForm form, String name, Tree.Mark mark) {
    this.ecosystem = form.ecosystem();
    this.name = ecosystem.equals("pypi") ? pypi(name) : name;
    this.mark = mark;
  }

  /** Names of Python packages differ neither by case nor by what separates their words. */
  static String pypi(String name) {
    return name.equals(".") ? name : name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  String name() {
    return name;
  }

  Tree.Mark mark() {
    return mark;
  }

  /** The one version that is meant. */
  Dependency version(String version) {
    exact = !version.isEmpty();
    return says("version", version);
  }

  /** What versions would do, as it is written. */
  Dependency requirement(String requirement) {
    return says("requirement", requirement);
  }

  Dependency from(Origin where) {
    origin = where;
    return this;
  }

  /** A commit is exact; a branch or tag is not. */
  Dependency commit(String reference) {
    exact = reference.matches("[0-9a-f]{40}|[0-9a-f]{64}");
    return says("reference", reference);
  }

  Dependency hash(String hash) {
    if (!hash.isEmpty()) {
      hashes.add(hash);
    }
    return this;
  }

  Dependency says(String key, String value) {
    if (!value.isEmpty()) {
      texts.put(key, value);
    }
    return this;
  }

  Dependency is(String key, boolean holds) {
    if (holds) {
      flags.put(key, true);
    }
    return this;
  }

  boolean isExact() {
    return exact;
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>(texts);
    tree.putAll(flags);
    tree.put("name", name);
    tree.put("exact", exact);
    tree.put("origin", origin.name().toLowerCase(Locale.ROOT));
    tree.put("hashes", List.copyOf(hashes));
    if (origin == Origin.REGISTRY) {
      tree.put("purl", purl());
    }
    return tree;
  }

  private String purl() {
    String path =
        switch (ecosystem) {
          case "npm" -> name.startsWith("@") ? "%40" + name.substring(1) : name;
          case "maven" -> name.replace(':', '/');
          default -> name;
        };
    String version = texts.getOrDefault("version", "");
    return "pkg:" + ecosystem + "/" + path + (version.isEmpty() ? "" : "@" + version);
  }
}
