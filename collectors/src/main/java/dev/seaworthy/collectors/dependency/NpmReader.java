package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.PlainUrl;
import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code package.json}, and {@code package-lock.json} of lock file versions 1 to 3. */
final class NpmReader {
  private static final String MODULES = "node_modules/";

  /** What a manifest asks for; peers are for others to bring. */
  static final List<String> SECTIONS =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  private static final Pattern EXACT =
      Pattern.compile("[=v]*[0-9]+\\.[0-9]+\\.[0-9]+(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?");

  private final DependencySet set;

  NpmReader(DependencySet set) {
    this.set = set;
  }

  static void manifest(Tree.Mapping root, DependencySet set) {
    for (String section : SECTIONS) {
      root.mapping(section)
          .ifPresent(
              wanted ->
                  wanted
                      .entries()
                      .forEach(
                          (name, entry) ->
                              set.add(
                                  wants(name, entry, set)
                                      .says(
                                          "group",
                                          section.equals("dependencies") ? "" : section))));
    }
  }

  private static Dependency wants(String name, Tree.Entry entry, DependencySet set) {
    Dependency one = set.of(name, entry.keyMark());
    if (entry.value().asText().isEmpty()) {
      set.faults().add(entry.keyMark(), "the version that is wanted is not text");
      return one;
    }
    String wanted = entry.value().asText().get().strip();
    one.requirement(PlainUrl.of(wanted));
    return placed(one, wanted);
  }

  /** Where what is wanted comes from, and whether it is exact. */
  private static Dependency placed(Dependency one, String wanted) {
    if (EXACT.matcher(wanted).matches()) {
      return one.version(wanted.replaceFirst("^[=v]+", ""));
    }
    if (wanted.matches("(file|link|workspace|portal):.*")) {
      return one.from(Dependency.Origin.LOCAL);
    }
    if (wanted.matches("(git[+:]|github:|gitlab:|bitbucket:|gist:).*")
        || wanted.matches("[\\w.-]+/[\\w.-]+(#.*)?")) {
      int hash = wanted.indexOf('#');
      return one.from(Dependency.Origin.VCS).commit(hash < 0 ? "" : wanted.substring(hash + 1));
    }
    return wanted.matches("https?://.*") ? one.from(Dependency.Origin.URL).is("fixed", true) : one;
  }

  void lock(Tree.Mapping root) {
    if (root.mapping("packages").isPresent()) {
      root.mapping("packages").get().entries().forEach(this::installed);
    } else if (root.mapping("dependencies").isPresent()) {
      nested(root.mapping("dependencies").get());
    } else if (root.get("lockfileVersion").isEmpty()) {
      set.faults().add(root.mark(), "it has neither `packages` nor `dependencies`");
    }
  }

  private void installed(String path, Tree.Entry entry) {
    if (entry.value().asMapping().isEmpty()) {
      set.faults().add(entry.keyMark(), "a package is no object");
      return;
    }
    Tree.Mapping told = entry.value().asMapping().get();
    if (path.isEmpty()) {
      set.tellsDeclared();
      SECTIONS.forEach(section -> told.mapping(section).ifPresent(this::declared));
    } else if (path.contains(MODULES) && !told.isTrue("link")) {
      String name = path.substring(path.lastIndexOf(MODULES) + MODULES.length());
      set.add(chosen(told.text("name").orElse(name), told, entry.keyMark()));
    }
  }

  private void declared(Tree.Mapping wanted) {
    for (Map.Entry<String, Tree.Entry> each : wanted.entries().entrySet()) {
      set.declares(each.getKey(), PlainUrl.of(each.getValue().value().asText().orElse("").strip()));
    }
  }

  /** Version 1 has what a package brings for itself inside it. */
  private void nested(Tree.Mapping packages) {
    packages
        .entries()
        .forEach(
            (name, entry) ->
                entry
                    .value()
                    .asMapping()
                    .ifPresentOrElse(
                        told -> {
                          set.add(chosen(name, told, entry.keyMark()));
                          told.mapping("dependencies").ifPresent(this::nested);
                        },
                        () -> set.faults().add(entry.keyMark(), "a package is no object")));
  }

  private Dependency chosen(String name, Tree.Mapping told, Tree.Mark at) {
    String version = told.text("version").orElse("");
    String resolved = told.text("resolved").orElse("");
    Dependency one = set.of(name, at);
    if (resolved.startsWith("git") || version.startsWith("git")) {
      String from = resolved.startsWith("git") ? resolved : version;
      one.says("version", resolved.startsWith("git") ? version : "");
      one.from(Dependency.Origin.VCS).commit(from.substring(from.indexOf('#') + 1));
    } else if (resolved.startsWith("file:") || version.startsWith("file:")) {
      one.from(Dependency.Origin.LOCAL).says("version", version);
    } else {
      one.version(version.startsWith("http") ? "" : version);
    }
    one.hash(told.text("integrity").orElse(""));
    one.is("bundled", told.isTrue("inBundle") || told.isTrue("bundled"));
    one.is("deprecated", told.get("deprecated").isPresent());
    return one.says("group", told.isTrue("dev") ? "dev" : "");
  }
}
