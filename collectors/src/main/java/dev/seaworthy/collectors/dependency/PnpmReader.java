package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.PlainUrl;
import dev.seaworthy.collectors.document.Tree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code pnpm-lock.yaml} of versions 5 to 9. */
final class PnpmReader {
  /** {@code /name/1.0.0}, {@code /name@1.0.0} or {@code name@1.0.0(peer@2)}. */
  private static final Pattern KEY =
      Pattern.compile("/?((?:@[^/@]+/)?[^/@]+)[/@]([0-9][^(_]*)(?:[(_].*)?");

  private PnpmReader() {}

  static void read(Tree.Mapping root, DependencySet set) {
    if (root.get("lockfileVersion").isEmpty()) {
      set.faults().add(root.mark(), "it has no `lockfileVersion`");
    }
    root.mapping("packages")
        .ifPresent(packages -> packages.entries().forEach((key, entry) -> add(key, entry, set)));
    Tree.Mapping project = root.mapping("importers").flatMap(all -> all.mapping(".")).orElse(root);
    for (String section : NpmReader.SECTIONS) {
      project
          .mapping(section)
          .ifPresent(
              wanted -> wanted.entries().forEach((name, entry) -> declare(name, entry, set)));
    }
  }

  private static void declare(String name, Tree.Entry entry, DependencySet set) {
    entry
        .value()
        .asMapping()
        .flatMap(told -> told.text("specifier"))
        .ifPresent(specifier -> set.declares(name, PlainUrl.of(specifier)));
  }

  private static void add(String key, Tree.Entry entry, DependencySet set) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      set.add(set.of(key, entry.keyMark()).from(Dependency.Origin.URL));
      return;
    }
    Dependency one = set.of(matcher.group(1), entry.keyMark()).version(matcher.group(2));
    entry
        .value()
        .asMapping()
        .flatMap(told -> told.mapping("resolution"))
        .flatMap(resolution -> resolution.text("integrity"))
        .ifPresent(one::hash);
    set.add(one);
  }
}
