package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.DependencyForm;
import dev.seaworthy.collectors.document.ItemLocations;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one file says of the packages that are wanted or were chosen. */
final class DependencySet {
  /** More packages than any program has, fewer than exhaust memory. */
  static final int MAX_PACKAGES = 200_000;

  /** Longer text is no name, version or hash. */
  static final int MAX_CHARS = 1 << 12;

  private final DependencyForm form;
  private final Source source;
  private final DependencyFaults faults;
  private final List<Dependency> packages = new ArrayList<>();
  private final List<Map<String, Object>> declared = new ArrayList<>();
  private final List<Map<String, Object>> includes = new ArrayList<>();
  private boolean tellsDeclared;

  DependencySet(DependencyForm form, Source source) {
    this.form = form;
    this.source = source;
    this.faults = new DependencyFaults(source);
  }

  DependencyForm form() {
    return form;
  }

  DependencyFaults faults() {
    return faults;
  }

  /** A package that is told of from here on, once it is added. */
  Dependency of(String name, Tree.Mark at) {
    return new Dependency(form, name, at);
  }

  void add(Dependency one) {
    if (one.name().isBlank()) {
      faults.add(one.mark(), "a package has no name");
    } else if (one.name().length() > MAX_CHARS) {
      faults.add(one.mark(), "the name of a package is too long");
    } else if (packages.size() == MAX_PACKAGES) {
      faults.add(one.mark(), "it names more than %,d packages".formatted(MAX_PACKAGES));
    } else {
      packages.add(one);
    }
  }

  /** That the lock tells what its manifest asked for when it was made. */
  void tellsDeclared() {
    tellsDeclared = true;
  }

  /** What the manifest asked for when the lock was made. */
  void declares(String name, String requirement) {
    tellsDeclared = true;
    declared.add(
        Map.of(
            "name",
            form.ecosystem().equals("pypi") ? Dependency.pypi(name) : name,
            "requirement",
            requirement));
  }

  /** Another file whose requirements count, too. */
  void includes(String path, String as) {
    includes.add(Map.of("file", resolved(path), "as", as));
  }

  private String resolved(String path) {
    String together = path.startsWith("/") ? path : folder() + "/" + path;
    List<String> steps = new ArrayList<>();
    for (String step : together.split("/", -1)) {
      if (step.equals("..") && !steps.isEmpty() && !steps.get(steps.size() - 1).equals("..")) {
        steps.remove(steps.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }

  private String folder() {
    String file = source.file();
    return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : ".";
  }

  Evidence evidence(boolean baseline) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("ecosystem", form.ecosystem());
    content.put("format", form.id());
    content.put("role", form.role().name().toLowerCase(Locale.ROOT));
    content.put("folder", folder());
    content.put("file", source.file());
    if (baseline) {
      content.put("baseline", true);
    }
    content.put("packages", packages.stream().map(Dependency::toTree).toList());
    if (tellsDeclared) {
      content.put("declared", declared);
    }
    if (!includes.isEmpty()) {
      content.put("includes", includes);
    }
    return new Evidence(
        EvidenceKinds.DEPENDENCY_SET,
        Subject.of("Dependencies", source.file()),
        source,
        CanonicalJson.of(content),
        new ItemLocations(
            source.file(),
            "packages",
            packages.stream().map(Dependency::mark).toList(),
            new Tree.Mark(1, 1)));
  }

  /** Whether a text may be kept. */
  static boolean isShort(String text) {
    return text.length() <= MAX_CHARS;
  }
}
