package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that can be said of policies without running them. */
final class PolicyLint {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.<Diagnostic, String>comparing(one -> one.at().file())
          .thenComparingInt(one -> one.at().line())
          .thenComparingInt(one -> one.at().column())
          .thenComparing(one -> one.problem().message());

  private final Opa opa;
  private final Optional<Regal> regal;
  private final List<Diagnostic> found = new ArrayList<>();

  /** The place of each control's id that was seen. */
  private final Map<String, Location> ids = new TreeMap<>();

  PolicyLint(Opa opa, Optional<Regal> regal) {
    this.opa = opa;
    this.regal = regal;
  }

  /** Lints the bundles; gives what there is to say in the order of files. */
  List<Diagnostic> lint(List<PolicySources> all) throws ConfigurationException {
    for (PolicySources sources : all) {
      for (String bundle : sources.bundles()) {
        try (BundleDraft draft = BundleDraft.of(opa, sources, bundle)) {
          found.addAll(draft.mistakes());
          found.addAll(new EntrypointLint(opa, draft).mistakes());
          draft.manifest().annotations().packages().forEach(one -> id(draft, one));
          draft.manifest().annotations().packages().forEach(one -> test(sources, one));
        } catch (ConfigurationException e) {
          found.addAll(e.diagnostics());
        }
      }
      if (regal.isPresent()) {
        found.addAll(regal.get().lint(sources.root(), paths(sources)));
      }
    }
    return found.stream().distinct().sorted(ORDER).toList();
  }

  /** Within a bundle the reader of manifests notices; here it is about several. */
  private void id(BundleDraft draft, Annotations.Annotated one) {
    String id = one.custom().path("id").asText();
    Location here =
        new MetadataPlace(one.file(), draft.own().getOrDefault(one.file(), "")).of("`id`");
    if (id.isEmpty()) {
      return;
    }
    Location other = ids.putIfAbsent(id, here);
    if (other != null && !folder(other.file()).equals(folder(here.file()))) {
      found.add(
          new Diagnostic(
              Diagnostic.Level.ERROR,
              here,
              new Problem(
                  "BUNDLE_METADATA",
                  "control `%s` is in `%s` too".formatted(id, other.file()),
                  "give one of them another id")));
    }
  }

  private void test(PolicySources sources, Annotations.Annotated one) {
    String test = one.file().replaceFirst("\\.rego$", "_test.rego");
    if (!Files.isRegularFile(sources.file(test))) {
      found.add(
          new Diagnostic(
              Diagnostic.Level.WARNING,
              new Location(one.file(), 1, 1),
              new Problem(
                  "NO_TEST",
                  "package `%s` has no test beside it".formatted(one.name()),
                  "write `%s` with a firing, a silent, an absent-field and an edge case"
                      .formatted(test))));
    }
  }

  private static List<String> paths(PolicySources sources) {
    List<String> paths = new ArrayList<>(sources.bundles());
    if (Files.isDirectory(sources.file(PolicySources.LIB))) {
      paths.add(PolicySources.LIB);
    }
    return paths;
  }

  private static String folder(String file) {
    return file.substring(0, Math.max(0, file.indexOf('/')));
  }
}
