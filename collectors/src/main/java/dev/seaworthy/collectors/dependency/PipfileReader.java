package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.Tree;
import java.util.List;

/** Reads {@code Pipfile.lock}. */
final class PipfileReader {
  private PipfileReader() {}

  static void read(Tree.Mapping root, DependencySet set) {
    for (String section : List.of("default", "develop")) {
      root.mapping(section)
          .ifPresent(
              packages ->
                  packages.entries().forEach((name, entry) -> read(name, entry, section, set)));
    }
  }

  private static void read(String name, Tree.Entry entry, String section, DependencySet set) {
    Tree.Mark at = entry.keyMark();
    if (entry.value().asMapping().isEmpty()) {
      set.faults().add(at, "a package is no object");
      return;
    }
    Tree.Mapping told = entry.value().asMapping().get();
    Dependency one = set.of(name, at);
    one.says("group", section.equals("develop") ? "dev" : "");
    String version = told.text("version").orElse("");
    if (version.startsWith("==")) {
      one.version(version.replaceFirst("^=+", ""));
    } else {
      one.requirement(version);
    }
    if (told.get("git").isPresent()) {
      one.from(Dependency.Origin.VCS).commit(told.text("ref").orElse(""));
    } else if (told.get("path").isPresent()) {
      one.from(Dependency.Origin.LOCAL);
    }
    told.items("hashes").forEach(hash -> hash.asText().ifPresent(one::hash));
    set.add(one);
  }
}
